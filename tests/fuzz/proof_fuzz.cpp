#include "core/proof/proof.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

// Whatever a file says, it is either refused with a reason, or nothing of it can be changed: one letter more is
// refused.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace cairn;
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto statement = proof::verifyProof(text, {});
    if (!statement && statement.error().message.empty()) {
        std::abort();
    }
    if (statement && (statement->trusted || proof::verifyProof(text + " ", {}))) {
        std::abort();
    }
    return 0;
}
