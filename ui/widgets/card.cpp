#include "ui/widgets/card.h"

#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace cairn::ui {

Card::Card(Theme& theme, const QString& title, QWidget* parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_title(new TextLabel(theme, Type::cardTitle, Token::text, {}, this))
    , m_header(new QHBoxLayout)
    , m_body(new QVBoxLayout) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(12);
    m_header->setSpacing(8);
    m_header->addWidget(m_title, 1);
    m_body->setSpacing(8);
    column->addLayout(m_header);
    column->addLayout(m_body, 1);
    column->addStretch(0); // takes the room that a body of fixed height leaves
    m_title->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setTitle(title);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Card::setTitle(const QString& title) {
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    setAccessibleName(title);
}

// Room on both sides, because margins do not mirror and spacings do.
void Card::hangButton() {
    layout()->setContentsMargins(20 - kButtonPadding, 16, 20 - kButtonPadding, 16);
    m_header->insertSpacing(0, kButtonPadding);
    m_body->setContentsMargins(kButtonPadding, 0, kButtonPadding, 0);
}

void Card::setGround(Token ground) {
    m_ground = ground;
    update();
}

void Card::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(m_theme.color(m_ground));
    painter.setPen(m_theme.color(m_ground == Token::surface ? Token::line : m_ground));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12);
}

} // namespace cairn::ui
