#include "core/events/receipt.h"

#include "core/events/event_codec.h"

#include <sodium.h>

#include <cstdlib>

namespace cairn::events {

using base::ErrorCode;

std::string receiptMessage(const Event& event, const std::string& key) {
    return "cairn receipt v1\n" + key + "\n" + signedContent(event);
}

base::Expected<void> verifyReceipt(const Event& event, const KeyRing& keys) {
    if (!event.receipt) {
        return base::fail(ErrorCode::Refused, "the event has no receipt");
    }
    const auto key = keys.find(event.receipt->key);
    if (key == keys.end()) {
        return base::fail(ErrorCode::Refused, "the receipt was signed with an unknown key, " + event.receipt->key);
    }
    const auto message = receiptMessage(event, key->first);
    if (crypto_sign_verify_detached(
            event.receipt->signature.data(), reinterpret_cast<const unsigned char*>(message.data()), message.size(),
            key->second.data()) != 0) {
        return base::fail(ErrorCode::Refused, "the receipt's signature does not fit the event");
    }
    return {};
}

SigningKey SigningKey::generate(std::string id) {
    std::array<unsigned char, 32> seed{};
    if (sodium_init() < 0) { // before the first use of the source of randomness
        std::abort();
    }
    randombytes_buf(seed.data(), seed.size());
    auto key = fromSeed(std::move(id), seed);
    sodium_memzero(seed.data(), seed.size());
    return key;
}

SigningKey SigningKey::fromSeed(std::string id, const std::array<unsigned char, 32>& seed) {
    SigningKey key;
    key.m_id = std::move(id);
    crypto_sign_seed_keypair(key.m_public.data(), key.m_secret.data(), seed.data());
    return key;
}

SigningKey::~SigningKey() {
    sodium_memzero(m_secret.data(), m_secret.size());
}

Receipt SigningKey::sign(const Event& event) const {
    const auto message = receiptMessage(event, m_id);
    Receipt receipt{m_id, {}};
    crypto_sign_detached(
        receipt.signature.data(), nullptr, reinterpret_cast<const unsigned char*>(message.data()), message.size(),
        m_secret.data());
    return receipt;
}

} // namespace cairn::events
