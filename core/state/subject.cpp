#include "core/state/subject.h"

#include "core/events/described_json.h"
#include "core/events/erasure.h"
#include "core/state/undo.h"

namespace cairn::state {

namespace {

// Folded values grow with what was imported into them, which had its own limits.
constexpr events::JsonLimits kStoredLimits{.bytes = 16U << 20U, .depth = 32};

template<class S, class P>
concept Applies = requires(S& subject, const P& payload, const Stamp& stamp) { apply(subject, payload, stamp); };

bool isUndoing(const events::Event& event) {
    return event.type == events::rowOf<events::EventUndone>().type;
}

void applyPayload(Subject& subject, const events::Event& event, const events::KeyRing& keys) {
    const auto payload = events::decodePayload(event);
    if (!payload) {
        return; // does not fit its type: kept in the log, and nothing that a fold could read
    }
    const bool receipted = event.receipt && verifyReceipt(event, keys);
    const Stamp stamp{event.ref, event.position().effective.millis(), receipted};
    std::visit(
        [&]<class S, class P>(S& state, const P& known) {
            if constexpr (Applies<S, P>) {
                apply(state, known, stamp);
            }
        },
        subject, *payload);
}

} // namespace

Subject emptySubject(std::string_view kind) {
    if (kind == "task") {
        return Task{};
    }
    if (kind == "path") {
        return StudyPath{};
    }
    if (kind == "topic") {
        return Topic{};
    }
    if (kind == "content") {
        return Content{};
    }
    if (kind == "profile") {
        return Profile{};
    }
    if (kind == "connection") {
        return Connection{};
    }
    if (kind == "proposal") {
        return Proposal{};
    }
    if (kind == "review") {
        return Review{};
    }
    return {};
}

bool applyNext(Subject& subject, const events::Event& event, const events::KeyRing& keys) {
    if (isUndoing(event)) {
        return false;
    }
    if (events::isErasing(event)) {
        std::visit([]<class S>(S& state) { state = S{}; }, subject);
        return true;
    }
    applyPayload(subject, event, keys);
    return true;
}

Subject foldSubject(std::string_view kind, std::span<const events::Event> ordered, const events::KeyRing& keys) {
    const auto undone = undoneEvents(ordered);
    Subject subject = emptySubject(kind);
    for (const auto& event : ordered) {
        if (!undone.contains(event.ref)) {
            applyNext(subject, event, keys); // an undoing changes nothing by itself
        }
    }
    return subject;
}

std::string encodeSubject(const Subject& subject) {
    return std::visit(
        []<class S>(const S& state) {
            if constexpr (std::is_same_v<S, std::monostate>) {
                return std::string("{}");
            } else {
                return events::encodeDescribed(state);
            }
        },
        subject);
}

base::Expected<Subject> decodeSubject(std::string_view kind, std::string_view text) {
    Subject subject = emptySubject(kind);
    auto json = events::parseJson(text, kStoredLimits);
    if (!json) {
        return std::unexpected(json.error());
    }
    const auto read = std::visit(
        [&]<class S>(S& state) -> base::Expected<void> {
            if constexpr (std::is_same_v<S, std::monostate>) {
                return {};
            } else {
                return events::fromJson(*json, state);
            }
        },
        subject);
    if (!read) {
        return std::unexpected(read.error());
    }
    return subject;
}

} // namespace cairn::state
