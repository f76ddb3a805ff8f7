#include "sync/server/auth/seal.h"

#include "core/store/database.h"
#include "core/store/durable_files.h"

#include <sodium.h>

#include <fstream>
#include <stdexcept>
#include <vector>

namespace cairn::server {

namespace {

constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;

std::string toHex(const unsigned char* bytes, std::size_t size) {
    std::string hex(size * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), bytes, size);
    hex.pop_back();
    return hex;
}

const unsigned char* bytesOf(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

} // namespace

Seal::Seal(const std::filesystem::path& keyFile) {
    if (sodium_init() < 0) {
        throw std::runtime_error("libsodium does not start");
    }
    if (std::ifstream in(keyFile, std::ios::binary); in) {
        in.read(reinterpret_cast<char*>(m_key.data()), static_cast<std::streamsize>(m_key.size()));
        if (in.gcount() != static_cast<std::streamsize>(m_key.size())) {
            throw std::runtime_error(keyFile.string() + " has no 32 bytes");
        }
        return;
    }
    randombytes_buf(m_key.data(), m_key.size());
    namespace fs = std::filesystem;
    const auto fresh = keyFile.string() + ".new";
    {
        std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
        fs::permissions(fresh, fs::perms::owner_read | fs::perms::owner_write);
        out.write(reinterpret_cast<const char*>(m_key.data()), static_cast<std::streamsize>(m_key.size()));
        if (!out.flush()) {
            throw std::runtime_error(keyFile.string() + " cannot be written");
        }
    }
    // What the database keeps is sealed with it from now on: a power cut must not take it away again.
    try {
        store::publish(fresh, fs::absolute(keyFile));
    } catch (const store::Abandon& abandon) {
        throw std::runtime_error(abandon.error.place + ": " + abandon.error.message);
    }
}

std::string Seal::close(std::string_view open, std::string_view row) const {
    std::vector<unsigned char> sealed(kNonce + open.size() + kTag);
    randombytes_buf(sealed.data(), kNonce);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        sealed.data() + kNonce, nullptr, bytesOf(open), open.size(), bytesOf(row), row.size(), nullptr, sealed.data(),
        m_key.data());
    return toHex(sealed.data(), sealed.size());
}

std::optional<std::string> Seal::open(std::string_view sealed, std::string_view row) const {
    if (sealed.size() < 2 * (kNonce + kTag)) {
        return std::nullopt;
    }
    std::vector<unsigned char> bytes(sealed.size() / 2);
    std::size_t size = 0;
    if (sodium_hex2bin(bytes.data(), bytes.size(), sealed.data(), sealed.size(), nullptr, &size, nullptr) != 0 ||
        size < kNonce + kTag) {
        return std::nullopt;
    }
    std::string open(size - kNonce - kTag, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            reinterpret_cast<unsigned char*>(open.data()), nullptr, nullptr, bytes.data() + kNonce, size - kNonce,
            bytesOf(row), row.size(), bytes.data(), m_key.data()) != 0) {
        return std::nullopt;
    }
    return open;
}

std::array<unsigned char, 32> Seal::derive(std::string_view purpose) const {
    std::array<unsigned char, 32> key{};
    crypto_generichash(key.data(), key.size(), bytesOf(purpose), purpose.size(), m_key.data(), m_key.size());
    return key;
}

std::string randomToken(std::size_t bytes) {
    std::vector<unsigned char> random(bytes);
    randombytes_buf(random.data(), random.size());
    return toHex(random.data(), random.size());
}

std::string digestOf(std::string_view token) {
    unsigned char digest[32];
    crypto_generichash(digest, sizeof digest, bytesOf(token), token.size(), nullptr, 0);
    return toHex(digest, sizeof digest);
}

} // namespace cairn::server
