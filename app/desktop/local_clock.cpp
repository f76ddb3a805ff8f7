#include "app/desktop/local_clock.h"

#include <QDateTime>

namespace cairn::desktop {

base::Clock localClock() {
    return {
        .now = [] { return static_cast<base::Millis>(QDateTime::currentMSecsSinceEpoch()); },
        .utcOffset = [](base::Millis at) { return QDateTime::fromMSecsSinceEpoch(at).offsetFromUtc() / 60; },
    };
}

} // namespace cairn::desktop
