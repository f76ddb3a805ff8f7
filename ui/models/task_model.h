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
// end of what is there (fetchMore). Total and done are those of the whole filtered set.
//
// A row can be checked. Checks are the person's choice for the next command; they end with their row, and with the
// filter, so that a command never reaches what is not in sight.
//
// When the rows are asked for anew, those that stay keep their indexes: a view keeps its place and its selection.
class TaskModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { CheckColumn, TitleColumn, TopicColumn, DifficultyColumn, StateColumn, SourceColumn, DateColumn };

    static constexpr int kColumns = DateColumn + 1;

    enum Role {
        IdRole = Qt::UserRole + 1, // QString
        DifficultyRole,            // int
        StateRole,                 // int: api::TaskState
        SectionRole,               // QString: title of a section, for the lines that a timeline adds
        SectionCountRole,          // int
    };

    static constexpr std::int64_t kPage = 500;

    explicit TaskModel(api::Tasks& tasks, QObject* parent = nullptr);

    // Takes effect with the next reload(). Offset and limit are the model's own.
    void setFilter(const api::TaskFilter& filter);

    const api::TaskFilter& filter() const { return m_filter; }

    // Asks anew for as many rows as are there, at least a page.
    void reload();

    // Whether all rows are asked for, not only a page: a timeline cannot order what it has not seen.
    void setWhole(bool whole);

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

    // The day that the date column shows: of the completion, or else of the plan; invalid when there is none.
    static QDate dayOf(const api::TaskRow& row);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

Q_SIGNALS:
    void loadingChanged(bool loading);
    void arrived(); // rows and totals are those of the filter
    void checksChanged();
    void failed(const cairn::base::Error& error); // what was there stays

private:
    enum class Fetch { none, reload, more };

    void ask(Fetch fetch, std::int64_t offset, std::int64_t limit);
    void take(base::Expected<api::TaskPage> page);
    void replaceRows(std::vector<api::TaskRow> rows);
    void setFetch(Fetch fetch);
    void forgetLostChecks();
    QString textOf(const api::TaskRow& row, int column) const;

    api::Tasks& m_tasks;
    api::TaskFilter m_filter{};
    std::vector<api::TaskRow> m_rows;
    std::vector<api::TaskRow> m_arriving; // of a reload, until all that it asked for is there
    std::unordered_set<std::string> m_checked;
    std::int64_t m_total = 0;
    std::int64_t m_done = 0;
    std::int64_t m_wanted = kPage; // rows that the reload under way asks for
    bool m_known = false;
    bool m_whole = false;
    bool m_checkAllWhenThere = false;
    Fetch m_fetch = Fetch::none;
    api::Request m_request;
};

} // namespace cairn::ui
