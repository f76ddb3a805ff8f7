#pragma once

#include "ui/theme/theme.h"

#include <QDialog>

class QAction;

namespace cairn::ui {

class Place;

// F1: the shortcuts of a place, then those that hold everywhere.
class ShortcutsDialog : public QDialog {
    Q_OBJECT

public:
    ShortcutsDialog(
        Theme& theme, const QString& name, Place& place, const QList<QAction*>& everywhere, QWidget* parent = nullptr);
};

} // namespace cairn::ui
