#include "core/events/requirement.h"

#include "core/base/text.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

namespace cairn::events {

using base::ErrorCode;
using Parts = std::vector<std::string_view>;

namespace {

constexpr std::int64_t kMostContest = 9'999'999;
constexpr std::int64_t kGymsFrom = 100'000; // Codeforces: contests from this number on are gyms
constexpr std::int64_t kMostTimes = 1'000;  // commits or pull requests: more is a mistake

bool isDigit(char letter) {
    return letter >= '0' && letter <= '9';
}

bool isWord(char letter) {
    return isDigit(letter) || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
}

bool consistsOf(std::string_view text, std::size_t most, std::string_view besides) {
    return !text.empty() && text.size() <= most && std::ranges::all_of(text, [besides](char letter) {
        return isWord(letter) || besides.find(letter) != std::string_view::npos;
    });
}

bool isProblem(std::string_view slug) {
    return consistsOf(slug, 150, "-");
}

bool isIndex(std::string_view index) {
    return consistsOf(index, 3, "") && !isDigit(index.front());
}

bool isRepository(std::string_view owner, std::string_view name) {
    // Addresses of GitHub's own pages, which look like those of an owner.
    constexpr std::string_view kPages[] = {
        "about",   "apps",  "collections", "customer-stories", "enterprise",  "events", "explore",       "features",
        "issues",  "join",  "login",       "logout",           "marketplace", "new",    "notifications", "orgs",
        "pricing", "pulls", "search",      "security",         "settings",    "signup", "site",          "sponsors",
        "stars",   "team",  "topics",      "trending",         "users"};
    return consistsOf(owner, 39, "-") && consistsOf(name, 100, "-._") && name != "." && name != ".." &&
           std::ranges::find(kPages, base::foldCase(owner)) == std::end(kPages);
}

std::optional<std::int64_t> contestOf(std::string_view text) {
    std::int64_t contest = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), contest);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    return whole && contest > 0 && contest <= kMostContest ? std::optional(contest) : std::nullopt;
}

std::string upper(std::string_view text) {
    std::string result(text);
    for (char& letter : result) {
        letter = letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    }
    return result;
}

// The host and what follows it, cut at its slashes; without scheme, query and fragment.
Parts partsOf(std::string_view url) {
    const auto first = url.find_first_not_of(" \t\r\n");
    url.remove_prefix(std::min(first, url.size()));
    url = url.substr(0, url.find_last_not_of(" \t\r\n") + 1);
    url = url.substr(0, url.find_first_of("?#"));
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (base::foldCase(url.substr(0, scheme.size())) == scheme) {
            url.remove_prefix(scheme.size());
            break;
        }
    }
    Parts parts;
    while (!url.empty()) {
        const auto end = std::min(url.find('/'), url.size());
        if (end > 0) {
            parts.push_back(url.substr(0, end));
        }
        url.remove_prefix(std::min(end + 1, url.size()));
    }
    return parts;
}

// /problems/<slug>[/…] or /contest/<name>/problems/<slug>[/…]
std::optional<Requirement> leetcode(const Parts& parts) {
    const std::size_t at = parts.size() > 1 && parts[1] == "contest" ? 3 : 1;
    if (parts.size() < at + 2 || parts[at] != "problems" || !isProblem(parts[at + 1])) {
        return std::nullopt;
    }
    return Requirement{.platform = Platform::leetcode, .problem = base::foldCase(parts[at + 1])};
}

// /problemset/problem/<contest>/<index> or /contest/<contest>/problem/<index>; not of a gym, which is not public
std::optional<Requirement> codeforces(const Parts& parts) {
    if (parts.size() != 5) {
        return std::nullopt;
    }
    const bool ofSet = parts[1] == "problemset" && parts[2] == "problem";
    const bool ofContest = parts[1] == "contest" && parts[3] == "problem";
    const auto contest = ofSet ? contestOf(parts[3]) : ofContest ? contestOf(parts[2]) : std::nullopt;
    if (!contest || !isIndex(parts[4])) {
        return std::nullopt;
    }
    return Requirement{.platform = Platform::codeforces, .contest = *contest, .index = upper(parts[4])};
}

// /<owner>/<name>[.git], and its commits and pull requests
std::optional<Requirement> github(const Parts& parts) {
    if (parts.size() < 3) {
        return std::nullopt;
    }
    const std::string_view name = parts[2].ends_with(".git") ? parts[2].substr(0, parts[2].size() - 4) : parts[2];
    const bool pulls = parts.size() > 3 && (parts[3] == "pulls" || parts[3] == "pull");
    const bool commits = parts.size() == 3 || parts[3] == "commits";
    if (!isRepository(parts[1], name) || !(pulls || commits)) {
        return std::nullopt;
    }
    return Requirement{
        .platform = Platform::github,
        .repository = std::string(parts[1]) + "/" + std::string(name),
        .commits = pulls ? 0 : 1,
        .pullRequests = pulls ? 1 : 0};
}

base::Expected<void> lacks(const char* what) {
    return base::fail(ErrorCode::InvalidInput, what);
}

} // namespace

std::optional<Requirement> requirementFrom(std::string_view url) {
    const Parts parts = partsOf(url);
    if (parts.empty()) {
        return std::nullopt;
    }
    const std::string host = base::foldCase(parts.front());
    const std::string_view site = host.starts_with("www.") ? std::string_view(host).substr(4) : host;
    if (site == "leetcode.com") {
        return leetcode(parts);
    }
    if (site == "codeforces.com" || site == "m1.codeforces.com" || site == "m2.codeforces.com" ||
        site == "m3.codeforces.com" || site == "mirror.codeforces.com") {
        return codeforces(parts);
    }
    return site == "github.com" ? github(parts) : std::nullopt;
}

std::string addressOf(const Requirement& requirement) {
    if (requirement.platform == Platform::none || !check(requirement)) {
        return {};
    }
    switch (requirement.platform) {
    case Platform::leetcode:
        return "https://leetcode.com/problems/" + requirement.problem + "/";
    case Platform::codeforces:
        return std::string("https://codeforces.com/") + (requirement.contest < kGymsFrom ? "contest/" : "gym/") +
               std::to_string(requirement.contest) + "/problem/" + requirement.index;
    case Platform::github:
        return "https://github.com/" + requirement.repository;
    default:
        return {};
    }
}

base::Expected<void> check(const Requirement& requirement) {
    switch (requirement.platform) {
    case Platform::none:
        return {};
    case Platform::leetcode:
        return isProblem(requirement.problem) ? base::Expected<void>()
                                              : lacks("a LeetCode problem is named as in its address: two-sum");
    case Platform::codeforces:
        if (requirement.contest < 1 || requirement.contest > kMostContest) {
            return lacks("a Codeforces problem needs the number of its contest: 1700");
        }
        return isIndex(requirement.index) ? base::Expected<void>()
                                          : lacks("a Codeforces problem needs its letter in the contest: B");
    case Platform::github: {
        const std::string_view whole = requirement.repository;
        const auto slash = std::min(whole.find('/'), whole.size());
        if (slash == whole.size() || !isRepository(whole.substr(0, slash), whole.substr(slash + 1))) {
            return lacks("a GitHub repository is named by its owner and its name: owner/name");
        }
        const auto within = [](std::int64_t times) { return times >= 0 && times <= kMostTimes; };
        if (!within(requirement.commits) || !within(requirement.pullRequests) ||
            requirement.commits + requirement.pullRequests == 0) {
            return lacks("a GitHub repository needs a number of commits or of merged pull requests, at most 1,000");
        }
        return {};
    }
    }
    return {};
}

} // namespace cairn::events
