#pragma once

#include <memory>
#include <semaphore>

namespace cairn::server {

// How many requests may wait for somebody else at a time, a platform or documentation: most of a server's requests are
// answered at once, and some of the threads that do that are to stay free for them. Thread-safe.
class SlowRequests {
public:
    static constexpr unsigned kFree = 2; // threads

    explicit SlowRequests(unsigned workers)
        : m_left(workers > kFree ? workers - kFree : 1) {}

    // For as long as one of them waits; null where enough do.
    std::shared_ptr<void> enter() {
        if (!m_left.try_acquire()) {
            return nullptr;
        }
        return {&m_left, [](std::counting_semaphore<>* left) { left->release(); }};
    }

private:
    std::counting_semaphore<> m_left;
};

} // namespace cairn::server
