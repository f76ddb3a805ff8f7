#include "sync/server/auth/second_factor.h"

#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <sodium.h>

#include <cstdlib>
#include <liboath/oath.h>
#include <memory>
#include <string_view>

namespace cairn::server {

namespace {

constexpr std::int64_t kStepSeconds = 30;
constexpr unsigned kDigits = 6;
constexpr std::size_t kSecretBytes = 20;

struct Free {
    void operator()(char* text) const { std::free(text); } // NOLINT(cppcoreguidelines-no-malloc): as liboath wants it
};

} // namespace

std::string newFactor() {
    char random[kSecretBytes];
    randombytes_buf(random, sizeof random);
    char* text = nullptr;
    std::size_t length = 0;
    oath_base32_encode(random, sizeof random, &text, &length);
    const std::unique_ptr<char, Free> owned(text);
    return {owned.get(), length};
}

std::string factorAddress(const std::string& secret, const std::string& email) {
    // Authenticators read '?', '#' and '%' in an e-mail address as what they are in addresses.
    const auto name = boost::urls::encode(email, boost::urls::unreserved_chars + '@');
    return "otpauth://totp/Cairn:" + name + "?secret=" + secret + "&issuer=Cairn";
}

std::optional<std::int64_t>
factorStep(const std::string& secret, const std::string& code, std::int64_t seconds, std::int64_t after) {
    char* bytes = nullptr;
    std::size_t length = 0;
    if (oath_base32_decode(secret.data(), secret.size(), &bytes, &length) != OATH_OK) {
        return std::nullopt;
    }
    const std::unique_ptr<char, Free> owned(bytes);
    std::optional<std::int64_t> found;
    // The neighbours on both sides, for clocks that are a little off.
    for (std::int64_t step = seconds / kStepSeconds - 1; step <= seconds / kStepSeconds + 1; ++step) {
        char wanted[kDigits + 1];
        if (step > after &&
            oath_hotp_generate(
                owned.get(), length, static_cast<std::uint64_t>(step), kDigits, false, OATH_HOTP_DYNAMIC_TRUNCATION,
                wanted) == OATH_OK &&
            code.size() == kDigits && sodium_memcmp(code.data(), wanted, kDigits) == 0) {
            found = step;
        }
    }
    return found;
}

} // namespace cairn::server
