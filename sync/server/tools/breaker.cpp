#include "sync/server/tools/breaker.h"

#include <algorithm>

namespace cairn::server {

Breaker::State Breaker::state(base::Millis now) const {
    return m_openUntil == 0 ? State::closed : now < m_openUntil ? State::open : State::half_open;
}

bool Breaker::admit(base::Millis now) {
    switch (state(now)) {
    case State::closed:
        return true;
    case State::open:
        return false;
    case State::half_open:
        break;
    }
    if (m_probing + m_proven >= kProbes) {
        return false;
    }
    ++m_probing;
    return true;
}

void Breaker::succeeded() {
    m_failures = 0;
    if (m_openUntil == 0) {
        return;
    }
    gaveUp();
    if (++m_proven == kProbes) {
        m_openUntil = 0;
        m_probing = m_proven = 0;
    }
}

void Breaker::failed(base::Millis now) {
    ++m_failures;
    if (m_openUntil != 0 || m_failures >= kFailures) {
        m_openUntil = now + kOpen;
        m_probing = m_proven = 0;
    }
}

void Breaker::gaveUp() {
    m_probing = std::max(m_probing - 1, 0);
}

} // namespace cairn::server
