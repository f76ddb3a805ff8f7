#pragma once

#include "app/cli/failure.h"
#include "core/api/request.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>

namespace cairn::cli {

// Turns answers that come later into answers that are waited for: calls are queued by the threads of the profile and
// run on the one thread that waits. Lives longer than the profile that delivers to it.
class Waiting {
public:
    // `stopAsked` is looked at while waiting; once it is true, the question is cancelled.
    explicit Waiting(std::function<bool()> stopAsked)
        : m_stopAsked(std::move(stopAsked)) {}

    api::Deliver deliver();

    // Asks and waits; throws Failure when the answer is an error.
    template<class T> T answer(const std::function<api::Request(api::Reply<T>)>& ask);

    // Waits until `reached`, which may change by what is delivered. False when it was asked to stop, or `patience` has
    // passed.
    bool until(const std::function<bool()>& reached, std::optional<std::chrono::milliseconds> patience);

private:
    // Runs what has been delivered, or waits for it a moment.
    void turn();

    std::function<bool()> m_stopAsked;
    std::mutex m_mutex;
    std::condition_variable m_delivered;
    std::deque<std::function<void()>> m_calls;
};

inline constexpr const char* kStopped = "stopped; nothing was changed";

template<class T> T Waiting::answer(const std::function<api::Request(api::Reply<T>)>& ask) {
    if (m_stopAsked()) {
        throw Failure{{base::ErrorCode::Cancelled, kStopped}};
    }
    std::optional<base::Expected<T>> answered;
    api::Request request = ask([&](base::Expected<T> given) { answered = std::move(given); });
    bool cancelled = false;
    while (!answered) {
        if (!cancelled && m_stopAsked()) {
            request.cancel();
            cancelled = true;
        }
        turn();
    }
    if (!*answered && answered->error().code == base::ErrorCode::Cancelled) {
        throw Failure{{base::ErrorCode::Cancelled, kStopped}}; // the same words whatever was stopped
    }
    if (!*answered) {
        throw Failure{std::move(answered->error())};
    }
    return std::move(**answered);
}

} // namespace cairn::cli
