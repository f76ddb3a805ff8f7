#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cairn::server::oauth {

// Without padding, for URLs.
std::string base64Url(std::string_view bytes);
std::optional<std::string> fromBase64Url(std::string_view text);

// 256 bits of chance in base64url.
std::string randomText();

// What is shown of a verifier beforehand (PKCE, S256).
std::string challengeOf(const std::string& verifier);

using Fields = std::vector<std::pair<std::string, std::string>>;

// application/x-www-form-urlencoded
std::string formOf(const Fields& fields);

// The address with these in its query.
std::string withQuery(const std::string& address, const Fields& fields);

} // namespace cairn::server::oauth
