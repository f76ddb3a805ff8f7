#include "core/service/worker.h"

#include <utility>

namespace cairn::service {

Worker::Worker()
    : m_thread([this] { run(); }) {}

Worker::~Worker() {
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void Worker::post(std::function<void()> job) {
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_all();
}

void Worker::whenIdle(std::chrono::milliseconds after, std::function<void()> job) {
    {
        const std::lock_guard lock(m_mutex);
        m_idleAfter = after;
        m_idle = std::move(job);
    }
    m_wake.notify_all();
}

void Worker::run() {
    std::unique_lock lock(m_mutex);
    while (true) {
        const auto ready = [this] { return m_ending || !m_jobs.empty(); };
        std::function<void()> job;
        if (m_idle && !ready()) {
            const auto after = m_idleAfter;
            if (!m_wake.wait_for(lock, after, ready)) {
                job = m_idle;
            }
        } else {
            m_wake.wait(lock, [&] { return ready() || m_idle; });
        }
        if (!m_jobs.empty()) {
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
        } else if (m_ending) {
            return;
        }
        if (job) {
            lock.unlock();
            job();
            job = nullptr;
            lock.lock();
        }
    }
}

} // namespace cairn::service
