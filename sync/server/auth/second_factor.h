#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace cairn::server {

// A new secret for codes by the time (TOTP, RFC 6238: SHA-1, six digits, 30 s), in base 32.
std::string newFactor();

// The address that authenticator programs read, from a picture or by hand.
std::string factorAddress(const std::string& secret, const std::string& email);

// The step of time that a code is of, at most one away from `seconds` (Unix) and later than `after`; nothing where it
// is none. Whoever remembers the step takes no code twice.
std::optional<std::int64_t>
factorStep(const std::string& secret, const std::string& code, std::int64_t seconds, std::int64_t after);

} // namespace cairn::server
