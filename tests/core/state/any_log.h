#pragma once

#include "core/events/catalogue.h"
#include "core/events/receipt.h"

#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

// Logs of one task, as two devices and a server write them, for the tests of this folder.
namespace cairn::state::testing {

inline const events::SigningKey& serverKey() {
    static const auto key = events::SigningKey::fromSeed("server", {1});
    return key;
}

inline events::KeyRing trusted() {
    return {{serverKey().id(), serverKey().publicKey()}};
}

template<class T>
events::Event
eventOf(const T& payload, std::int64_t seq, const std::string& device = "a", const std::string& subject = "task/one") {
    const auto draft = events::draft(subject, payload);
    events::Event event;
    event.ref = {device, seq};
    event.hlc = base::Hlc::at(1'000'000 + seq);
    event.stream = "learner/self";
    event.subject = draft.subject;
    event.type = draft.type;
    event.version = draft.version;
    event.payload = draft.payload;
    return event;
}

inline events::Event signedBy(const events::SigningKey& key, events::Event event) {
    event.receipt = key.sign(event);
    return event;
}

inline std::vector<events::Event> inOrder(std::vector<events::Event> log) {
    std::ranges::sort(log, {}, &events::Event::position);
    return log;
}

inline events::Event anyTaskEvent(std::int64_t seq, const std::string& device) {
    const auto text = [] { return *rc::gen::element<std::string>("", "one", "two"); };
    const auto number = [] { return *rc::gen::inRange<std::int64_t>(-2, 20); };
    switch (*rc::gen::inRange(0, 14)) {
    case 0:
        return eventOf(events::TaskCreated{.title = text(), .difficulty = number()}, seq, device);
    case 1:
        return eventOf(events::TaskEdited{.title = text(), .difficulty = number()}, seq, device);
    case 2:
        return eventOf(events::TaskScheduled{number()}, seq, device);
    case 3:
        return eventOf(events::TaskStarted{{text()}}, seq, device);
    case 4:
        return eventOf(events::TaskCompleted{number(), number(), text()}, seq, device);
    case 5:
        return eventOf(events::TaskSkipped{text()}, seq, device);
    case 6:
        return eventOf(events::TaskExpired{number()}, seq, device);
    case 7:
        return eventOf(events::TaskCompletionClaimed{number()}, seq, device);
    case 8:
        return signedBy(serverKey(), eventOf(events::TaskVerified{text(), number(), number()}, seq, device));
    case 9:
        return signedBy(serverKey(), eventOf(events::TaskFailed{text()}, seq, device));
    case 10:
        return eventOf(events::TaskVerified{text(), number(), number()}, seq, device);
    case 11:
        return eventOf(events::TaskDeleted{}, seq, device);
    case 12:
        return eventOf(events::TaskRetired{}, seq, device);
    default: {
        auto event = eventOf(events::TaskStarted{}, seq, device);
        event.type = "task.teleported"; // of a newer version
        return event;
    }
    }
}

// In the order of the fold.
inline std::vector<events::Event> anyTaskLog(bool withUndo) {
    std::vector<events::Event> log;
    for (const std::string device : {"a", "b"}) {
        const auto count = *rc::gen::inRange<std::int64_t>(0, 12);
        for (std::int64_t seq = 1; seq <= count; ++seq) {
            if (withUndo && *rc::gen::inRange(0, 3) == 0) {
                const auto target = *rc::gen::element<std::string>("a", "b");
                log.push_back(
                    eventOf(events::EventUndone{target, *rc::gen::inRange<std::int64_t>(0, 13)}, seq, device));
            } else {
                log.push_back(anyTaskEvent(seq, device));
            }
            log.back().hlc = base::Hlc::at(*rc::gen::inRange<std::int64_t>(0, 10));
            if (*rc::gen::inRange(0, 4) == 0) {
                log.back().effective = base::Hlc::at(*rc::gen::inRange<std::int64_t>(0, 10));
            }
        }
    }
    return inOrder(std::move(log));
}

} // namespace cairn::state::testing
