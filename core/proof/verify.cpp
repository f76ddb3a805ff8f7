#include "core/events/canonical_json.h"
#include "core/events/described_json.h"
#include "core/events/event_codec.h"
#include "core/proof/difference.h"
#include "core/proof/document.h"
#include "core/proof/key_chain.h"

#include <boost/json/array.hpp>

#include <algorithm>
#include <set>

namespace cairn::proof {

namespace json = boost::json;
using base::ErrorCode;
using events::AnnouncedKey;
using events::Event;

namespace {

constexpr events::JsonLimits kLimits{.bytes = kDocumentBytes, .depth = 32};

struct Parts {
    std::vector<AnnouncedKey> keys{};
    std::vector<Event> receipts{};
};

std::unexpected<base::Error> wrong(const std::string& what, const std::string& place) {
    return base::fail(ErrorCode::Refused, what, place);
}

const json::array* listAt(const json::value& document, std::initializer_list<std::string_view> names) {
    const auto* value = &document;
    for (const auto name : names) {
        const auto* object = value->if_object();
        value = object == nullptr ? nullptr : object->if_contains(name);
        if (value == nullptr) {
            return nullptr;
        }
    }
    return value->if_array();
}

// The event of a piece of evidence. It has no link there: a receipt speaks of one event, and not of the log it is in.
base::Expected<Event> eventOf(const json::value& evidence, const std::string& place) {
    const auto* piece = evidence.if_object();
    const auto* given = piece == nullptr ? nullptr : piece->if_contains("event");
    const auto* object = given == nullptr ? nullptr : given->if_object();
    if (object == nullptr || object->contains("link")) {
        return wrong("this is no receipt", place);
    }
    auto whole = *object;
    whole["link"] = std::string(64, '0');
    auto event = events::decodeEvent(events::canonicalJson(whole));
    if (!event) {
        return wrong(event.error().message, place);
    }
    return event;
}

base::Expected<Parts> read(const json::value& document) {
    const auto* keys = listAt(document, {"issuer", "keys"});
    const auto* evidence = listAt(document, {"evidence"});
    if (keys == nullptr || keys->empty() || keys->size() > kKeysMost) {
        return wrong("there are no keys", "issuer/keys");
    }
    if (evidence == nullptr || evidence->empty() || evidence->size() > kReceiptsMost) {
        return wrong("there are no receipts, or too many", "evidence");
    }
    Parts parts;
    for (const auto& described : *keys) {
        AnnouncedKey key;
        if (auto fits = events::fromJson(described, key); !fits) {
            return wrong("this is no key: " + fits.error().message, "issuer/keys/" + std::to_string(parts.keys.size()));
        }
        parts.keys.push_back(std::move(key));
    }
    for (const auto& piece : *evidence) {
        auto event = eventOf(piece, "evidence/" + std::to_string(parts.receipts.size()));
        if (!event) {
            return std::unexpected(event.error());
        }
        parts.receipts.push_back(std::move(*event));
    }
    return parts;
}

bool isVerification(const Event& event) {
    const auto payload = events::decodePayload(event);
    return payload && std::holds_alternative<events::TaskVerified>(*payload);
}

base::Expected<void> check(const std::vector<Event>& receipts, const events::KeyRing& ring) {
    std::set<events::EventRef> seen;
    for (std::size_t at = 0; at < receipts.size(); ++at) {
        const auto& event = receipts[at];
        const auto place = "evidence/" + std::to_string(at);
        if (const auto fits = events::verifyReceipt(event, ring); !fits) {
            return wrong(fits.error().message, place);
        }
        if (!isVerification(event)) {
            return wrong("the event does not say that a task was verified", place);
        }
        if (event.stream != receipts.front().stream) {
            return wrong("the receipt is another learner's", place);
        }
        if (!seen.insert(event.ref).second) {
            return wrong("the receipt stands there twice", place);
        }
    }
    return {};
}

std::set<std::string> keysOf(const std::vector<Event>& receipts) {
    std::set<std::string> used;
    for (const auto& event : receipts) {
        if (event.receipt) {
            used.insert(event.receipt->key);
        }
    }
    return used;
}

// Keys of these receipts that do not follow from what is pinned are somebody's, and nobody says whose.
base::Expected<void>
checkTrust(const std::vector<Event>& receipts, const std::vector<AnnouncedKey>& chain, const events::KeyRing& pinned) {
    const auto trusted = events::follow(pinned, chain);
    if (!trusted) {
        return wrong("these are not the keys that were given: " + trusted.error().message, "issuer/keys");
    }
    for (std::size_t at = 0; at < receipts.size(); ++at) {
        if (const auto fits = events::verifyReceipt(receipts[at], *trusted); !fits) {
            return wrong(
                "key " + receipts[at].receipt->key + " does not follow from one that was given",
                "evidence/" + std::to_string(at));
        }
    }
    return {};
}

} // namespace

base::Expected<std::string> writeProof(std::vector<Event> receipts, const std::vector<AnnouncedKey>& keys) {
    if (receipts.empty()) {
        return base::fail(ErrorCode::NotFound, "there are no receipts: nothing was verified by a server yet");
    }
    if (receipts.size() > kReceiptsMost) {
        return base::fail(ErrorCode::LimitExceeded, "these are more receipts than a proof may have");
    }
    std::ranges::sort(receipts, {}, &Event::ref);
    const auto chain = chainOf(keys, keysOf(receipts));
    if (!chain) {
        return std::unexpected(chain.error());
    }
    const auto ring = ringOf(*chain);
    if (!ring) {
        return std::unexpected(ring.error());
    }
    if (auto checked = check(receipts, *ring); !checked) {
        return std::unexpected(checked.error());
    }
    auto document = events::canonicalJson(documentOf(receipts, *chain)) + "\n";
    if (document.size() > kDocumentBytes) {
        return base::fail(ErrorCode::LimitExceeded, "the proof would be longer than one may be");
    }
    return document;
}

base::Expected<Statement> verifyProof(std::string_view document, const events::KeyRing& pinned) {
    if (document.size() > kDocumentBytes) {
        return base::fail(ErrorCode::LimitExceeded, "this is longer than a proof may be");
    }
    const auto given = events::parseJson(document, kLimits);
    if (!given) {
        return wrong("this is no proof: " + given.error().message, given.error().place);
    }
    const auto parts = read(*given);
    if (!parts) {
        return std::unexpected(parts.error());
    }
    const auto ring = ringOf(parts->keys);
    if (!ring) {
        return std::unexpected(ring.error());
    }
    if (auto checked = check(parts->receipts, *ring); !checked) {
        return std::unexpected(checked.error());
    }
    // All that the file says beside them has to be what it says here: so no byte of it is without a reason.
    const auto chain = chainOf(parts->keys, keysOf(parts->receipts));
    if (!chain || *chain != parts->keys || !std::ranges::is_sorted(parts->receipts, {}, &Event::ref)) {
        return wrong("keys or receipts are not those, or not in the order, that a proof has", "issuer/keys");
    }
    const auto computed = documentOf(parts->receipts, *chain);
    if (const auto difference = firstDifference(*given, computed)) {
        return wrong(
            "it says " + difference->given + ", and the receipts come to " + difference->computed, difference->place);
    }
    const auto text = events::canonicalJson(computed);
    if (document != text && document != text + "\n") {
        const auto at = std::ranges::mismatch(document, text).in1 - document.begin();
        return wrong("it is not written as a proof is", "byte " + std::to_string(at));
    }
    auto statement = stateOf(parts->receipts, *chain);
    if (!pinned.empty()) {
        if (auto trusted = checkTrust(parts->receipts, *chain, pinned); !trusted) {
            return std::unexpected(trusted.error());
        }
        statement.trusted = true;
    }
    return statement;
}

} // namespace cairn::proof
