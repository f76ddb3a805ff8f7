#include "ui/pages/tasks/task_delegate.h"

#include "ui/models/task_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/difficulty_dots.h"
#include "ui/widgets/state_paint.h"

#include <QApplication>
#include <QPainter>

namespace cairn::ui {

TaskDelegate::TaskDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme) {}

QSize TaskDelegate::sizeHint(const QStyleOptionViewItem& /*option*/, const QModelIndex& /*index*/) const {
    return {0, m_theme.scaled(kRowHeight)};
}

void TaskDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    painter->save();
    const int padding = m_theme.scaled(kPadding);
    const QRect room = option.rect.adjusted(
        index.column() == TaskModel::TitleColumn && option.direction == Qt::LeftToRight ? 0 : padding, 0,
        index.column() == TaskModel::TitleColumn && option.direction == Qt::RightToLeft ? 0 : -padding, 0);
    const auto text = [&](const QFont& font, Token ink, Qt::Alignment alignment) {
        painter->setFont(font);
        painter->setPen(m_theme.color(ink));
        painter->drawText(
            room, static_cast<int>(QStyle::visualAlignment(option.direction, alignment | Qt::AlignVCenter)),
            painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, room.width()));
    };
    switch (index.column()) {
    case TaskModel::CheckColumn:
        paintCheck(*painter, option, index.data(Qt::CheckStateRole).toInt() == Qt::Checked);
        break;
    case TaskModel::TitleColumn:
        text(m_theme.strong(Type::body), Token::text, Qt::AlignLeft);
        break;
    case TaskModel::DifficultyColumn:
        DifficultyDots::paint(*painter, m_theme, room, index.data(TaskModel::DifficultyRole).toInt(), option.direction);
        break;
    case TaskModel::StateColumn:
        paintChip(
            *painter, m_theme, room, chipFor(static_cast<api::TaskState>(index.data(TaskModel::StateRole).toInt())),
            option.direction);
        break;
    case TaskModel::DateColumn:
        text(m_theme.tabular(Type::body), Token::muted, Qt::AlignRight);
        break;
    default:
        text(m_theme.font(Type::body), Token::muted, Qt::AlignLeft);
    }
    painter->restore();
}

void TaskDelegate::paintCheck(QPainter& painter, const QStyleOptionViewItem& option, bool checked) const {
    QStyleOptionButton box;
    const int side = m_theme.scaled(16);
    box.rect = QStyle::alignedRect(option.direction, Qt::AlignCenter, QSize(side, side), option.rect);
    box.palette = option.palette;
    box.state = QStyle::State_Enabled | (checked ? QStyle::State_On : QStyle::State_Off);
    box.state.setFlag(QStyle::State_MouseOver, option.state.testFlag(QStyle::State_MouseOver));
    const QStyle* style = option.widget != nullptr ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_IndicatorCheckBox, &box, &painter, option.widget);
}

} // namespace cairn::ui
