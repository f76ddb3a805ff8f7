#include "ui/widgets/state_paint.h"

#include "ui/widgets/words.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStyle>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

constexpr int kSide = 8; // room before and after
constexpr int kIcon = 12;
constexpr int kGap = 4;

QFont chipFont(const Theme& theme) {
    QFont font = theme.strong(Type::secondary);
    font.setPixelSize(theme.scaled(12));
    return font;
}

} // namespace

ChipLook chipFor(api::TaskState state) {
    const QString text = Words::of(state);
    switch (state) {
    case api::TaskState::locked:
        return {text, u"lock"_s, Token::locked, Token::lockedGround, true};
    case api::TaskState::available:
        return {text, u"ring"_s, Token::available, Token::availableGround};
    case api::TaskState::scheduled:
        return {text, u"calendar"_s, Token::available, Token::availableGround};
    case api::TaskState::in_progress:
        return {text, u"arc"_s, Token::inProgress, Token::inProgressGround};
    case api::TaskState::verifying:
        return {text, u"clock"_s, Token::inProgress, Token::inProgressGround};
    case api::TaskState::verified:
        return {text, u"check"_s, Token::done, Token::doneGround};
    case api::TaskState::self_reported:
        return {text, u"check"_s, Token::done, Token::doneGround};
    case api::TaskState::failed:
        return {text, u"rusty"_s, Token::rusty, Token::rustyGround};
    case api::TaskState::skipped:
        return {text, u"skip"_s, Token::locked, Token::lockedGround};
    case api::TaskState::expired:
        return {text, u"clock"_s, Token::rusty, Token::rustyGround};
    }
    return {text, {}, Token::muted, Token::sunken};
}

ChipLook chipFor(api::TopicStanding standing) {
    const QString text = Words::of(standing);
    switch (standing) {
    case api::TopicStanding::unscored:
        return {text, u"note"_s, Token::muted, Token::sunken};
    case api::TopicStanding::locked:
        return {text, u"lock"_s, Token::locked, Token::lockedGround, true};
    case api::TopicStanding::available:
        return {text, u"ring"_s, Token::available, Token::availableGround};
    case api::TopicStanding::in_progress:
        return {text, u"arc"_s, Token::inProgress, Token::inProgressGround};
    case api::TopicStanding::done:
        return {text, u"check"_s, Token::done, Token::doneGround};
    }
    return {text, {}, Token::muted, Token::sunken};
}

QSize chipSize(const Theme& theme, const ChipLook& look) {
    const QFontMetrics metrics(chipFont(theme));
    const int icon = look.icon.isEmpty() ? 0 : theme.scaled(kIcon) + kGap;
    return {2 * kSide + icon + metrics.horizontalAdvance(look.text) + 1, theme.scaled(22)};
}

QRect paintChip(
    QPainter& painter, const Theme& theme, const QRect& room, const ChipLook& look, Qt::LayoutDirection direction) {
    const QSize size = chipSize(theme, look).boundedTo(QSize(room.width(), chipSize(theme, look).height()));
    const QRect chip = QStyle::alignedRect(direction, Qt::AlignLeft | Qt::AlignVCenter, size, room);
    const QColor ink = theme.inkOn(look.ink, look.ground);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(look.ground));
    painter.drawRoundedRect(chip, chip.height() / 2.0, chip.height() / 2.0);
    QRect words = chip.adjusted(kSide, 0, -kSide, 0);
    if (!look.icon.isEmpty()) {
        const int side = theme.scaled(kIcon);
        const QRect place = QStyle::alignedRect(direction, Qt::AlignLeft | Qt::AlignVCenter, QSize(side, side), words);
        theme.icon(look.icon, look.ink).paint(&painter, place);
        direction == Qt::RightToLeft ? words.setRight(place.left() - kGap) : words.setLeft(place.right() + 1 + kGap);
    }
    painter.setFont(chipFont(theme));
    painter.setPen(ink);
    const QString text = painter.fontMetrics().elidedText(look.text, Qt::ElideRight, words.width() + 1);
    painter.drawText(
        words.adjusted(0, 0, 1, 0),
        static_cast<int>(QStyle::visualAlignment(direction, Qt::AlignLeft | Qt::AlignVCenter)), text);
    painter.restore();
    return chip;
}

} // namespace cairn::ui
