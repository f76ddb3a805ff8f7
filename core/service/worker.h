#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace cairn::service {

// A thread that does one job after the other, in the order in which they were posted. Destroying it does what was
// posted before.
class Worker {
public:
    Worker();
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void post(std::function<void()> job);

    // Runs `job` on the thread when nothing has been posted for a while, again and again.
    void whenIdle(std::chrono::milliseconds after, std::function<void()> job);

private:
    void run();

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_jobs;
    std::function<void()> m_idle{};
    std::chrono::milliseconds m_idleAfter{};
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace cairn::service
