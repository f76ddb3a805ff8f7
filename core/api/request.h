#pragma once

#include "core/base/error.h"

#include <functional>
#include <memory>
#include <stop_token>

namespace cairn::api {

// How an answer comes back: called once, through the Deliver that the implementation was given.
template<class T> using Reply = std::function<void(base::Expected<T>)>;

// Runs a call on the thread that asks; the desktop hands in one that posts to its GUI thread.
using Deliver = std::function<void(std::function<void()>)>;

// An asked question. Whoever asks keeps it as long as the answer is wanted: once it is destroyed, or replaced by the
// next question, the answer is dropped. A command that was given is carried out all the same. To be used on the
// thread that answers are delivered to.
class [[nodiscard]] Request {
public:
    struct Shared;

    Request() = default;

    explicit Request(std::shared_ptr<Shared> shared)
        : m_shared(std::move(shared)) {}

    Request(Request&&) = default;
    Request& operator=(Request&& other) noexcept;
    ~Request();

    // Asks long work to stop; it answers with ErrorCode::Cancelled and has changed nothing.
    void cancel();

    // The answer is wanted whatever becomes of this object.
    void keep() { m_shared.reset(); }

private:
    void forget();

    std::shared_ptr<Shared> m_shared{};
};

struct Request::Shared {
    std::stop_source stop{};
    bool forgotten = false; // read and written on the delivering thread only
};

// What a subscriber hears ends when this does.
class [[nodiscard]] Subscription {
public:
    Subscription() = default;

    explicit Subscription(std::shared_ptr<void> token)
        : m_token(std::move(token)) {}

private:
    std::shared_ptr<void> m_token{};
};

} // namespace cairn::api
