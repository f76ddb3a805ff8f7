#include "ui/widgets/elided_label.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace cairn::ui {

ElidedLabel::ElidedLabel(Theme& theme, Type type, Token token, const QString& text, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_type(type)
    , m_token(token) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    auto* copy = new QAction(tr("Copy"), this);
    addAction(copy);
    connect(copy, &QAction::triggered, this, [this] { QGuiApplication::clipboard()->setText(m_text); });
    connect(&theme, &Theme::changed, this, &ElidedLabel::restyle);
    restyle();
    setText(text);
}

void ElidedLabel::setText(const QString& text) {
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    resizeEvent(nullptr);
    update();
}

void ElidedLabel::setStrong(bool strong) {
    m_strong = strong;
    restyle();
}

void ElidedLabel::setToken(Token token) {
    m_token = token;
    update();
}

void ElidedLabel::setStruckOut(bool struckOut) {
    m_struckOut = struckOut;
    restyle();
}

QSize ElidedLabel::sizeHint() const {
    return {fontMetrics().horizontalAdvance(m_text) + 1, fontMetrics().height() + 2};
}

QSize ElidedLabel::minimumSizeHint() const {
    return {std::min(sizeHint().width(), fontMetrics().averageCharWidth() * 4), sizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setPen(m_theme.color(m_token));
    painter.drawText(
        rect(), static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter)),
        fontMetrics().elidedText(m_text, Qt::ElideRight, width()));
}

void ElidedLabel::resizeEvent(QResizeEvent* /*event*/) {
    setToolTip(fontMetrics().horizontalAdvance(m_text) > width() ? m_text : QString());
}

void ElidedLabel::restyle() {
    QFont font = m_strong ? m_theme.strong(m_type) : m_theme.font(m_type);
    font.setStrikeOut(m_struckOut);
    setFont(font);
    updateGeometry();
    update();
}

} // namespace cairn::ui
