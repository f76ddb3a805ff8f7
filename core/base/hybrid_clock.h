#pragma once

#include <compare>
#include <cstdint>

namespace cairn::base {

// Milliseconds since 1970-01-01 UTC.
using Millis = std::int64_t;

// A hybrid logical timestamp: 48 bits of milliseconds UTC, then 16 bits of counter. Comparing two of them compares
// the order in which their writers may have known of each other (Kulkarni et al., "Logical Physical Clocks", 2014).
// Written as a signed 64-bit integer, which leaves room until kLatest, in the year 6429.
struct Hlc {
    static constexpr Millis kLatest = (Millis{1} << 47U) - 1;

    std::uint64_t value = 0;

    static constexpr Hlc at(Millis millis, std::uint16_t counter = 0) {
        return {(static_cast<std::uint64_t>(millis) << 16U) | counter};
    }

    constexpr Millis millis() const { return static_cast<Millis>(value >> 16U); }

    constexpr std::uint16_t counter() const { return static_cast<std::uint16_t>(value & 0xffffU); }

    auto operator<=>(const Hlc&) const = default;
};

// Hands out timestamps that never repeat and never go back, even when the wall clock does. Not thread-safe.
class HybridClock {
public:
    // A timestamp from further ahead than this says more about its clock than about the order of things.
    static constexpr Millis kMaxAhead = 60'000;

    explicit HybridClock(Hlc last = {})
        : m_last(last) {}

    // The timestamp of something that happens here at `now`, which is brought into 0..Hlc::kLatest.
    Hlc tick(Millis now);

    // Takes note of a timestamp from elsewhere; one that is more than kMaxAhead in the future moves nothing.
    void observe(Hlc seen, Millis now);

    Hlc last() const { return m_last; }

private:
    Hlc m_last;
};

} // namespace cairn::base
