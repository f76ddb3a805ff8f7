#pragma once

#include "core/events/event_codec.h"
#include "core/events/receipt.h"
#include "core/proof/proof.h"

#include <string>
#include <utility>
#include <vector>

// A server's keys and the receipts that it signs, for the tests of this folder.
namespace cairn::proof::testing {

inline events::SigningKey keyNamed(const std::string& id) {
    std::array<unsigned char, 32> seed{};
    seed[0] = static_cast<unsigned char>(id.back());
    seed[1] = static_cast<unsigned char>(id.front());
    return events::SigningKey::fromSeed(id, seed);
}

inline events::AnnouncedKey announced(const std::string& id, const std::string& by = {}) {
    events::AnnouncedKey key{id, events::toHex(keyNamed(id).publicKey()), {}, {}};
    if (!by.empty()) {
        key.by = by;
        keyNamed(by).vouch(key);
    }
    return key;
}

inline events::KeyRing pinned(const std::string& id) {
    return {{id, keyNamed(id).publicKey()}};
}

inline events::Event
receipt(std::int64_t seq, events::TaskVerified verified, const std::string& key, std::string stream = "learner/ada") {
    const auto draft = events::draft("task/t" + std::to_string(seq), std::move(verified));
    events::Event event;
    event.ref = {"server", seq};
    event.hlc = base::Hlc::at(1'790'000'000'000 + seq);
    event.stream = std::move(stream);
    event.subject = draft.subject;
    event.type = draft.type;
    event.version = draft.version;
    event.payload = draft.payload;
    event.receipt = keyNamed(key).sign(event);
    return event;
}

inline events::TaskVerified solved(const std::string& problem, std::int64_t difficulty) {
    return {
        .evidence = "accepted",
        .platform = events::Platform::leetcode,
        .account = "ada",
        .solvedAt = 1'789'999'000'000,
        .answer = std::string(64, 'a'),
        .problem = problem,
        .difficulty = difficulty,
        .title = "Two \"Sum\" für alle",
        .topics = {"arrays"}};
}

} // namespace cairn::proof::testing
