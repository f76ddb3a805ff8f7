#include "sync/server/oauth/encoding.h"

#include <sodium.h>

#include <array>

namespace cairn::server::oauth {

namespace {

constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

bool isPlain(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
           letter == '-' || letter == '.' || letter == '_' || letter == '~';
}

std::string encoded(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string safe;
    for (const char letter : text) {
        if (isPlain(letter)) {
            safe += letter;
        } else {
            const auto byte = static_cast<unsigned char>(letter);
            safe += {'%', kDigits[byte >> 4U], kDigits[byte & 15U]};
        }
    }
    return safe;
}

} // namespace

std::string base64Url(std::string_view bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
    sodium_bin2base64(
        text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), kVariant);
    text.pop_back();
    return text;
}

std::optional<std::string> fromBase64Url(std::string_view text) {
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    const int failed = sodium_base642bin(
        reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), nullptr, &size, nullptr,
        kVariant);
    bytes.resize(size);
    return failed == 0 ? std::optional(std::move(bytes)) : std::nullopt;
}

std::string randomText() {
    std::string bytes(32, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return base64Url(bytes);
}

std::string challengeOf(const std::string& verifier) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(verifier.data()), verifier.size());
    return base64Url({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

std::string formOf(const Fields& fields) {
    std::string form;
    for (const auto& [name, value] : fields) {
        form += (form.empty() ? "" : "&") + encoded(name) + "=" + encoded(value);
    }
    return form;
}

std::string withQuery(const std::string& address, const Fields& fields) {
    return address + (address.contains('?') ? "&" : "?") + formOf(fields);
}

} // namespace cairn::server::oauth
