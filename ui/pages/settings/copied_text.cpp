#include "ui/pages/settings/copied_text.h"

#include "ui/shell/navigator.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace cairn::ui {

CopiedText::CopiedText(Theme& theme, Navigator& navigator, const QString& name, const QString& copied, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_text(new TextLabel(theme, Type::code, Token::text, {}, this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(4, 4, 4, 4);
    row->setSpacing(8);
    row->addSpacing(8); // margins do not mirror
    m_text->setWordWrap(true);
    m_text->setAccessibleName(name);
    m_text->setLayoutDirection(Qt::LeftToRight); // it is for a program
    auto* copy = makeButton(theme, tr("Copy"), this);
    copy->setAccessibleName(tr("Copy: %1").arg(name));
    connect(copy, &QPushButton::clicked, this, [this, &navigator, copied] {
        QGuiApplication::clipboard()->setText(m_text->text());
        navigator.announce(copied, false);
    });
    row->addWidget(m_text, 1);
    row->addWidget(copy, 0, Qt::AlignTop);
}

void CopiedText::setText(const QString& text) {
    m_text->setText(text);
}

void CopiedText::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Token::sunken));
    painter.drawRoundedRect(rect(), 8, 8);
}

} // namespace cairn::ui
