#include "sync/mcp/json.h"
#include "sync/server/oauth/id_token.h"
#include "sync/server/oauth/public_key.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

// A token, and a line below the keys that its provider publishes: nobody but who has the key is believed, and nothing
// of it is read that was not expected.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace cairn;
    using namespace cairn::server::oauth;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::string token(text.substr(0, text.find('\n')));
    const auto keys = mcp::parseObject(text.substr(std::min(size, text.find('\n'))));
    const Expectations expected{"https://issuer.example", "cairn", "nonce", 1'760'900'000};
    if (keys) {
        const auto claims = readSignedByKey(token, *keys, expected);
        if (claims && (mcp::text(*claims, "iss") != expected.issuer || mcp::text(*claims, "nonce") != expected.nonce)) {
            std::abort();
        }
        for (const auto* algorithm : {"RS256", "ES256"}) {
            [[maybe_unused]] const auto pem = pemOf(*keys, algorithm);
        }
    }
    if (readSignedBySecret(token, "a secret that nothing here was signed with", expected)) {
        std::abort();
    }
    return 0;
}
