#include "ui/widgets/buttons.h"

#include "ui/theme/style.h"

#include <QPushButton>
#include <QToolButton>

namespace cairn::ui {

namespace {

QPushButton* make(Theme& theme, const QString& text, QWidget* parent, const char* kind, Type type, bool strong) {
    auto* button = new QPushButton(text, parent);
    if (kind != nullptr) {
        button->setProperty(kKindProperty, QByteArray(kind));
    }
    button->setAutoDefault(false);
    button->setCursor(Qt::ArrowCursor);
    const auto restyle = [button, &theme, type, strong] {
        button->setFont(strong ? theme.strong(type) : theme.font(type));
    };
    QObject::connect(&theme, &Theme::changed, button, restyle);
    restyle();
    return button;
}

void setIcon(Theme& theme, QPushButton* button, const QString& icon, Token token) {
    if (!icon.isEmpty()) {
        button->setIcon(theme.icon(icon, token));
    }
}

} // namespace

QPushButton* makePrimaryButton(Theme& theme, const QString& text, QWidget* parent, const QString& icon) {
    auto* button = make(theme, text, parent, kPrimaryKind, Type::body, true);
    setIcon(theme, button, icon, Token::onAccent);
    return button;
}

QPushButton* makeButton(Theme& theme, const QString& text, QWidget* parent, const QString& icon) {
    auto* button = make(theme, text, parent, nullptr, Type::body, true);
    setIcon(theme, button, icon, Token::muted);
    return button;
}

QPushButton* makePlainButton(Theme& theme, const QString& text, QWidget* parent, const QString& icon) {
    auto* button = make(theme, text, parent, kPlainKind, Type::body, true);
    const auto recolor = [button, &theme] {
        QPalette colors = button->palette();
        colors.setColor(QPalette::Active, QPalette::ButtonText, theme.color(Token::accent));
        colors.setColor(QPalette::Inactive, QPalette::ButtonText, theme.color(Token::accent));
        button->setPalette(colors);
    };
    QObject::connect(&theme, &Theme::changed, button, recolor);
    recolor();
    setIcon(theme, button, icon, Token::accent);
    return button;
}

QPushButton* makeChipButton(Theme& theme, const QString& text, QWidget* parent) {
    auto* button = make(theme, text, parent, kChipKind, Type::secondary, true);
    button->setCheckable(true);
    return button;
}

QToolButton* makeIconButton(Theme& theme, const QString& icon, const QString& name, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setProperty(kKindProperty, QByteArray(kPlainKind));
    button->setIcon(theme.icon(icon));
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    return button;
}

} // namespace cairn::ui
