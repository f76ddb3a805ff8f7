#include "ui/pages/today/answer_button.h"

#include "ui/models/review_text.h"

#include <QFontMetrics>
#include <QLocale>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace cairn::ui {

namespace {

constexpr int kPadding = 12;
constexpr int kGap = 10;
constexpr int kHeight = 60;

} // namespace

AnswerButton::AnswerButton(Theme& theme, events::ReviewGrade grade, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_grade(grade)
    , m_key(QString::number(static_cast<int>(grade) + 1)) { // the digit on the key
    setText(gradeName(grade));
    setToolTip(gradeMeaning(grade));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, &QWidget::updateGeometry);
}

void AnswerButton::setDay(QDate day) {
    m_back = awayText(day);
    setAccessibleName(tr("%1: %2. Comes back %3", "an answer, what it means, when it is asked again")
                          .arg(text(), gradeMeaning(m_grade), m_back));
    setAccessibleDescription(tr("Key %1").arg(m_key));
    updateGeometry();
    update();
}

int AnswerButton::keyWidth() const {
    return std::max(m_theme.scaled(22), QFontMetrics(m_theme.font(Type::secondary)).horizontalAdvance(m_key) + 14);
}

QSize AnswerButton::sizeHint() const {
    const int name = QFontMetrics(m_theme.strong(Type::body)).horizontalAdvance(text());
    const int back = QFontMetrics(m_theme.font(Type::secondary)).horizontalAdvance(m_back);
    return {2 * kPadding + keyWidth() + kGap + std::max(name, back) + 2, m_theme.scaled(kHeight)};
}

void AnswerButton::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor surface = m_theme.color(Token::surface);
    painter.setBrush(
        isDown()                      ? m_theme.color(Token::sunken)
        : underMouse() && isEnabled() ? m_theme.mixed(Token::accentGround, Token::surface, 0.45)
                                      : surface);
    painter.setPen(QPen(m_theme.color(hasFocus() ? Token::accent : Token::line), hasFocus() ? 2 : 1));
    const qreal edge = hasFocus() ? 1 : 0.5;
    painter.drawRoundedRect(QRectF(rect()).adjusted(edge, edge, -edge, -edge), 8, 8);

    const Qt::LayoutDirection direction = layoutDirection();
    const QRect inside = rect().adjusted(kPadding, 0, -kPadding, 0);
    const QSize cap(keyWidth(), m_theme.scaled(22));
    const QRect key = QStyle::alignedRect(direction, Qt::AlignLeft | Qt::AlignVCenter, cap, inside);
    painter.setPen(m_theme.color(Token::line));
    painter.setBrush(surface);
    painter.drawRoundedRect(QRectF(key).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    painter.setFont(m_theme.font(Type::secondary));
    painter.setPen(m_theme.color(Token::muted));
    painter.drawText(key, Qt::AlignCenter, m_key);

    const int used = cap.width() + kGap;
    const QRect words = QStyle::visualRect(direction, inside, inside.adjusted(used, 0, 0, 0));
    const int middle = words.center().y() + 1;
    const auto side = static_cast<int>(QStyle::visualAlignment(direction, Qt::AlignLeft));
    painter.setLayoutDirection(m_back.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    painter.setFont(m_theme.strong(Type::body));
    painter.setPen(m_theme.color(Token::text));
    painter.drawText(
        QRect(words.left(), 0, words.width(), middle), side | Qt::AlignBottom | Qt::TextHideMnemonic, text());
    painter.setFont(m_theme.font(Type::secondary));
    painter.setPen(m_theme.color(Token::muted));
    painter.drawText(QRect(words.left(), middle, words.width(), height() - middle), side | Qt::AlignTop, m_back);
}

} // namespace cairn::ui
