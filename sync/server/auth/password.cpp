#include "sync/server/auth/password.h"

#include "core/base/text.h"
#include "sync/server/auth/common_passwords.h"

#include <sodium.h>

#include <algorithm>
#include <crypt.h>
#include <cstring>
#include <memory>
#include <stdexcept>

namespace cairn::server {

namespace {

constexpr std::size_t kFewest = 8;
constexpr std::size_t kMostBytes = 72; // the rest would be of no account
constexpr const char* kPrefix = "$2b$";
constexpr unsigned long kCost = 12;

bool has(std::string_view text, auto kind) {
    return std::ranges::any_of(text, kind);
}

bool isSmall(char letter) {
    return letter >= 'a' && letter <= 'z';
}

bool isLarge(char letter) {
    return letter >= 'A' && letter <= 'Z';
}

bool isDigit(char letter) {
    return letter >= '0' && letter <= '9';
}

// Letters of other alphabets count as other signs.
bool isOther(char letter) {
    return !isSmall(letter) && !isLarge(letter) && !isDigit(letter);
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

// What crypt made, or empty where it refused.
std::string crypt(const std::string& password, const std::string& setting) {
    const auto work = std::make_unique<crypt_data>();
    const char* made = crypt_rn(password.c_str(), setting.c_str(), work.get(), sizeof(crypt_data));
    std::string hash;
    if (made != nullptr && *made != '*') {
        hash = made;
    }
    sodium_memzero(work.get(), sizeof(crypt_data));
    return hash;
}

bool isReadable(const std::string& password) {
    return password.size() <= kMostBytes && password.find('\0') == std::string::npos;
}

} // namespace

std::vector<std::string> passwordTroubles(std::string_view password, std::string_view email) {
    std::vector<std::string> troubles;
    if (characters(password) < kFewest) {
        troubles.emplace_back("has fewer than 8 characters");
    }
    if (password.size() > kMostBytes) {
        troubles.emplace_back("has more than 72 bytes");
    }
    if (!base::isValidText(password)) {
        troubles.emplace_back("has bytes that are no text");
    }
    if (!has(password, isSmall) || !has(password, isLarge) || !has(password, isDigit) || !has(password, isOther)) {
        troubles.emplace_back("needs a small and a large letter, a digit and another sign");
    }
    const auto folded = base::foldCase(password);
    if (isCommonPassword(folded) || (!email.empty() && folded == base::foldCase(email))) {
        troubles.emplace_back("is one of those that are tried first");
    }
    return troubles;
}

std::string hashPassword(const std::string& password) {
    if (!isReadable(password)) {
        throw std::runtime_error("a password that bcrypt would cut");
    }
    char random[16];
    randombytes_buf(random, sizeof random);
    char setting[CRYPT_GENSALT_OUTPUT_SIZE];
    if (crypt_gensalt_rn(kPrefix, kCost, random, sizeof random, setting, sizeof setting) == nullptr) {
        throw std::runtime_error("this system's crypt has no bcrypt");
    }
    auto hash = crypt(password, setting);
    if (hash.empty()) {
        throw std::runtime_error("this system's crypt failed");
    }
    return hash;
}

bool isPassword(const std::string& password, const std::string& hash) {
    static const std::string kNobodys = hashPassword("nobody's");
    const bool readable = isReadable(password);
    const auto& against = hash.empty() ? kNobodys : hash;
    const auto made = crypt(readable ? password : std::string(), against);
    return readable && !hash.empty() && made.size() == hash.size() &&
           sodium_memcmp(made.data(), hash.data(), hash.size()) == 0;
}

} // namespace cairn::server
