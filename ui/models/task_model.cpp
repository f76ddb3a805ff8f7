#include "ui/models/task_model.h"

#include "ui/models/task_text.h"
#include "ui/widgets/difficulty_dots.h"
#include "ui/widgets/words.h"

#include <QDateTime>
#include <QThreadPool>

#include <algorithm>
#include <limits>

namespace cairn::ui {

namespace {

constexpr std::int64_t kMostAtOnce = 5000; // that TaskFilter::limit allows

// Giving back the memory of tens of thousands of rows takes longer than a frame may.
void letGo(std::vector<api::TaskRow> rows) {
    QThreadPool::globalInstance()->start([gone = std::move(rows)]() mutable { gone.clear(); });
}

} // namespace

TaskModel::TaskModel(api::Tasks& tasks, QObject* parent)
    : QAbstractTableModel(parent)
    , m_tasks(tasks) {}

void TaskModel::setFilter(const api::TaskFilter& filter) {
    api::TaskFilter next = filter;
    next.offset = 0;
    next.limit = kPage;
    next.byDay = m_filter.byDay;
    api::TaskFilter sameOrder = m_filter;
    sameOrder.order = next.order;
    sameOrder.descending = next.descending;
    if (next != sameOrder) {
        clearChecks();
    }
    if (next != m_filter) {
        m_anew = true;
        m_reached = m_checked.empty() ? kPage : m_reached;
    }
    m_filter = std::move(next);
}

void TaskModel::reload() {
    m_wanted = m_checkAllWhenThere ? std::numeric_limits<std::int64_t>::max() : m_reached;
    m_arriving.clear();
    ask(Fetch::reload, 0, std::min(m_wanted, kMostAtOnce));
}

void TaskModel::setByDay(bool byDay) {
    if (std::exchange(m_filter.byDay, byDay) == byDay) {
        return;
    }
    m_anew = true;
    reload();
}

void TaskModel::setConnected(bool connected) {
    if (std::exchange(m_connected, connected) != connected && !m_rows.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
    }
}

const api::TaskRow* TaskModel::at(int row) const {
    return row >= 0 && row < static_cast<int>(m_rows.size()) ? &m_rows[static_cast<std::size_t>(row)] : nullptr;
}

int TaskModel::rowOf(const QString& id) const {
    const std::string wanted = id.toStdString();
    const auto found = std::ranges::find(m_rows, wanted, &api::TaskRow::id);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

QDate TaskModel::dayOf(const api::TaskRow& row) {
    const auto at = momentOf(row);
    return at ? QDateTime::fromMSecsSinceEpoch(*at).date() : QDate();
}

int TaskModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TaskModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

QVariant TaskModel::data(const QModelIndex& index, int role) const {
    const api::TaskRow* row = index.isValid() ? at(index.row()) : nullptr;
    if (row == nullptr) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        return textOf(*row, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == TitleColumn ? accessibleTaskText(*row, m_connected) : textOf(*row, index.column());
    case Qt::CheckStateRole:
        if (index.column() == CheckColumn) {
            return static_cast<int>(isChecked(index.row()) ? Qt::Checked : Qt::Unchecked);
        }
        return {};
    case Qt::ToolTipRole:
        return index.column() == StateColumn && !stateNote(*row, m_connected).isEmpty()
                   ? QVariant(stateText(*row, m_connected))
                   : QVariant();
    case IdRole:
        return QString::fromStdString(row->id);
    case DifficultyRole:
        return static_cast<int>(row->difficulty);
    case StateRole:
        return static_cast<int>(row->state);
    case NoteRole:
        return stateNote(*row, m_connected);
    default:
        return {};
    }
}

QString TaskModel::textOf(const api::TaskRow& row, int column) const {
    switch (column) {
    case TitleColumn:
        return QString::fromStdString(row.title);
    case TopicColumn:
        return QString::fromStdString(row.topicTitle.empty() ? row.module : row.topicTitle);
    case DifficultyColumn:
        return DifficultyDots::spoken(row.difficulty);
    case StateColumn:
        return stateText(row, m_connected);
    case SourceColumn:
        return Words::of(row.source);
    case DateColumn:
        return dayOf(row).isValid() ? Words::day(dayOf(row)) : QString();
    default:
        return {};
    }
}

QVariant TaskModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)) {
        return {};
    }
    switch (section) {
    case CheckColumn:
        return role == Qt::AccessibleTextRole ? tr("Selected for a command") : QString();
    case TitleColumn:
        return tr("Title");
    case TopicColumn:
        return tr("Topic");
    case DifficultyColumn:
        return tr("Difficulty");
    case StateColumn:
        return tr("Status");
    case SourceColumn:
        return tr("Source");
    case DateColumn:
        return tr("Date");
    default:
        return {};
    }
}

Qt::ItemFlags TaskModel::flags(const QModelIndex& index) const {
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    const Qt::ItemFlags row = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    return index.column() == CheckColumn ? row | Qt::ItemIsUserCheckable : row;
}

void TaskModel::readOn() {
    if (hasMore()) {
        m_reached = static_cast<std::int64_t>(m_rows.size()) + kPage;
        ask(Fetch::more, static_cast<std::int64_t>(m_rows.size()), kPage);
    }
}

void TaskModel::ask(Fetch fetch, std::int64_t offset, std::int64_t limit) {
    api::TaskFilter filter = m_filter;
    filter.offset = offset;
    filter.limit = limit;
    setFetch(fetch);
    m_request = m_tasks.list(std::move(filter), [this](base::Expected<api::TaskPage> page) { take(std::move(page)); });
}

void TaskModel::take(base::Expected<api::TaskPage> page) {
    const Fetch fetch = m_fetch;
    if (!page) {
        setFetch(Fetch::none);
        m_checkAllWhenThere = false;
        Q_EMIT failed(page.error());
        return;
    }
    m_total = page->total;
    m_done = page->done;
    if (fetch == Fetch::more) {
        if (page->sections != m_sections) { // they have changed since the first page
            setFetch(Fetch::none);
            reload();
            return;
        }
        if (!page->rows.empty()) {
            const int first = rowCount();
            beginInsertRows({}, first, first + static_cast<int>(page->rows.size()) - 1);
            std::ranges::move(page->rows, std::back_inserter(m_rows));
            endInsertRows();
        }
        setFetch(Fetch::none);
        Q_EMIT arrived();
        return;
    }
    const bool more = !page->rows.empty();
    m_arriving.reserve(static_cast<std::size_t>(std::min(m_wanted, m_total)));
    std::ranges::move(page->rows, std::back_inserter(m_arriving));
    const auto there = static_cast<std::int64_t>(m_arriving.size());
    if (more && there < std::min(m_wanted, m_total)) {
        ask(Fetch::reload, there, std::min(m_wanted - there, kMostAtOnce));
        return;
    }
    m_known = true;
    m_sections = std::move(page->sections);
    takeRows(std::exchange(m_arriving, {}));
    setFetch(Fetch::none);
    forgetLostChecks();
    if (std::exchange(m_checkAllWhenThere, false)) {
        setChecked(0, rowCount() - 1, true);
    }
    Q_EMIT arrived();
}

void TaskModel::takeRows(std::vector<api::TaskRow> rows) {
    if (std::exchange(m_anew, false)) {
        beginResetModel();
        m_rows.swap(rows);
        endResetModel();
    } else {
        mergeRows(rows);
    }
    m_reached = std::max(m_reached, static_cast<std::int64_t>(m_rows.size()));
    letGo(std::move(rows));
}

// What is the same at both ends stays; the middle is taken out and put in.
void TaskModel::mergeRows(std::vector<api::TaskRow>& rows) {
    const auto sameId = [](const api::TaskRow& a, const api::TaskRow& b) { return a.id == b.id; };
    const auto prefix = std::ranges::mismatch(m_rows, rows, sameId).in1 - m_rows.begin();
    auto suffix =
        std::mismatch(m_rows.rbegin(), m_rows.rend(), rows.rbegin(), rows.rend(), sameId).first - m_rows.rbegin();
    suffix =
        std::min<std::ptrdiff_t>(suffix, static_cast<std::ptrdiff_t>(std::min(m_rows.size(), rows.size())) - prefix);

    const auto oldEnd = static_cast<std::ptrdiff_t>(m_rows.size()) - suffix;
    if (oldEnd > prefix) {
        beginRemoveRows({}, static_cast<int>(prefix), static_cast<int>(oldEnd) - 1);
        m_rows.erase(m_rows.begin() + prefix, m_rows.begin() + oldEnd);
        endRemoveRows();
    }
    const auto newEnd = static_cast<std::ptrdiff_t>(rows.size()) - suffix;
    if (newEnd > prefix) {
        beginInsertRows({}, static_cast<int>(prefix), static_cast<int>(newEnd) - 1);
        m_rows.insert(
            m_rows.begin() + prefix, std::move_iterator(rows.begin() + prefix),
            std::move_iterator(rows.begin() + newEnd));
        endInsertRows();
    }
    int first = -1;
    int last = -1;
    for (std::ptrdiff_t i = 0; i < std::ssize(rows); ++i) {
        const bool stayed = i < prefix || i >= newEnd;
        if (auto& row = m_rows[static_cast<std::size_t>(i)]; stayed && row != rows[static_cast<std::size_t>(i)]) {
            row = std::move(rows[static_cast<std::size_t>(i)]);
            first = first < 0 ? static_cast<int>(i) : first;
            last = static_cast<int>(i);
        }
    }
    if (first >= 0) {
        Q_EMIT dataChanged(index(first, 0), index(last, kColumns - 1));
    }
}

void TaskModel::setFetch(Fetch fetch) {
    const bool wasLoading = isLoading();
    m_fetch = fetch;
    if (wasLoading != isLoading()) {
        Q_EMIT loadingChanged(isLoading());
    }
}

} // namespace cairn::ui
