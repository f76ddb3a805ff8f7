#pragma once

#include "ui/theme/theme.h"

#include <QAction>
#include <QList>

namespace cairn::ui {

// What can be done on the map's page, with its shortcuts. Single keys work while the map has the keyboard, those with
// Ctrl and the function keys on the whole page.
struct MapActions {
    // `map` has the keyboard for single keys; both own nothing, `page` owns the actions.
    MapActions(Theme& theme, QWidget& page, QWidget& map);

    QList<QAction*> all() const;

    QAction* find;
    QAction* nextHit;
    QAction* previousHit;
    QAction* choosePath;
    QAction* editPath;
    QAction* details;
    QAction* nextTask;
    QAction* read;
    QAction* note;
    QAction* unlock;
    QAction* focus;
    QAction* leaveFocus;
    QAction* home;
    QAction* everything;
    QAction* zoomIn;
    QAction* zoomOut;
    QAction* actualSize;
    QAction* fit;
    QAction* legend;
};

} // namespace cairn::ui
