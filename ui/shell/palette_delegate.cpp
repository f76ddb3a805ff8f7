#include "ui/shell/palette_delegate.h"

#include "ui/shell/palette_model.h"

#include <QPainter>

namespace cairn::ui {

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem& /*option*/, const QModelIndex& /*index*/) const {
    return {100, m_theme.scaled(38)};
}

void PaletteDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool chosen = option.state.testFlag(QStyle::State_Selected);
    const bool pointed = option.state.testFlag(QStyle::State_MouseOver);
    const QRect row = option.rect.adjusted(8, 1, -8, -1);
    if (chosen || pointed) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(
            chosen ? m_theme.color(Token::accentGround) : m_theme.mixed(Token::sunken, Token::surface, 0.5));
        painter->drawRoundedRect(row, 8, 8);
    }
    const auto placed = [&](const QRect& rect) { return QStyle::visualRect(option.direction, row, rect); };
    const auto aligned = [&](Qt::Alignment side) {
        return static_cast<int>(QStyle::visualAlignment(option.direction, side | Qt::AlignVCenter));
    };
    const int side = m_theme.scaled(18);
    const QRect iconPlace = placed(QRect(row.left() + 10, row.center().y() - side / 2, side, side));
    const QString icon = index.data(PaletteModel::iconRole).toString();
    if (const auto own = index.data(Qt::DecorationRole).value<QIcon>(); !own.isNull()) {
        own.paint(painter, iconPlace);
    } else if (!icon.isEmpty()) {
        m_theme.icon(icon, chosen ? Token::accent : Token::muted).paint(painter, iconPlace);
    }
    int end = row.right() - 12;
    const QString keys = index.data(PaletteModel::shortcutRole).toString();
    if (!keys.isEmpty()) {
        painter->setFont(m_theme.font(Type::secondary));
        painter->setPen(m_theme.color(Token::muted));
        const int width = painter->fontMetrics().horizontalAdvance(keys) + 2;
        painter->drawText(placed(QRect(end - width, row.top(), width, row.height())), aligned(Qt::AlignRight), keys);
        end -= width + 12;
    }
    int start = row.left() + 10 + side + 12;
    painter->setFont(m_theme.strong(Type::body));
    painter->setPen(m_theme.color(Token::text));
    const QString title =
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, std::max(0, end - start));
    const int wide = painter->fontMetrics().horizontalAdvance(title) + 1;
    painter->drawText(placed(QRect(start, row.top(), wide, row.height())), aligned(Qt::AlignLeft), title);
    start += wide + 10;
    painter->setFont(m_theme.font(Type::secondary));
    painter->setPen(m_theme.color(Token::muted));
    const QString context = index.data(PaletteModel::contextRole).toString();
    if (end - start > 24) {
        painter->drawText(
            placed(QRect(start, row.top(), end - start, row.height())), aligned(Qt::AlignLeft),
            painter->fontMetrics().elidedText(context, Qt::ElideRight, end - start));
    }
    painter->restore();
}

} // namespace cairn::ui
