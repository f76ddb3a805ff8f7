#include "sync/mcp/base64.h"

#include <sodium.h>

namespace cairn::mcp {

namespace {

std::string encode(std::string_view bytes, int variant) {
    std::string encoded(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(
        encoded.data(), encoded.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), variant);
    encoded.pop_back(); // its NUL
    return encoded;
}

} // namespace

std::string base64(std::string_view bytes) {
    return encode(bytes, sodium_base64_VARIANT_ORIGINAL);
}

std::string base64Url(std::string_view bytes) {
    return encode(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

} // namespace cairn::mcp
