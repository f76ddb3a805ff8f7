#pragma once

#include "core/base/error.h"
#include "core/events/event.h"

#include <map>
#include <string>

namespace cairn::events {

// The public keys of servers that this profile trusts, by key id.
using KeyRing = std::map<std::string, PublicKey>;

// What a receipt signs: "cairn receipt v1\n", the key's id, "\n", then the signed content of the event. The words in
// front keep a signature made for one purpose from being used for another.
std::string receiptMessage(const Event& event, const std::string& key);

// Whether `event` carries a receipt that one of `keys` made. The error says what is wrong: no receipt, unknown key, or
// a signature that does not fit.
base::Expected<void> verifyReceipt(const Event& event, const KeyRing& keys);

// An Ed25519 key pair. Servers sign with one; so do tests, with a key of their own.
class SigningKey {
public:
    static SigningKey generate(std::string id);
    static SigningKey fromSeed(std::string id, const std::array<unsigned char, 32>& seed);
    ~SigningKey();
    SigningKey(SigningKey&&) = default;
    SigningKey& operator=(SigningKey&&) = default;
    SigningKey(const SigningKey&) = delete;
    SigningKey& operator=(const SigningKey&) = delete;

    Receipt sign(const Event& event) const;

    const std::string& id() const { return m_id; }

    const PublicKey& publicKey() const { return m_public; }

private:
    SigningKey() = default;

    std::string m_id;
    PublicKey m_public{};
    std::array<unsigned char, 64> m_secret{};
};

} // namespace cairn::events
