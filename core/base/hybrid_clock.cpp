#include "core/base/hybrid_clock.h"

#include <algorithm>

namespace cairn::base {

Hlc HybridClock::tick(Millis now) {
    // A full counter carries into the milliseconds, which keeps the order.
    m_last = std::max(Hlc::at(std::clamp<Millis>(now, 0, Hlc::kLatest)), Hlc{m_last.value + 1});
    return m_last;
}

void HybridClock::observe(Hlc seen, Millis now) {
    if (seen.millis() <= now + kMaxAhead) {
        m_last = std::max(m_last, seen);
    }
}

} // namespace cairn::base
