#include "ui/pages/today/list_row.h"

namespace cairn::ui {

void paintListRow(QPainter& painter, const QWidget& row, const Theme& theme, bool last) {
    painter.setRenderHint(QPainter::Antialiasing);
    if (row.underMouse() || row.hasFocus()) {
        painter.setPen(row.hasFocus() ? QPen(theme.color(Token::accent), 2) : QPen(Qt::NoPen));
        painter.setBrush(theme.mixed(Token::accentGround, Token::surface, 0.45));
        painter.drawRoundedRect(QRectF(row.rect()).adjusted(1, 2, -1, -3), 8, 8);
    }
    if (!last) {
        painter.fillRect(
            QRect(kRowPadding, row.height() - 1, row.width() - 2 * kRowPadding, 1), theme.color(Token::line));
    }
}

} // namespace cairn::ui
