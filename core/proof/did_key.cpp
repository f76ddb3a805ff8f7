#include "core/proof/did_key.h"

#include <algorithm>
#include <vector>

namespace cairn::proof {

namespace {

// Bitcoin's alphabet. The bytes begin with no zero here, which would have a letter of its own.
std::string base58(const std::vector<unsigned char>& bytes) {
    static constexpr char kLetters[] = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    std::vector<unsigned> digits; // the lowest first
    for (const unsigned char byte : bytes) {
        unsigned carry = byte;
        for (auto& digit : digits) {
            carry += digit << 8U;
            digit = carry % 58;
            carry /= 58;
        }
        for (; carry > 0; carry /= 58) {
            digits.push_back(carry % 58);
        }
    }
    std::string text;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
        text += kLetters[*digit];
    }
    return text;
}

} // namespace

std::string didKey(const events::PublicKey& key) {
    std::vector<unsigned char> bytes{0xED, 0x01}; // multicodec: ed25519-pub
    bytes.insert(bytes.end(), key.begin(), key.end());
    return "did:key:z" + base58(bytes);
}

} // namespace cairn::proof
