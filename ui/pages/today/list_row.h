#pragma once

#include "ui/theme/theme.h"

#include <QPainter>
#include <QWidget>

namespace cairn::ui {

constexpr int kRowPadding = 8; // of a line of a card of Today, left and right

// What lies under the words of such a line: its ground where the mouse or the keyboard is, and the line to the next.
void paintListRow(QPainter& painter, const QWidget& row, const Theme& theme, bool last);

} // namespace cairn::ui
