#include "core/store/admission.h"

#include "core/base/text.h"
#include "core/events/canonical_json.h"
#include "core/events/event_codec.h"

#include <limits>

namespace cairn::store {

namespace {

constexpr std::size_t kNameBytes = 200;
constexpr std::size_t kEnvelopeBytes = 8 * 1024; // more than names, numbers, link and receipt can take

bool isName(const std::string& text) {
    return !text.empty() && text.size() <= kNameBytes && base::isValidText(text);
}

// In an envelope, which is one level of the depth that decodeEvent allows.
bool isObject(const std::string& text) {
    const auto parsed = events::parseCanonicalJson(text, {.bytes = events::kEventBytes, .depth = 31});
    return parsed && parsed->is_object();
}

base::Expected<void> refuse(const events::Event& event, const char* what) {
    return base::fail(
        base::ErrorCode::InvalidInput,
        "event " + event.ref.device + "/" + std::to_string(event.ref.seq) + " " + what + "; nothing was taken in");
}

} // namespace

base::Expected<void> admissible(const events::Event& event) {
    constexpr auto kLatest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (!isName(event.ref.device) || !isName(event.stream) || !isName(event.subject) || !isName(event.type)) {
        return refuse(event, "has a name that is not a text of 1 to 200 bytes");
    }
    if (event.ref.seq < 1 || event.version < 1 || event.version > events::kVersionMost) {
        return refuse(event, "has a number that is out of range");
    }
    if (event.hlc.value > kLatest || event.position().effective.value > kLatest || event.cursor.value_or(1) < 1) {
        return refuse(event, "has a time that is out of range");
    }
    if (!isObject(event.payload) || (event.unknown != "{}" && !isObject(event.unknown))) {
        return refuse(event, "is not canonical JSON");
    }
    const bool large = event.payload.size() + event.unknown.size() + kEnvelopeBytes > events::kEventBytes;
    if (large && !events::decodeEvent(events::encodeEvent(event))) {
        return refuse(event, "is too large");
    }
    return {};
}

} // namespace cairn::store
