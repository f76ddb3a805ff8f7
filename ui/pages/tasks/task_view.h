#pragma once

#include <QHeaderView>
#include <QTreeView>

namespace cairn::ui {

class TaskModel;
class Theme;
class TimelineModel;

// The line above the tasks: names that sort, and a box that checks all.
class TaskHeader : public QHeaderView {
    Q_OBJECT

public:
    TaskHeader(const Theme& theme, TaskModel& tasks, QWidget* parent);

    QSize sizeHint() const override;

Q_SIGNALS:
    void allToggled();
    void sortAsked(int column);

protected:
    void paintSection(QPainter* painter, const QRect& rect, int column) const override;

private:
    const Theme& m_theme;
    TaskModel& m_tasks;
};

// The tasks, as a list or, with a TimelineModel, by day. Paints its rows as lines of a card; as tall as its rows where
// there is room. The page gives it one of the two models; current and scroll position outlast a change of the rows.
class TaskView : public QTreeView {
    Q_OBJECT

public:
    TaskView(const Theme& theme, TaskModel& tasks, TimelineModel& timeline, QWidget* parent = nullptr);

    void showTimeline(bool timeline);

    bool showsTimeline() const { return m_asTimeline; }

    // Of the current row; empty when there is none.
    QString currentId() const;

    // Makes a task's row the current one. False: it is not among the rows.
    bool setCurrentId(const QString& id);

    void toggleCurrent();

    TaskHeader& taskHeader() { return *m_header; }

    int rowHeight() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    void setModel(QAbstractItemModel* model) override;

    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;

    void keyboardSearch(const QString& /*text*/) override {} // letters are shortcuts of the page

Q_SIGNALS:
    void currentIdChanged(const QString& id);
    void opened(const QString& id); // by Enter or a click

protected:
    void drawRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void verticalScrollbarValueChanged(int value) override;

private:
    void arrangeColumns();
    void rowsAreChanging();
    void rowsHaveChanged();
    void toggle(const QModelIndex& index, bool range);
    bool isSection(const QModelIndex& index) const;
    QModelIndex nextTask(QModelIndex index, int step) const;

    const Theme& m_theme;
    TaskModel& m_tasks;
    TimelineModel& m_timeline;
    TaskHeader* m_header;
    bool m_asTimeline = false;
    bool m_changing = false; // the rows: the current one is to be found again
    QString m_keptId;        // of the current row
    int m_keptScroll = 0;
    QPersistentModelIndex m_anchor;  // where a range of checks begins
    QPersistentModelIndex m_pressed; // the row that a click began on
};

} // namespace cairn::ui
