#include "sync/server/host/upkeep.h"

#include <algorithm>

namespace cairn::server {

Upkeep::Upkeep(std::vector<Chore> chores)
    : m_chores(std::move(chores))
    , m_thread([this] { run(); }) {}

Upkeep::~Upkeep() {
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void Upkeep::run() {
    using Clock = std::chrono::steady_clock;
    std::vector<Clock::time_point> due;
    for (const auto& chore : m_chores) {
        due.push_back(Clock::now() + chore.every);
    }
    std::unique_lock lock(m_mutex);
    while (!m_wake.wait_until(lock, *std::ranges::min_element(due), [this] { return m_ending; })) {
        lock.unlock();
        for (std::size_t at = 0; at < m_chores.size(); ++at) {
            if (due[at] <= Clock::now()) {
                m_chores[at].work();
                due[at] = Clock::now() + m_chores[at].every;
            }
        }
        lock.lock();
    }
}

} // namespace cairn::server
