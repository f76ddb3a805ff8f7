#pragma once

#include "sync/server/connections/ask.h"

#include <optional>

// A token that a learner puts where only the owner of an account can, and which the platform's server then shows.
namespace cairn::server {

inline constexpr std::int64_t kChallengeMillis = 24LL * 60 * 60 * 1'000;

// What to put somewhere: "cairn-" and 16 random digits. It also is the name of a repository.
std::string newChallenge();

// Where to put it, in words.
std::string placeOfChallenge(events::Platform platform, const std::string& account, const std::string& token);

// Whether accounts of the platform may be called that at all.
bool isAccountName(events::Platform platform, std::string_view name);

// Looks whether it stands there. The account's name as the platform writes it; nothing: not yet.
Told<std::optional<std::string>> lookForChallenge(
    const AskPlatform& ask, events::Platform platform, const std::string& account, const std::string& token,
    const std::stop_token& stop = {});

} // namespace cairn::server
