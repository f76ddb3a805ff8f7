#pragma once

#include <memory>
#include <mutex>

namespace cairn::replica {

// Held by an object that other threads call, which cannot know when it ends: the object cuts it first of all, and who
// calls does so through reach(). A call that is under way is waited for, so it had better be short.
class Lifeline {
public:
    Lifeline() = default;

    ~Lifeline() { cut(); }

    Lifeline(const Lifeline&) = delete;
    Lifeline& operator=(const Lifeline&) = delete;

    void cut() {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->there = false;
    }

    // The other end of it, for another thread to keep.
    class End {
    public:
        // Whether it was not cut before; may be cut any time after.
        bool holds() const {
            const std::lock_guard lock(m_shared->mutex);
            return m_shared->there;
        }

        // Calls, unless the line is cut.
        template<class Call> void reach(Call call) const {
            const std::lock_guard lock(m_shared->mutex);
            if (m_shared->there) {
                call();
            }
        }

    private:
        friend class Lifeline;

        struct Shared {
            std::mutex mutex;
            bool there = true;
        };

        explicit End(std::shared_ptr<Shared> shared)
            : m_shared(std::move(shared)) {}

        std::shared_ptr<Shared> m_shared;
    };

    End end() const { return End(m_shared); }

private:
    std::shared_ptr<End::Shared> m_shared = std::make_shared<End::Shared>();
};

} // namespace cairn::replica
