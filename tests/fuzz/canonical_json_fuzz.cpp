#include "core/events/canonical_json.h"

#include <boost/json.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace cairn::events;

// Whatever is accepted has one canonical form, which is a fixed point and means the same; and what is accepted as
// canonical is that form.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto value = parseJson(text);
    const auto canonicalValue = parseCanonicalJson(text);
    if (!value) {
        if (canonicalValue) {
            std::abort();
        }
        return 0;
    }
    const auto canonical = canonicalJson(*value);
    if (canonicalValue.has_value() != (canonical == text)) {
        std::abort();
    }
    // Escapes may make it longer than what was read.
    const auto again = parseCanonicalJson(canonical, {.bytes = canonical.size(), .depth = 32});
    if (!again || *again != *value || canonicalJson(*again) != canonical) {
        std::abort();
    }
    return 0;
}
