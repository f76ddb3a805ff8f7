#pragma once

#include "ui/models/local_days.h"
#include "ui/models/task_model.h"

#include <QAbstractProxyModel>
#include <QDate>

#include <compare>
#include <functional>
#include <vector>

namespace cairn::ui {

// The rows of a TaskModel by day, with a line of its own before each day: overdue, today and the days to come, then
// what was done, the last day first, then what has no day. What is in progress without a plan stands under today.
//
// The lines of the sections have TaskModel::SectionRole and can be neither selected nor checked.
class TimelineModel : public QAbstractProxyModel {
    Q_OBJECT

public:
    explicit TimelineModel(TaskModel& tasks, QObject* parent = nullptr);

    // The day that is today; a page hands in a new one when midnight has passed.
    void setToday(QDate today);

    bool isSection(int row) const;
    // The first source row and the number of the tasks of a section's line.
    std::vector<int> sourceRowsOf(int sectionRow) const;

    QModelIndex mapToSource(const QModelIndex& proxy) const override;
    QModelIndex mapFromSource(const QModelIndex& source) const override;
    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    enum class Group { overdue, planned, done, undated };

    struct Section {
        Group group = Group::undated;
        qint64 order = 0; // of the section within its group: a day
        QDate day;

        bool operator==(const Section& other) const { return group == other.group && order == other.order; }

        auto operator<=>(const Section& other) const {
            return std::tie(group, order) <=> std::tie(other.group, other.order);
        }
    };

    struct Line {
        int source = -1; // row of the TaskModel; -1: the line of a section
        Section section;
        int count = 0; // of a section's line: its tasks
    };

    Section sectionOf(const api::TaskRow& row, LocalDays& days) const;
    QString title(const Section& section) const;
    void arrange();
    void rearrange();
    void sourceChanged(const QModelIndex& first, const QModelIndex& last, const QList<int>& roles);

    TaskModel& m_tasks;
    QDate m_today;
    std::vector<Line> m_lines;
    std::vector<int> m_lineOf; // of each source row
};

} // namespace cairn::ui
