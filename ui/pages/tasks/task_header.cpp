#include "ui/models/task_choice.h"
#include "ui/models/task_model.h"
#include "ui/pages/tasks/task_delegate.h"
#include "ui/pages/tasks/task_view.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QPainter>
#include <QStyleOptionButton>

namespace cairn::ui {

TaskHeader::TaskHeader(const Theme& theme, TaskModel& tasks, QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_theme(theme)
    , m_tasks(tasks) {
    setHighlightSections(false);
    setStretchLastSection(false);
    setSectionsMovable(false);
    setMinimumSectionSize(24);
    setAccessibleName(tr("Columns"));
    viewport()->setAutoFillBackground(false);
    connect(this, &QHeaderView::sectionClicked, this, [this](int column) {
        if (column == TaskModel::CheckColumn) {
            Q_EMIT allToggled();
        } else {
            Q_EMIT sortAsked(column);
        }
    });
    // Whoever clicks fast means it twice.
    connect(this, &QHeaderView::sectionDoubleClicked, this, &QHeaderView::sectionClicked);
    connect(&m_tasks, &TaskModel::checksChanged, viewport(), qOverload<>(&QWidget::update));
}

QSize TaskHeader::sizeHint() const {
    return {0, m_theme.scaled(36)};
}

void TaskHeader::paintSection(QPainter* painter, const QRect& rect, int column) const {
    painter->save();
    const Qt::LayoutDirection direction = layoutDirection();
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), m_theme.color(Token::line));
    if (column == TaskModel::CheckColumn) {
        const int checked = m_tasks.checkedCount();
        QStyleOptionButton box;
        const int side = m_theme.scaled(16);
        box.rect = QStyle::alignedRect(direction, Qt::AlignCenter, QSize(side, side), rect);
        box.palette = palette();
        box.state = QStyle::State_Enabled;
        box.state |= checked == 0                ? QStyle::State_Off
                     : checked < m_tasks.total() ? QStyle::State_NoChange
                                                 : QStyle::State_On;
        style()->drawPrimitive(QStyle::PE_IndicatorCheckBox, &box, painter, this);
        painter->restore();
        return;
    }
    const bool sorts = columnOfOrder(m_tasks.filter().order) == column;
    const bool atEnd = column == TaskModel::DateColumn;
    const int padding = column == TaskModel::TitleColumn ? 0 : m_theme.scaled(TaskDelegate::kPadding);
    const QString name = m_tasks.headerData(column, Qt::Horizontal).toString();
    painter->setFont(m_theme.strong(Type::secondary));
    painter->setPen(m_theme.color(sorts ? Token::accent : Token::muted));
    const int sign = m_theme.scaled(12);
    const int taken = sorts ? sign + 4 : 0;
    const int end = column == TaskModel::TitleColumn ? 0 : padding;
    const QRect logical(padding, rect.top(), rect.width() - padding - end, rect.height());
    const QRect room = QStyle::visualRect(direction, rect, logical.translated(rect.left(), 0));
    const int width = std::min(painter->fontMetrics().horizontalAdvance(name) + 2, room.width() - taken);
    const QRect words = QStyle::alignedRect(
        direction, (atEnd ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter, QSize(width + taken, room.height()),
        room);
    const QRect textRect = QStyle::alignedRect(direction, Qt::AlignLeft, QSize(width, words.height()), words);
    const Qt::Alignment side = atEnd && !sorts ? Qt::AlignRight : Qt::AlignLeft;
    painter->drawText(
        textRect, static_cast<int>(QStyle::visualAlignment(direction, side | Qt::AlignVCenter)),
        painter->fontMetrics().elidedText(name, Qt::ElideRight, width));
    if (sorts) {
        QRect arrow = QStyle::alignedRect(direction, Qt::AlignRight | Qt::AlignVCenter, QSize(sign, sign), words);
        if (!m_tasks.filter().descending) {
            painter->translate(arrow.center() + QPointF(0.5, 0.5));
            painter->rotate(180);
            painter->translate(-(arrow.center() + QPointF(0.5, 0.5)));
        }
        m_theme.icon(QStringLiteral("chevron-down"), Token::accent).paint(painter, arrow);
    }
    painter->restore();
}

} // namespace cairn::ui
