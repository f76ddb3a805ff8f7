#include "core/events/canonical_json.h"
#include "core/events/chain.h"
#include "core/events/event_codec.h"
#include "core/events/event_line.h"
#include "core/events/receipt.h"

#include <boost/json/value.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace cairn::events;

// Whatever decodes encodes to the same bytes, has signed content in canonical form, and no receipt of ours; and what is
// read the short way is what would be read the long one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto kServer = SigningKey::fromSeed("server", {1});
    const std::string_view line(reinterpret_cast<const char*>(data), size);
    const auto event = readAnyLine(line);
    if (const auto plain = readPlainLine(line); plain && (!event || !(*plain == *event))) {
        std::abort();
    }
    if (!event) {
        return 0;
    }
    if (encodeEvent(*event) != line || !parseCanonicalJson(signedContent(*event))) {
        std::abort();
    }
    if (verifyReceipt(*event, {{"server", kServer.publicKey()}})) {
        std::abort();
    }
    auto relayed = *event;
    relayed.receipt.reset();
    relayed.cursor.reset();
    relayed.effective.reset();
    if (linkAfter({}, relayed) != linkAfter({}, *event)) {
        std::abort();
    }
    return 0;
}
