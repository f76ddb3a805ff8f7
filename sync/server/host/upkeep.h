#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace cairn::server {

// What has to be done again and again, on a thread of its own, from construction to destruction.
class Upkeep {
public:
    struct Chore {
        std::chrono::milliseconds every;
        std::function<void()> work; // what it throws is its own to catch
    };

    explicit Upkeep(std::vector<Chore> chores);
    ~Upkeep();
    Upkeep(const Upkeep&) = delete;
    Upkeep& operator=(const Upkeep&) = delete;

private:
    void run();

    std::vector<Chore> m_chores;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace cairn::server
