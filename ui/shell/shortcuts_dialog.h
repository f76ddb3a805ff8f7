#pragma once

#include "ui/theme/theme.h"

#include <QAction>
#include <QDialog>

namespace cairn::ui {

// F1: the shortcuts of a place, then those that hold everywhere.
class ShortcutsDialog : public QDialog {
    Q_OBJECT

public:
    ShortcutsDialog(
        Theme& theme, const QString& place, const QList<QAction*>& placeActions, const QList<QAction*>& everywhere,
        QWidget* parent = nullptr);
};

} // namespace cairn::ui
