#include "sync/server/tools/breaker.h"

#include <algorithm>

namespace cairn::server {

Breaker::State Breaker::state(base::Millis now) const {
    return m_openUntil == 0 ? State::closed : now < m_openUntil ? State::open : State::half_open;
}

std::optional<Breaker::Pass> Breaker::admit(base::Millis now) {
    switch (state(now)) {
    case State::closed:
        return m_openings;
    case State::open:
        return std::nullopt;
    case State::half_open:
        break;
    }
    if (m_probing + m_proven >= kProbes) {
        return std::nullopt;
    }
    ++m_probing;
    return m_openings;
}

void Breaker::succeeded(Pass pass) {
    if (pass != m_openings) {
        return;
    }
    m_failures = 0;
    if (m_openUntil == 0) {
        return;
    }
    gaveUp(pass);
    if (++m_proven == kProbes) {
        m_openUntil = 0;
        m_probing = m_proven = 0;
    }
}

void Breaker::failed(Pass pass, base::Millis now) {
    if (pass != m_openings) {
        return;
    }
    ++m_failures;
    if (m_openUntil != 0 || m_failures >= kFailures) {
        m_openUntil = now + kOpen;
        m_probing = m_proven = 0;
        ++m_openings;
    }
}

void Breaker::gaveUp(Pass pass) {
    if (pass == m_openings) {
        m_probing = std::max(m_probing - 1, 0);
    }
}

} // namespace cairn::server
