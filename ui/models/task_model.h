#pragma once

#include "core/api/tasks.h"

#include <QAbstractTableModel>
#include <QString>

#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace cairn::ui {

// The tasks that pass a filter, in pages: the first is asked for by reload(), the next when a view has come near the
// end of what is there (readOn). Total and done are those of the whole filtered set.
//
// A row can be checked. Checks are the person's choice for the next command; they end with their row, and with the
// filter, so that a command never reaches what is not in sight.
//
// When the rows are asked for anew, those that stay keep their indexes: a view keeps its place and its selection. For
// another filter or order the model is reset.
class TaskModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { CheckColumn, TitleColumn, TopicColumn, DifficultyColumn, StateColumn, SourceColumn, DateColumn };

    static constexpr int kColumns = DateColumn + 1;

    enum Role {
        IdRole = Qt::UserRole + 1, // QString
        DifficultyRole,            // int
        StateRole,                 // int: api::TaskState
        NoteRole,                  // QString: see stateNote()
        SectionRole,               // QString: title of a section, for the lines that a timeline adds
        SectionCountRole,          // int
    };

    static constexpr std::int64_t kPage = 500;

    explicit TaskModel(api::Tasks& tasks, QObject* parent = nullptr);

    // Takes effect with the next reload(). Offset, limit and the grouping are the model's own.
    void setFilter(const api::TaskFilter& filter);

    const api::TaskFilter& filter() const { return m_filter; }

    // Asks anew for as many rows as are there, at least a page; for another filter or order for a page, unless rows are
    // checked, which stay.
    void reload();

    // Whether rows are missing, and asking for the next page of them. Not Qt's fetchMore(), which a tree calls each
    // time that it lays out its rows, so that all pages would come one after the other, whoever looks.
    bool hasMore() const { return m_known && !isLoading() && static_cast<std::int64_t>(m_rows.size()) < m_total; }

    void readOn();

    // Whether the rows are grouped by day, as a timeline shows them: asks for them anew.
    void setByDay(bool byDay);

    // To a server, without which nothing is proven: rows say so where they wait for that.
    void setConnected(bool connected);

    // Of all rows that pass, where they are grouped by day. Those that arrive with other sections say so with
    // arrived().
    const std::vector<api::TimelineSection>& sections() const { return m_sections; }

    bool isLoading() const { return m_fetch != Fetch::none; }

    bool isKnown() const { return m_known; } // an answer has come

    std::int64_t total() const { return m_total; }

    std::int64_t done() const { return m_done; }

    const api::TaskRow* at(int row) const;
    int rowOf(const QString& id) const; // -1: not among those that are there

    // In the order of the rows.
    std::vector<std::string> checked() const;

    int checkedCount() const { return static_cast<int>(m_checked.size()); }

    bool isChecked(int row) const;
    void setChecked(int first, int last, bool checked);
    void checkAll(); // all that pass the filter: rows that are not there yet are asked for first
    void clearChecks();

    // What the date column shows: the completion, or else the plan.
    static std::optional<std::int64_t> momentOf(const api::TaskRow& row) {
        return row.completedAt ? row.completedAt : row.scheduledAt;
    }

    // Its day; invalid when there is none.
    static QDate dayOf(const api::TaskRow& row);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

Q_SIGNALS:
    void loadingChanged(bool loading);
    void arrived(); // rows and totals are those of the filter
    void checksChanged();
    void failed(const cairn::base::Error& error); // what was there stays

private:
    enum class Fetch { none, reload, more };

    void ask(Fetch fetch, std::int64_t offset, std::int64_t limit);
    void take(base::Expected<api::TaskPage> page);
    void takeRows(std::vector<api::TaskRow> rows);
    void mergeRows(std::vector<api::TaskRow>& rows);
    void setFetch(Fetch fetch);
    void forgetLostChecks();
    QString textOf(const api::TaskRow& row, int column) const;

    api::Tasks& m_tasks;
    api::TaskFilter m_filter{};
    std::vector<api::TaskRow> m_rows;
    std::vector<api::TaskRow> m_arriving; // of a reload, until all that it asked for is there
    std::vector<api::TimelineSection> m_sections;
    std::unordered_set<std::string> m_checked;
    std::int64_t m_total = 0;
    std::int64_t m_done = 0;
    std::int64_t m_reached = kPage; // rows that are there or asked for, under this filter
    std::int64_t m_wanted = kPage;  // rows that the reload under way asks for
    bool m_connected = false;
    bool m_known = false;
    bool m_anew = false; // little of what is there is in what was asked for, or in its place
    bool m_checkAllWhenThere = false;
    Fetch m_fetch = Fetch::none;
    api::Request m_request;
};

} // namespace cairn::ui
