#include "app/cli/waiting.h"

namespace cairn::cli {

namespace {

// How long Ctrl+C may go unnoticed: a signal cannot wake the queue.
constexpr std::chrono::milliseconds kLook{20};

} // namespace

api::Deliver Waiting::deliver() {
    return [this](std::function<void()> call) {
        // Within the lock: whoever waits may be gone once it is free.
        const std::lock_guard lock(m_mutex);
        m_calls.push_back(std::move(call));
        m_delivered.notify_one();
    };
}

bool Waiting::until(const std::function<bool()>& reached, std::optional<std::chrono::milliseconds> patience) {
    const auto begin = std::chrono::steady_clock::now();
    while (!reached()) {
        if (m_stopAsked() || (patience && std::chrono::steady_clock::now() - begin > *patience)) {
            return false;
        }
        turn();
    }
    return true;
}

void Waiting::turn() {
    std::function<void()> call;
    {
        std::unique_lock lock(m_mutex);
        if (!m_delivered.wait_for(lock, kLook, [this] { return !m_calls.empty(); })) {
            return;
        }
        call = std::move(m_calls.front());
        m_calls.pop_front();
    }
    call();
}

} // namespace cairn::cli
