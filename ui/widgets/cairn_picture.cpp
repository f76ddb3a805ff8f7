#include "ui/widgets/cairn_picture.h"

#include "ui/widgets/words.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <array>

namespace cairn::ui {

namespace {

constexpr std::size_t kMostStones = 6;
constexpr std::array kTokens{Token::done,       Token::accent, Token::available,
                             Token::inProgress, Token::rusty,  Token::muted};
// Stones do not lie straight: how far each is off the middle, in hundredths of the width.
constexpr std::array kOffsets{0, -4, 3, -3, 3, 0};

} // namespace

CairnPicture::CairnPicture(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setTopics({});
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void CairnPicture::setTopics(const std::vector<api::TopicLevel>& topics) {
    m_stones.assign(topics.begin(), topics.begin() + static_cast<std::ptrdiff_t>(std::min(topics.size(), kMostStones)));
    QStringList spoken;
    for (const api::TopicLevel& topic : m_stones) {
        spoken.append(tr("%1: level %2").arg(QString::fromStdString(topic.title), Words::level(topic.hundredths)));
    }
    setAccessibleName(tr("Your cairn"));
    setAccessibleDescription(spoken.isEmpty() ? tr("No stone yet") : spoken.join(QStringLiteral("; ")));
    update();
}

QSize CairnPicture::sizeHint() const {
    return {84, 92};
}

QRectF CairnPicture::stone(int index) const {
    const auto count = static_cast<int>(m_stones.size());
    const double ground = height() - 8.0;
    const double gap = 1.5;
    // The lower the thicker.
    const auto thickness = [&](int i) { return 16.0 - i * (count > 1 ? 6.0 / (count - 1) : 0); };
    double bottom = ground - 1;
    for (int i = 0; i < index; ++i) {
        bottom -= thickness(i) + gap;
    }
    const double most = std::max<double>(1, static_cast<double>(m_stones.front().hundredths));
    const double share = static_cast<double>(m_stones.at(static_cast<std::size_t>(index)).hundredths) / most;
    // A stone that rests on another is no wider than a cairn allows.
    const double wide = std::max(16.0, (width() - 12.0) * (0.25 + 0.75 * share) * (1.0 - 0.09 * index));
    const double middle = width() / 2.0 + kOffsets.at(static_cast<std::size_t>(index)) * width() / 100.0;
    return {middle - wide / 2, bottom - thickness(index), wide, thickness(index)};
}

void CairnPicture::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.color(Token::line), 1.5));
    painter.drawLine(QPointF(0, height() - 7.0), QPointF(width(), height() - 7.0));
    if (m_stones.empty()) {
        // A place for the first stone.
        QPen dashed(m_theme.color(Token::locked), 1, Qt::DashLine);
        painter.setPen(dashed);
        painter.drawRoundedRect(QRectF(10.5, height() - 25.5, width() - 21.0, 16), 8, 8);
        return;
    }
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < static_cast<int>(m_stones.size()); ++i) {
        painter.setBrush(m_theme.mixed(kTokens.at(static_cast<std::size_t>(i)), Token::surface, 0.78));
        const QRectF rect = stone(i);
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2);
    }
}

bool CairnPicture::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        for (int i = 0; i < static_cast<int>(m_stones.size()); ++i) {
            if (stone(i).contains(help->pos())) {
                const api::TopicLevel& topic = m_stones.at(static_cast<std::size_t>(i));
                const QString text =
                    tr("%1: level %2").arg(QString::fromStdString(topic.title), Words::level(topic.hundredths));
                QToolTip::showText(help->globalPos(), text, this);
                return true;
            }
        }
        QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

} // namespace cairn::ui
