#pragma once

#include "core/base/hybrid_clock.h"

#include <cstdint>
#include <optional>

namespace cairn::server {

// Keeps from asking whom there is no use in asking (circuit breaker): after so many failures in a row nobody is let
// through for a time, then some, and all again when these have succeeded.
class Breaker {
public:
    static constexpr int kFailures = 5;
    static constexpr base::Millis kOpen = 60'000;
    static constexpr int kProbes = 3;

    enum class State { closed, open, half_open };

    // Of one who was let through. What those have to say who come back when it has opened since, counts no more.
    using Pass = std::int64_t;

    // Whether somebody may ask now; who is let through says how it went, or that it did not go anywhere.
    std::optional<Pass> admit(base::Millis now);
    void succeeded(Pass pass);
    void failed(Pass pass, base::Millis now);
    void gaveUp(Pass pass);

    State state(base::Millis now) const;

    base::Millis openUntil() const { return m_openUntil; } // 0: closed

    int failures() const { return m_failures; } // in a row

private:
    int m_failures = 0;
    base::Millis m_openUntil = 0; // 0: closed
    int m_probing = 0;
    int m_proven = 0;
    Pass m_openings = 0;
};

} // namespace cairn::server
