#include "ui/mindmap/map_legend.h"

#include "ui/widgets/state_chip.h"

#include <QHBoxLayout>
#include <QPainter>

namespace cairn::ui {

MapLegend::MapLegend(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_unscored(new StateChip(theme, chipFor(api::TopicStanding::unscored), this))
    , m_unlocked(new StateChip(theme, ChipLook{tr("opened by choice"), QStringLiteral("flag")}, this)) {
    setAccessibleName(tr("Legend"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 14, 16, 14);
    row->setSpacing(8);
    for (const auto standing :
         {api::TopicStanding::done, api::TopicStanding::in_progress, api::TopicStanding::available,
          api::TopicStanding::locked}) {
        row->addWidget(new StateChip(theme, chipFor(standing), this));
    }
    row->addWidget(m_unscored);
    row->addWidget(m_unlocked);
    setContents(false, false);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void MapLegend::setContents(bool hasUnscored, bool hasUnlocked) {
    m_unscored->setVisible(hasUnscored);
    m_unlocked->setVisible(hasUnlocked);
    adjustSize();
}

void MapLegend::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.color(Token::line), 1));
    painter.setBrush(m_theme.color(Token::surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12);
}

} // namespace cairn::ui
