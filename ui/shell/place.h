#pragma once

#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QString>
#include <QWidget>

namespace cairn::ui {

// The places of the rail that this version has, in the rail's order.
enum class PlaceId { today, tasks, mindmap, devices, connections, settings };

struct KeyHint {
    QList<QKeySequence> keys;
    QString does; // "Move along the edges"
};

// A page of the window. It asks the profile for what it shows when it becomes visible and when it hears of a change
// while visible; it renders from the answer's value and nothing else.
class Place : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    // Brings one thing to the front: a task's id in Tasks, a topic's or a path's id in Mindmap. In Today, a completed
    // task's id: to be reviewed.
    virtual void showItem(const QString& /*id*/) {}

    // What can be done here: shown in the menu, in the command palette and, with its shortcut, under F1. Actions are
    // owned by the place, have a text, and are enabled only when they would do something.
    virtual QList<QAction*> placeActions() { return {}; }

    // Keys that are no action's own, for F1: the arrows of a map.
    virtual QList<KeyHint> keyHints() { return {}; }

    // Where the keyboard goes when the place is opened.
    virtual void focusContent() { setFocus(); }

Q_SIGNALS:
    // An answer of the profile is on the page.
    void filled();
};

} // namespace cairn::ui
