#include "ui/pages/today/review_row.h"

#include "ui/models/review_text.h"
#include "ui/pages/today/list_row.h"

#include <QStyle>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

constexpr int kHeight = 44;

} // namespace

ReviewRowButton::ReviewRowButton(Theme& theme, api::ReviewRow row, bool last, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_row(std::move(row))
    , m_last(last) {
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setText(QString::fromStdString(m_row.title));
    setObjectName(u"review-"_s + QString::fromStdString(m_row.item));
    setAccessibleName(accessibleReviewText(m_row));
    setToolTip(accessibleName());
}

QSize ReviewRowButton::sizeHint() const {
    return {m_theme.scaled(320), m_theme.scaled(kHeight)};
}

void ReviewRowButton::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    paintListRow(painter, *this, m_theme, m_last);
    const QRect all = rect().adjusted(0, 0, 0, -1);
    const Qt::LayoutDirection direction = layoutDirection();
    // Takes `words` as much of the line as there is, and answers where they end.
    const auto text = [&](int start, int end, const QFont& font, Token ink, const QString& words) {
        painter.setFont(font);
        painter.setPen(m_theme.color(ink));
        painter.setLayoutDirection(words.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight); // "3 days late" stays so
        const QRect room(start, 0, std::max(0, end - start), all.height());
        painter.drawText(
            QStyle::visualRect(direction, all, room),
            static_cast<int>(QStyle::visualAlignment(direction, Qt::AlignLeft | Qt::AlignVCenter)) |
                Qt::TextHideMnemonic,
            painter.fontMetrics().elidedText(words, Qt::ElideRight, room.width()));
        return std::min(end, start + painter.fontMetrics().horizontalAdvance(words));
    };
    const ChipLook look = chipFor(m_row);
    const int gap = m_theme.scaled(14);
    const int chip = std::min(chipSize(m_theme, look).width(), all.width() / 2);
    int end = all.width() - kRowPadding - chip;
    paintChip(painter, m_theme, QStyle::visualRect(direction, all, QRect(end, 0, chip, all.height())), look, direction);
    end -= gap;
    const QString due = dueText(m_row);
    const QFont small = m_theme.font(Type::secondary);
    const int wanted = QFontMetrics(small).horizontalAdvance(due) + 1;
    const int title = QFontMetrics(m_theme.strong(Type::body)).horizontalAdvance(QAbstractButton::text());
    if (end - wanted - gap - kRowPadding >= std::min(title, m_theme.scaled(120))) { // else the chip says enough
        text(end - wanted, end, small, m_row.daysLate > 0 ? Token::rusty : Token::muted, due);
        end -= wanted + gap;
    }
    const int after = text(kRowPadding, end, m_theme.strong(Type::body), Token::text, QAbstractButton::text());
    if (!m_row.topicTitle.empty() && end - after > m_theme.scaled(60)) {
        text(after + gap, end, small, Token::muted, QString::fromStdString(m_row.topicTitle));
    }
}

} // namespace cairn::ui
