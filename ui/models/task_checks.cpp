// The checks of a TaskModel.
#include "ui/models/task_model.h"

#include <algorithm>

namespace cairn::ui {

std::vector<std::string> TaskModel::checked() const {
    std::vector<std::string> ids;
    ids.reserve(m_checked.size());
    for (const api::TaskRow& row : m_rows) {
        if (m_checked.contains(row.id)) {
            ids.push_back(row.id);
        }
    }
    return ids;
}

bool TaskModel::isChecked(int row) const {
    const api::TaskRow* task = at(row);
    return task != nullptr && m_checked.contains(task->id);
}

void TaskModel::setChecked(int first, int last, bool checked) {
    first = std::max(first, 0);
    last = std::min(last, rowCount() - 1);
    if (first > last) {
        return;
    }
    for (int row = first; row <= last; ++row) {
        const std::string& id = m_rows[static_cast<std::size_t>(row)].id;
        if (checked) {
            m_checked.insert(id);
        } else {
            m_checked.erase(id);
        }
    }
    Q_EMIT dataChanged(index(first, CheckColumn), index(last, CheckColumn), {Qt::CheckStateRole});
    Q_EMIT checksChanged();
}

void TaskModel::checkAll() {
    if (static_cast<std::int64_t>(m_rows.size()) < m_total) {
        m_checkAllWhenThere = true;
        reload();
        return;
    }
    setChecked(0, rowCount() - 1, true);
}

void TaskModel::clearChecks() {
    m_checkAllWhenThere = false;
    if (m_checked.empty()) {
        return;
    }
    m_checked.clear();
    if (!m_rows.empty()) {
        Q_EMIT dataChanged(index(0, CheckColumn), index(rowCount() - 1, CheckColumn), {Qt::CheckStateRole});
    }
    Q_EMIT checksChanged();
}

bool TaskModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!index.isValid() || index.column() != CheckColumn || role != Qt::CheckStateRole) {
        return false;
    }
    setChecked(index.row(), index.row(), value.toInt() == Qt::Checked);
    return true;
}

void TaskModel::forgetLostChecks() {
    if (m_checked.empty()) {
        return;
    }
    const std::vector<std::string> there = checked();
    if (there.size() != m_checked.size()) {
        m_checked = {there.begin(), there.end()};
        Q_EMIT checksChanged();
    }
}

} // namespace cairn::ui
