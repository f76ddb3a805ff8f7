#pragma once

#include "core/api/paths.h"
#include "ui/theme/theme.h"

#include <QRect>
#include <QSize>

class QPainter;

namespace cairn::ui {

// How a state is shown: in a word, with an icon, so that colour never carries it alone.
struct ChipLook {
    QString text;
    QString icon; // of resources/icons; empty for none
    Token ink = Token::muted;
    Token ground = Token::sunken;
    bool dashed = false; // the edge of what is locked, where it has one

    bool operator==(const ChipLook&) const = default;
};

ChipLook chipFor(api::TaskState state);
ChipLook chipFor(api::TopicStanding standing);

// For delegates. Chips are 22 high at 100 % and full round.
QSize chipSize(const Theme& theme, const ChipLook& look);
// At the start of `room`, in the middle of its height; returns what it covered.
QRect paintChip(
    QPainter& painter, const Theme& theme, const QRect& room, const ChipLook& look,
    Qt::LayoutDirection direction = Qt::LeftToRight);

} // namespace cairn::ui
