#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace cairn::server {

// Seals what must not be read from a stolen database: XChaCha20-Poly1305 with the server's master key and the name of
// the row as associated data, so that rows cannot be swapped. Thread-safe.
class Seal {
public:
    // Reads the key, or makes one where there is none: 32 bytes that only the server's user may read. Throws
    // std::runtime_error.
    explicit Seal(const std::filesystem::path& keyFile);

    // As hexadecimal digits, with a nonce of its own.
    std::string close(std::string_view open, std::string_view row) const;

    // Nothing where it was sealed under another key, for another row, or was changed.
    std::optional<std::string> open(std::string_view sealed, std::string_view row) const;

    // Another key for another purpose, which follows from this one and tells nothing of it.
    std::array<unsigned char, 32> derive(std::string_view purpose) const;

private:
    std::array<unsigned char, 32> m_key{};
};

// Random bytes as hexadecimal digits.
std::string randomToken(std::size_t bytes = 32);

// What is kept of a token: a digest, from which nobody gets the token back.
std::string digestOf(std::string_view token);

} // namespace cairn::server
