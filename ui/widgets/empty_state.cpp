#include "ui/widgets/empty_state.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace cairn::ui {

EmptyState::EmptyState(Theme& theme, const QString& icon, const QString& title, const QString& text, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(new TextLabel(theme, Type::cardTitle, Token::text, {}, this))
    , m_text(makeParagraph(theme, {}, this))
    , m_column(new QVBoxLayout(this))
    , m_buttons(new QHBoxLayout) {
    constexpr int kIcon = 40;
    auto* picture = new QLabel(this);
    picture->setAlignment(Qt::AlignCenter);
    const auto redraw = [this, picture, icon] {
        picture->setPixmap(m_theme.icon(icon).pixmap(QSize(kIcon, kIcon), devicePixelRatioF()));
    };
    connect(&theme, &Theme::changed, this, redraw);
    redraw();
    m_title->setAlignment(Qt::AlignCenter);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setMaximumWidth(440);
    m_text->setMinimumWidth(240);
    m_column->setContentsMargins(24, 24, 24, 24);
    m_column->setSpacing(8);
    m_column->addStretch(2);
    m_column->addWidget(picture, 0, Qt::AlignHCenter);
    m_column->addSpacing(8);
    m_column->addWidget(m_title, 0, Qt::AlignHCenter);
    m_column->addWidget(m_text, 0, Qt::AlignHCenter);
    m_column->addSpacing(8);
    m_buttons->setSpacing(8);
    m_buttons->setAlignment(Qt::AlignCenter);
    m_column->addLayout(m_buttons);
    m_column->addStretch(3);
    setTexts(title, text);
}

void EmptyState::setTexts(const QString& title, const QString& text) {
    m_title->setText(title);
    m_text->setText(text);
    m_text->setMinimumHeight(std::max(0, m_text->heightForWidth(m_text->maximumWidth())));
    setAccessibleName(title);
    setAccessibleDescription(text);
}

QPushButton* EmptyState::addPrimary(const QString& text) {
    auto* button = makePrimaryButton(m_theme, text, this);
    m_buttons->addWidget(button);
    return button;
}

QPushButton* EmptyState::addSecondary(const QString& text) {
    auto* button = makeButton(m_theme, text, this);
    m_buttons->addWidget(button);
    return button;
}

} // namespace cairn::ui
