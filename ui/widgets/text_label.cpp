#include "ui/widgets/text_label.h"

#include <QEvent>
#include <QFocusEvent>
#include <QStyle>

namespace cairn::ui {

TextLabel::TextLabel(Theme& theme, Type type, Token token, const QString& text, QWidget* parent)
    : QLabel(text, parent)
    , m_theme(theme)
    , m_type(type)
    , m_token(token) {
    setTextFormat(Qt::PlainText);
    setCursor(Qt::IBeamCursor);
    setFocusPolicy(Qt::NoFocus);
    connect(&theme, &Theme::changed, this, &TextLabel::restyle);
    restyle();
}

void TextLabel::setToken(Token token) {
    m_token = token;
    restyle();
}

void TextLabel::setStrong(bool strong) {
    m_strong = strong;
    restyle();
}

void TextLabel::setTabular(bool tabular) {
    m_tabular = tabular;
    restyle();
}

// Selectable labels of Qt follow the direction of their letters; ours stand where the window's direction puts them.
void TextLabel::mirror() {
    Qt::Alignment logical = alignment();
    if (logical.testFlag(Qt::AlignAbsolute)) { // by an earlier call
        constexpr Qt::Alignment kAbsolute = Qt::AlignAbsolute;
        logical = QStyle::visualAlignment(Qt::RightToLeft, logical & ~kAbsolute) & ~kAbsolute;
    }
    setAlignment(isRightToLeft() ? QStyle::visualAlignment(Qt::RightToLeft, logical) | Qt::AlignAbsolute : logical);
}

void TextLabel::changeEvent(QEvent* event) {
    QLabel::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange) {
        mirror();
    }
}

// Whoever comes by Tab stands on a link at once, where Qt's label would show nothing until the next Tab.
void TextLabel::focusInEvent(QFocusEvent* event) {
    QLabel::focusInEvent(event);
    if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason) {
        focusNextPrevChild(event->reason() == Qt::TabFocusReason);
    }
}

// A label of Qt whose text can be selected is a whole document, slow to build and to lay out. Ours becomes one when
// somebody reaches for its text.
void TextLabel::mousePressEvent(QMouseEvent* event) {
    constexpr Qt::TextInteractionFlags kUntouched = Qt::LinksAccessibleByMouse; // what QLabel begins with
    if (textFormat() == Qt::PlainText && textInteractionFlags() == kUntouched) {
        setTextInteractionFlags(Qt::TextSelectableByMouse);
        mirror();
    }
    QLabel::mousePressEvent(event);
}

void TextLabel::showEvent(QShowEvent* event) {
    mirror();
    QLabel::showEvent(event);
}

void TextLabel::restyle() {
    QFont font = m_tabular ? m_theme.tabular(m_type) : m_theme.font(m_type);
    if (m_strong) {
        font.setWeight(m_theme.strong(m_type).weight());
    }
    setFont(font);
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, m_theme.color(m_token));
    colors.setColor(QPalette::Text, m_theme.color(m_token));
    colors.setColor(QPalette::Link, m_theme.color(Token::accent));
    setPalette(colors);
}

TextLabel* makeParagraph(Theme& theme, const QString& text, QWidget* parent, Token token) {
    auto* label = new TextLabel(theme, Type::body, token, text, parent);
    label->setWordWrap(true);
    return label;
}

} // namespace cairn::ui
