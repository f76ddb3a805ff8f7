#include "sync/server/connections/challenge.h"

#include "sync/server/auth/seal.h"
#include "sync/server/connections/answer_json.h"
#include "sync/server/connections/codeforces_answers.h"
#include "sync/server/connections/github_answers.h"
#include "sync/server/connections/leetcode_answers.h"

#include <algorithm>

namespace cairn::server {

using events::Platform;

namespace {

using Found = Told<std::optional<std::string>>;

std::optional<std::string>
standsIn(const std::vector<std::string>& words, const std::string& token, const std::string& account) {
    const bool stands = std::ranges::any_of(words, [&](const std::string& word) { return word.contains(token); });
    return stands ? std::optional(account) : std::nullopt;
}

Told<std::string> tell(
    const AskPlatform& ask, Platform platform, const std::string& tool, const boost::json::object& arguments,
    const std::stop_token& stop) {
    return textOf(platform, ask(nameOf(platform), tool, arguments, stop));
}

Found inLeetCode(
    const AskPlatform& ask, const std::string& account, const std::string& token, const std::stop_token& stop) {
    const auto text = tell(ask, Platform::leetcode, "get_user_profile", {{"username", account}}, stop);
    if (!text) {
        return std::unexpected(text.error());
    }
    const auto profile = leetcode::readProfile(*text, account);
    if (!profile) {
        return std::unexpected(profile.error());
    }
    return standsIn(profile->ownWords, token, profile->account);
}

Found inCodeforces(
    const AskPlatform& ask, const std::string& account, const std::string& token, const std::stop_token& stop) {
    const boost::json::object who{{"handles", boost::json::array{boost::json::string(account)}}};
    const auto text = tell(ask, Platform::codeforces, "get_user_info", who, stop);
    if (!text) {
        return std::unexpected(text.error());
    }
    const auto user = codeforces::readUser(*text, account);
    if (!user) {
        return std::unexpected(user.error());
    }
    return standsIn(user->ownWords, token, user->account);
}

// Whether GitHub knows an account; nothing where it does not say.
std::optional<bool> isOnGitHub(const AskPlatform& ask, const std::string& account, const std::stop_token& stop) {
    const auto text = tell(ask, Platform::github, "search_users", {{"q", "user:" + account}}, stop);
    const auto value = text ? readJson(*text) : Told<boost::json::value>(outage(""));
    const auto* found = value ? value->if_object() : nullptr;
    const auto* items = found != nullptr ? memberArray(*found, "items") : nullptr;
    if (items == nullptr) {
        return std::nullopt;
    }
    return std::ranges::any_of(*items, [&](const boost::json::value& item) {
        const auto* user = item.if_object();
        return user != nullptr && sameName(memberText(*user, "login").value_or(""), account);
    });
}

// Nobody but the owner of an account makes a repository in it. GitHub follows repositories to where they were moved:
// what counts is where it is now.
Found inGitHub(
    const AskPlatform& ask, const std::string& account, const std::string& token, const std::stop_token& stop) {
    const auto text = tell(
        ask, Platform::github, "list_commits", {{"owner", account}, {"repo", token}, {"page", 1}, {"perPage", 1}},
        stop);
    if (!text && text.error().why == Unanswered::Why::unknownAccount) {
        if (isOnGitHub(ask, account, stop) == false) {
            return std::unexpected(text.error());
        }
        return std::nullopt;
    }
    if (!text && text.error().why == Unanswered::Why::refused) {
        return std::nullopt; // it has no README yet
    }
    if (!text) {
        return std::unexpected(text.error());
    }
    const auto commits = github::readCommits(*text);
    if (!commits) {
        return std::unexpected(commits.error());
    }
    for (const auto& commit : *commits) {
        const auto slash = commit.repository.find('/');
        if (slash != std::string::npos && sameName(commit.repository.substr(0, slash), account) &&
            sameName(commit.repository.substr(slash + 1), token)) {
            return commit.repository.substr(0, slash);
        }
    }
    return std::nullopt;
}

} // namespace

std::string newChallenge() {
    return "cairn-" + randomToken(8);
}

std::string placeOfChallenge(Platform platform, const std::string& account, const std::string& token) {
    switch (platform) {
    case Platform::leetcode:
        return "Put " + token + " into the name, the company or the school of the LeetCode profile " + account +
               " (Edit Profile, Basic Info).";
    case Platform::codeforces:
        return "Put " + token + " into the first name, the last name or the organization of the Codeforces account " +
               account + " (Settings, Social).";
    case Platform::github:
        return "Make a public repository called " + token + " with a README in the GitHub account " + account + ".";
    case Platform::none:
        break;
    }
    return {};
}

bool isAccountName(Platform platform, std::string_view name) {
    const std::size_t most = platform == Platform::github ? 39 : 64;
    const bool good = std::ranges::all_of(name, [&](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= '0' && letter <= '9') || letter == '-' ||
               (platform != Platform::github && (letter == '_' || letter == '.'));
    });
    return good && !name.empty() && name.size() <= most;
}

Told<std::optional<std::string>> lookForChallenge(
    const AskPlatform& ask, Platform platform, const std::string& account, const std::string& token,
    const std::stop_token& stop) {
    switch (platform) {
    case Platform::leetcode:
        return inLeetCode(ask, account, token, stop);
    case Platform::codeforces:
        return inCodeforces(ask, account, token, stop);
    case Platform::github:
        return inGitHub(ask, account, token, stop);
    case Platform::none:
        break;
    }
    return outage("there is no such platform");
}

} // namespace cairn::server
