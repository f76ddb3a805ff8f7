#pragma once

#include "ui/models/task_model.h"

#include <QAbstractProxyModel>
#include <QDate>

#include <vector>

namespace cairn::ui {

// The rows of a TaskModel that groups them by day, with a line of its own before the first of each section. Sections
// whose first row is not there yet have no line yet.
//
// The lines of the sections have TaskModel::SectionRole and can be neither selected nor checked.
class TimelineModel : public QAbstractProxyModel {
    Q_OBJECT

public:
    explicit TimelineModel(TaskModel& tasks, QObject* parent = nullptr);

    // The day that the titles call today; a page hands in a new one when midnight has passed.
    void setToday(QDate today);

    bool isSection(int row) const;

    QModelIndex mapToSource(const QModelIndex& proxy) const override;
    QModelIndex mapFromSource(const QModelIndex& source) const override;
    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    bool hasChildren(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    int lineOf(int sourceRow) const;
    int linesOf(int sourceRows) const; // of the first so many rows, with their sections
    std::ptrdiff_t sectionAt(int line) const;
    QString title(const api::TimelineSection& section) const;
    void arrange();
    void rearrange();
    void rowsAreComing(int first, int last);
    void rowsHaveCome();

    TaskModel& m_tasks;
    QDate m_today;
    std::vector<api::TimelineSection> m_sections;
    std::vector<int> m_firstRows; // of each section, among the source's
    int m_count = 0;              // of the source's rows
    bool m_appending = false;
};

} // namespace cairn::ui
