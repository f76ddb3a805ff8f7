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

std::string keyMessage(const AnnouncedKey& key) {
    return "cairn key v1\n" + key.id + "\n" + key.open;
}

base::Expected<KeyRing> follow(const KeyRing& known, const std::vector<AnnouncedKey>& announced) {
    KeyRing ring = known;
    bool followed = announced.empty();
    for (const auto& key : announced) {
        PublicKey open{};
        Signature voucher{};
        if (!fromHex(key.open, open.data(), open.size())) {
            continue;
        }
        if (const auto here = ring.find(key.id); here != ring.end()) {
            followed = followed || here->second == open;
            continue;
        }
        const auto by = ring.find(key.by);
        const auto message = keyMessage(key);
        const bool vouched = by != ring.end() && fromHex(key.voucher, voucher.data(), voucher.size()) &&
                             crypto_sign_verify_detached(
                                 voucher.data(), reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                                 by->second.data()) == 0;
        if (ring.empty() || vouched) {
            ring.emplace(key.id, open);
            followed = true;
        }
    }
    if (!followed) {
        return base::fail(ErrorCode::Refused, "the server signs with keys that do not follow from those it had");
    }
    return ring;
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

void SigningKey::vouch(AnnouncedKey& key) const {
    const auto message = keyMessage(key);
    Signature voucher{};
    crypto_sign_detached(
        voucher.data(), nullptr, reinterpret_cast<const unsigned char*>(message.data()), message.size(),
        m_secret.data());
    key.by = m_id;
    key.voucher = toHex(voucher);
}

} // namespace cairn::events
