#include "sync/assistant/http/secret_text.h"

#include <sodium.h>

#include <array>
#include <stdexcept>

namespace cairn::assistant {

std::string secretText() {
    if (sodium_init() < 0) {
        throw std::runtime_error("libsodium does not start");
    }
    std::array<unsigned char, 16> random{};
    std::array<char, 2 * random.size() + 1> text{};
    randombytes_buf(random.data(), random.size());
    sodium_bin2hex(text.data(), text.size(), random.data(), random.size());
    return text.data();
}

bool sameSecret(const std::string& given, const std::string& wanted) {
    return given.size() == wanted.size() && sodium_memcmp(given.data(), wanted.data(), wanted.size()) == 0;
}

} // namespace cairn::assistant
