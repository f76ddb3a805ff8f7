#pragma once

#include "sync/server/auth/seal.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace cairn::server {

// Seals what platforms gave a learner: AES-256-GCM (OpenSSL's, which needs no special processor), with a key of its own
// that follows from the server's master key, and the name of the row as associated data, so that rows cannot be
// swapped. Thread-safe.
class TokenSeal {
public:
    explicit TokenSeal(const Seal& master)
        : m_key(master.derive("cairn platform tokens v1")) {}

    // As hexadecimal digits, with a random nonce of 96 bits: with one key for at most 2^32 of them.
    std::string close(std::string_view open, std::string_view row) const;

    // Nothing where it was sealed under another key, for another row, or was changed.
    std::optional<std::string> open(std::string_view sealed, std::string_view row) const;

private:
    std::array<unsigned char, 32> m_key;
};

} // namespace cairn::server
