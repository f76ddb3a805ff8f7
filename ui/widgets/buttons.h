#pragma once

#include "ui/theme/theme.h"

class QPushButton;
class QToolButton;
class QWidget;

namespace cairn::ui {

// Buttons are 32 high at 100 %. The text is the accessible name.

// Filled; at most one a page.
QPushButton* makePrimaryButton(Theme& theme, const QString& text, QWidget* parent, const QString& icon = {});
// Outlined.
QPushButton* makeButton(Theme& theme, const QString& text, QWidget* parent, const QString& icon = {});
// Text without a frame until it is pointed at or focused, in the accent's colour.
QPushButton* makePlainButton(Theme& theme, const QString& text, QWidget* parent, const QString& icon = {});
// A round filter, checkable: checked while it filters.
QPushButton* makeChipButton(Theme& theme, const QString& text, QWidget* parent);
// An icon alone: `name` is its accessible name and its tip.
QToolButton* makeIconButton(Theme& theme, const QString& icon, const QString& name, QWidget* parent);

} // namespace cairn::ui
