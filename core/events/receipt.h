#pragma once

#include "core/base/error.h"
#include "core/events/event.h"

#include <boost/describe/class.hpp>

#include <map>
#include <string>
#include <vector>

namespace cairn::events {

// The public keys of servers that this profile trusts, by key id.
using KeyRing = std::map<std::string, PublicKey>;

// A public key as its server announces it. A key that follows another is vouched for by that one, so that who trusts
// the older one need trust nobody else.
struct AnnouncedKey {
    std::string id;
    std::string open;    // Ed25519, 64 digits
    std::string by;      // id of the key that vouches for it; empty for a server's first
    std::string voucher; // its signature of keyMessage(), 128 digits

    bool operator==(const AnnouncedKey&) const = default;
};
BOOST_DESCRIBE_STRUCT(AnnouncedKey, (), (id, open, by, voucher))

// What a voucher signs: "cairn key v1\n", the new key's id, "\n", and its 64 digits.
std::string keyMessage(const AnnouncedKey& key);

// `known`, and of `announced` those that one of them vouches for, directly or by others; where nothing is known yet,
// the first and what follows from it. The error is Refused where keys are announced and none of them follows from what
// is known: that is another server, or one that lost its keys.
base::Expected<KeyRing> follow(const KeyRing& known, const std::vector<AnnouncedKey>& announced);

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

    // Vouches for a key that follows this one.
    void vouch(AnnouncedKey& key) const;

    const std::string& id() const { return m_id; }

    const PublicKey& publicKey() const { return m_public; }

private:
    SigningKey() = default;

    std::string m_id;
    PublicKey m_public{};
    std::array<unsigned char, 64> m_secret{};
};

} // namespace cairn::events
