#include "ui/models/timeline_model.h"

#include "ui/models/task_text.h"

#include <algorithm>
#include <ranges>
#include <utility>

namespace cairn::ui {

using Group = api::TimelineSection::Group;

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
    connect(
        &m_tasks, &QAbstractItemModel::rowsAboutToBeInserted, this,
        [this](const QModelIndex&, int first, int last) { rowsAreComing(first, last); });
    connect(&m_tasks, &QAbstractItemModel::rowsInserted, this, &TimelineModel::rowsHaveCome);
    connect(&m_tasks, &QAbstractItemModel::rowsAboutToBeRemoved, this, begin);
    connect(&m_tasks, &QAbstractItemModel::rowsRemoved, this, end);
    connect(&m_tasks, &QAbstractItemModel::modelAboutToBeReset, this, begin);
    connect(&m_tasks, &QAbstractItemModel::modelReset, this, end);
    connect(
        &m_tasks, &QAbstractItemModel::dataChanged, this,
        [this](const QModelIndex& first, const QModelIndex& last, const QList<int>& roles) {
            Q_EMIT dataChanged(mapFromSource(first), mapFromSource(last), roles);
        });
    connect(&m_tasks, &TaskModel::arrived, this, [this] {
        if (m_sections != m_tasks.sections()) {
            rearrange();
        }
    });
}

void TimelineModel::setToday(QDate today) {
    if (std::exchange(m_today, today) != today) {
        rearrange();
    }
}

bool TimelineModel::isSection(int row) const {
    const auto section = sectionAt(row);
    return section >= 0 && lineOf(m_firstRows[static_cast<std::size_t>(section)]) == row + 1;
}

QString TimelineModel::title(const api::TimelineSection& section) const {
    const QDate day = QDate(1970, 1, 1).addDays(section.day.time_since_epoch().count());
    switch (section.group) {
    case Group::overdue:
        return tr("Overdue");
    case Group::planned:
        return sectionDayText(day, m_today);
    case Group::done:
        return tr("Done · %1").arg(sectionDayText(day, m_today));
    case Group::undated:
        break;
    }
    return tr("Without a day");
}

void TimelineModel::arrange() {
    m_count = m_tasks.rowCount();
    m_sections = m_tasks.sections();
    m_firstRows.clear();
    int row = 0;
    for (const auto& section : m_sections) {
        m_firstRows.push_back(row);
        row += static_cast<int>(section.count);
    }
}

void TimelineModel::rearrange() {
    beginResetModel();
    arrange();
    endResetModel();
}

// A next page goes after what is there; anything else arranges the lines anew.
void TimelineModel::rowsAreComing(int first, int last) {
    m_appending = first == m_count && m_sections == m_tasks.sections();
    if (m_appending) {
        beginInsertRows({}, linesOf(first), linesOf(last + 1) - 1);
    } else {
        beginResetModel();
    }
}

void TimelineModel::rowsHaveCome() {
    if (std::exchange(m_appending, false)) {
        m_count = m_tasks.rowCount();
        endInsertRows();
    } else {
        arrange();
        endResetModel();
    }
}

int TimelineModel::linesOf(int sourceRows) const {
    const auto begun = std::ranges::lower_bound(m_firstRows, sourceRows) - m_firstRows.begin();
    return sourceRows + static_cast<int>(begun);
}

int TimelineModel::lineOf(int sourceRow) const {
    return linesOf(sourceRow + 1) - 1;
}

// The section that the line belongs to, its own line included; -1: none.
std::ptrdiff_t TimelineModel::sectionAt(int line) const {
    if (line < 0 || line >= rowCount()) {
        return -1;
    }
    // The line of section i is that of its first row and of the i lines before it.
    const auto sections = std::views::iota(std::ptrdiff_t(0), std::ssize(m_firstRows));
    const auto next = std::ranges::upper_bound(sections, line, {}, [this](std::ptrdiff_t section) {
        return m_firstRows[static_cast<std::size_t>(section)] + static_cast<int>(section);
    });
    return static_cast<std::ptrdiff_t>(next - sections.begin()) - 1;
}

QModelIndex TimelineModel::mapToSource(const QModelIndex& proxy) const {
    if (!proxy.isValid() || proxy.row() >= rowCount() || isSection(proxy.row())) {
        return {};
    }
    return m_tasks.index(proxy.row() - static_cast<int>(sectionAt(proxy.row())) - 1, proxy.column());
}

QModelIndex TimelineModel::mapFromSource(const QModelIndex& source) const {
    return source.isValid() && source.row() < m_count ? index(lineOf(source.row()), source.column()) : QModelIndex();
}

QModelIndex TimelineModel::index(int row, int column, const QModelIndex& parent) const {
    return hasIndex(row, column, parent) ? createIndex(row, column) : QModelIndex();
}

QModelIndex TimelineModel::parent(const QModelIndex& /*child*/) const {
    return {};
}

int TimelineModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : linesOf(m_count);
}

// By its own rows: the source's may have gone already where the proxies' base class asks.
bool TimelineModel::hasChildren(const QModelIndex& parent) const {
    return rowCount(parent) > 0;
}

int TimelineModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : TaskModel::kColumns;
}

QVariant TimelineModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    if (!isSection(index.row())) {
        return m_tasks.data(mapToSource(index), role);
    }
    const auto& section = m_sections[static_cast<std::size_t>(sectionAt(index.row()))];
    switch (role) {
    case TaskModel::SectionRole:
        return title(section);
    case TaskModel::SectionCountRole:
        return static_cast<int>(section.count);
    case Qt::DisplayRole:
        return index.column() == TaskModel::TitleColumn ? title(section) : QVariant();
    case Qt::AccessibleTextRole:
        return index.column() == TaskModel::TitleColumn
                   ? tr("%1, %n task(s)", nullptr, static_cast<int>(section.count)).arg(title(section))
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
