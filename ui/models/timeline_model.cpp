#include "ui/models/timeline_model.h"

#include "ui/models/task_text.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace cairn::ui {

TimelineModel::TimelineModel(TaskModel& tasks, QObject* parent)
    : QAbstractProxyModel(parent)
    , m_tasks(tasks)
    , m_today(QDate::currentDate()) {
    setSourceModel(&m_tasks);
    arrange();

    // Between "about to" and "done" the source's rows are not those that the lines speak of: a reset covers both.
    const auto begin = [this] { beginResetModel(); };
    const auto end = [this] {
        arrange();
        endResetModel();
    };
    connect(&m_tasks, &QAbstractItemModel::rowsAboutToBeInserted, this, begin);
    connect(&m_tasks, &QAbstractItemModel::rowsInserted, this, end);
    connect(&m_tasks, &QAbstractItemModel::rowsAboutToBeRemoved, this, begin);
    connect(&m_tasks, &QAbstractItemModel::rowsRemoved, this, end);
    connect(&m_tasks, &QAbstractItemModel::modelAboutToBeReset, this, begin);
    connect(&m_tasks, &QAbstractItemModel::modelReset, this, end);
    connect(&m_tasks, &QAbstractItemModel::dataChanged, this, &TimelineModel::sourceChanged);
}

void TimelineModel::setToday(QDate today) {
    if (std::exchange(m_today, today) != today) {
        rearrange();
    }
}

bool TimelineModel::isSection(int row) const {
    return row >= 0 && row < rowCount() && m_lines[static_cast<std::size_t>(row)].source < 0;
}

std::vector<int> TimelineModel::sourceRowsOf(int sectionRow) const {
    std::vector<int> rows;
    if (isSection(sectionRow)) {
        const auto first = m_lines.begin() + sectionRow;
        std::transform(first + 1, first + 1 + first->count, std::back_inserter(rows), [](const Line& line) {
            return line.source;
        });
    }
    return rows;
}

TimelineModel::Section TimelineModel::sectionOf(const api::TaskRow& row, LocalDays& days) const {
    const auto at = TaskModel::momentOf(row);
    const QDate day = at ? days.of(*at) : QDate();
    if (row.completedAt) {
        return {Group::done, -day.toJulianDay(), day};
    }
    if (row.state == api::TaskState::skipped) {
        return {};
    }
    if (!day.isValid()) {
        return row.state == api::TaskState::in_progress ? Section{Group::planned, m_today.toJulianDay(), m_today}
                                                        : Section{};
    }
    return day < m_today ? Section{Group::overdue, 0, {}} : Section{Group::planned, day.toJulianDay(), day};
}

QString TimelineModel::title(const Section& section) const {
    switch (section.group) {
    case Group::overdue:
        return tr("Overdue");
    case Group::planned:
        return sectionDayText(section.day, m_today);
    case Group::done:
        return tr("Done · %1").arg(sectionDayText(section.day, m_today));
    case Group::undated:
        break;
    }
    return tr("Without a day");
}

void TimelineModel::arrange() {
    const int count = m_tasks.rowCount();
    LocalDays days;
    std::map<Section, std::vector<int>> sections;
    for (int row = 0; row < count; ++row) {
        sections[sectionOf(*m_tasks.at(row), days)].push_back(row);
    }
    m_lines.clear();
    m_lines.reserve(static_cast<std::size_t>(count) + sections.size());
    m_lineOf.assign(static_cast<std::size_t>(count), -1);
    for (const auto& [section, rows] : sections) {
        m_lines.push_back({-1, section, static_cast<int>(rows.size())});
        for (const int row : rows) {
            m_lineOf[static_cast<std::size_t>(row)] = static_cast<int>(m_lines.size());
            m_lines.push_back({row, section, 0});
        }
    }
}

void TimelineModel::rearrange() {
    beginResetModel();
    arrange();
    endResetModel();
}

void TimelineModel::sourceChanged(const QModelIndex& first, const QModelIndex& last, const QList<int>& roles) {
    LocalDays days;
    for (int row = first.row(); row <= last.row(); ++row) {
        const Line& line = m_lines[static_cast<std::size_t>(m_lineOf[static_cast<std::size_t>(row)])];
        if (!(line.section == sectionOf(*m_tasks.at(row), days))) {
            rearrange();
            return;
        }
    }
    if (last.row() - first.row() > 1000) {
        Q_EMIT dataChanged(index(0, first.column()), index(rowCount() - 1, last.column()), roles);
        return;
    }
    for (int row = first.row(); row <= last.row(); ++row) {
        const int line = m_lineOf[static_cast<std::size_t>(row)];
        Q_EMIT dataChanged(index(line, first.column()), index(line, last.column()), roles);
    }
}

QModelIndex TimelineModel::mapToSource(const QModelIndex& proxy) const {
    if (!proxy.isValid() || proxy.row() >= rowCount()) {
        return {};
    }
    const int row = m_lines[static_cast<std::size_t>(proxy.row())].source;
    return row < 0 ? QModelIndex() : m_tasks.index(row, proxy.column());
}

QModelIndex TimelineModel::mapFromSource(const QModelIndex& source) const {
    if (!source.isValid() || source.row() >= static_cast<int>(m_lineOf.size())) {
        return {};
    }
    return index(m_lineOf[static_cast<std::size_t>(source.row())], source.column());
}

QModelIndex TimelineModel::index(int row, int column, const QModelIndex& parent) const {
    return hasIndex(row, column, parent) ? createIndex(row, column) : QModelIndex();
}

QModelIndex TimelineModel::parent(const QModelIndex& /*child*/) const {
    return {};
}

int TimelineModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int TimelineModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : TaskModel::kColumns;
}

QVariant TimelineModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const Line& line = m_lines[static_cast<std::size_t>(index.row())];
    if (line.source >= 0) {
        return m_tasks.data(m_tasks.index(line.source, index.column()), role);
    }
    switch (role) {
    case TaskModel::SectionRole:
        return title(line.section);
    case TaskModel::SectionCountRole:
        return line.count;
    case Qt::DisplayRole:
        return index.column() == TaskModel::TitleColumn ? title(line.section) : QVariant();
    case Qt::AccessibleTextRole:
        return index.column() == TaskModel::TitleColumn
                   ? tr("%1, %n task(s)", nullptr, line.count).arg(title(line.section))
                   : QVariant();
    default:
        return {};
    }
}

QVariant TimelineModel::headerData(int section, Qt::Orientation orientation, int role) const {
    return m_tasks.headerData(section, orientation, role);
}

Qt::ItemFlags TimelineModel::flags(const QModelIndex& index) const {
    const QModelIndex source = mapToSource(index);
    if (source.isValid()) {
        return m_tasks.flags(source);
    }
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemNeverHasChildren : Qt::NoItemFlags;
}

} // namespace cairn::ui
