#include "sync/server/connections/token_seal.h"

#include <sodium.h>

#include <memory>
#include <openssl/evp.h>
#include <stdexcept>
#include <vector>

namespace cairn::server {

namespace {

constexpr std::size_t kNonce = 12;
constexpr std::size_t kTag = 16;

struct Release {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

using Context = std::unique_ptr<EVP_CIPHER_CTX, Release>;

const unsigned char* bytesOf(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

} // namespace

std::string TokenSeal::close(std::string_view open, std::string_view row) const {
    std::vector<unsigned char> sealed(kNonce + open.size() + kTag);
    randombytes_buf(sealed.data(), kNonce);
    const Context context(EVP_CIPHER_CTX_new());
    int size = 0;
    auto* body = sealed.data() + kNonce;
    const bool done =
        EVP_EncryptInit_ex2(context.get(), EVP_aes_256_gcm(), m_key.data(), sealed.data(), nullptr) == 1 &&
        EVP_EncryptUpdate(context.get(), nullptr, &size, bytesOf(row), static_cast<int>(row.size())) == 1 &&
        EVP_EncryptUpdate(context.get(), body, &size, bytesOf(open), static_cast<int>(open.size())) == 1 &&
        EVP_EncryptFinal_ex(context.get(), body + open.size(), &size) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, kTag, body + open.size()) == 1;
    if (!done) {
        throw std::runtime_error("OpenSSL seals nothing");
    }
    std::string hex(sealed.size() * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), sealed.data(), sealed.size());
    hex.pop_back();
    return hex;
}

std::optional<std::string> TokenSeal::open(std::string_view sealed, std::string_view row) const {
    if (sealed.size() < 2 * (kNonce + kTag)) {
        return std::nullopt;
    }
    std::vector<unsigned char> bytes(sealed.size() / 2);
    std::size_t size = 0;
    if (sodium_hex2bin(bytes.data(), bytes.size(), sealed.data(), sealed.size(), nullptr, &size, nullptr) != 0) {
        return std::nullopt;
    }
    std::string open(size - kNonce - kTag, '\0');
    const Context context(EVP_CIPHER_CTX_new());
    int done = 0;
    auto* text = reinterpret_cast<unsigned char*>(open.data());
    const auto* body = bytes.data() + kNonce;
    const bool good =
        EVP_DecryptInit_ex2(context.get(), EVP_aes_256_gcm(), m_key.data(), bytes.data(), nullptr) == 1 &&
        EVP_DecryptUpdate(context.get(), nullptr, &done, bytesOf(row), static_cast<int>(row.size())) == 1 &&
        EVP_DecryptUpdate(context.get(), text, &done, body, static_cast<int>(open.size())) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, kTag, bytes.data() + size - kTag) == 1 &&
        EVP_DecryptFinal_ex(context.get(), text + open.size(), &done) == 1;
    return good ? std::optional(std::move(open)) : std::nullopt;
}

} // namespace cairn::server
