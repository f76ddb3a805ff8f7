#pragma once

#include "core/base/hybrid_clock.h"

namespace cairn::server {

// Keeps from asking whom there is no use in asking (circuit breaker): after so many failures in a row nobody is let
// through for a time, then some, and all again when these have succeeded.
class Breaker {
public:
    static constexpr int kFailures = 5;
    static constexpr base::Millis kOpen = 60'000;
    static constexpr int kProbes = 3;

    enum class State { closed, open, half_open };

    // Whether somebody may ask now; who is let through says how it went, or that it did not go anywhere.
    bool admit(base::Millis now);
    void succeeded();
    void failed(base::Millis now);
    void gaveUp();

    State state(base::Millis now) const;

    base::Millis openUntil() const { return m_openUntil; } // 0: closed

    int failures() const { return m_failures; } // in a row

private:
    int m_failures = 0;
    base::Millis m_openUntil = 0; // 0: closed
    int m_probing = 0;
    int m_proven = 0;
};

} // namespace cairn::server
