#include "ui/pages/welcome/door_card.h"

#include "ui/widgets/text_label.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

constexpr int kBadge = 44;
constexpr int kPadding = 14;
constexpr int kSign = 16;

// The door's sign on a round ground.
class Badge : public QWidget {
public:
    Badge(Theme& theme, const QString& icon, QWidget* parent)
        : QWidget(parent)
        , m_theme(theme)
        , m_icon(icon) {
        setFixedSize(theme.scaled(kBadge), theme.scaled(kBadge));
        connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(Token::accentGround));
        painter.drawEllipse(rect());
        const int side = m_theme.scaled(22);
        m_theme.icon(m_icon, Token::accent)
            .paint(&painter, QRect((width() - side) / 2, (height() - side) / 2, side, side));
    }

private:
    Theme& m_theme;
    QString m_icon;
};

} // namespace

DoorCard::DoorCard(Theme& theme, const QString& icon, const QString& title, const QString& text, QWidget* parent)
    : Card(theme, {}, parent) {
    layout()->setContentsMargins(24, 24, 24, 24);
    auto* name = new TextLabel(theme, Type::cardTitle, Token::text, title, this);
    name->setWordWrap(true);
    body()->addWidget(new Badge(theme, icon, this));
    body()->addSpacing(8);
    body()->addWidget(name);
    body()->addWidget(makeParagraph(theme, text, this));
    body()->addSpacing(8);
    setAccessibleName(title);
    setAccessibleDescription(text);
}

StarterButton::StarterButton(Theme& theme, const api::StarterPath& path, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_summary(QString::fromStdString(path.summary)) {
    setText(QString::fromStdString(path.title));
    setAccessibleDescription(m_summary);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QRect StarterButton::summaryRoom(int width) const {
    const int padding = m_theme.scaled(kPadding);
    const int top = m_theme.scaled(11) + QFontMetrics(m_theme.strong(Type::body)).height() + 3;
    return {padding, top, width - 2 * padding - m_theme.scaled(kSign) - 8, 10000};
}

int StarterButton::heightForWidth(int width) const {
    const QRect room = summaryRoom(width);
    const QRect words =
        QFontMetrics(m_theme.font(Type::secondary)).boundingRect(room, Qt::TextWordWrap | Qt::AlignLeft, m_summary);
    return room.top() + (m_summary.isEmpty() ? 0 : words.height()) + m_theme.scaled(11);
}

QSize StarterButton::sizeHint() const {
    const int width = m_theme.scaled(260);
    return {width, heightForWidth(width)};
}

void StarterButton::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool lit = underMouse() || isDown();
    painter.setBrush(m_theme.color(lit ? Token::accentGround : Token::surface));
    painter.setPen(QPen(m_theme.color(hasFocus() ? Token::accent : Token::line), hasFocus() ? 2 : 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);

    const int padding = m_theme.scaled(kPadding);
    const int sign = m_theme.scaled(kSign);
    const Qt::LayoutDirection direction = layoutDirection();
    const QRect room = summaryRoom(width());
    const QRect title(padding, m_theme.scaled(11), room.width(), QFontMetrics(m_theme.strong(Type::body)).height());
    const auto align = static_cast<int>(QStyle::visualAlignment(direction, Qt::AlignLeft | Qt::AlignTop));
    painter.setFont(m_theme.strong(Type::body));
    painter.setPen(m_theme.color(Token::text));
    painter.drawText(QStyle::visualRect(direction, rect(), title), align, text());
    painter.setFont(m_theme.font(Type::secondary));
    painter.setPen(m_theme.color(Token::muted));
    const QRect summary(room.left(), room.top(), room.width(), height() - room.top());
    painter.drawText(QStyle::visualRect(direction, rect(), summary), align | Qt::TextWordWrap, m_summary);
    const QRect arrow(width() - padding - sign, (height() - sign) / 2, sign, sign);
    m_theme.icon(direction == Qt::RightToLeft ? u"chevron-left"_s : u"chevron-right"_s, Token::accent)
        .paint(&painter, QStyle::visualRect(direction, rect(), arrow));
}

} // namespace cairn::ui
