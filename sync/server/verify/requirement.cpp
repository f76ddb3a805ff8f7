#include "sync/server/verify/requirement.h"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

namespace cairn::server {

using events::Platform;
using events::Requirement;

namespace {

bool isOneOf(char sign, std::string_view others) {
    return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || (sign >= '0' && sign <= '9') ||
           others.find(sign) != std::string_view::npos;
}

// One or more letters, digits and `others`.
bool isName(std::string_view text, std::string_view others) {
    constexpr std::size_t kLongest = 100;
    return !text.empty() && text.size() <= kLongest &&
           std::ranges::all_of(text, [&](char sign) { return isOneOf(sign, others); });
}

// "A", "B2".
bool isIndex(std::string_view text) {
    constexpr std::size_t kLongest = 4;
    return text.size() <= kLongest && isName(text, "") && text.front() >= 'A' && text.front() <= 'Z';
}

// "owner/name", which goes into an address.
bool isRepository(std::string_view text) {
    const auto slash = text.find('/');
    if (slash == std::string_view::npos) {
        return false;
    }
    const auto name = text.substr(slash + 1);
    return isName(text.substr(0, slash), "-") && isName(name, "-_.") && name != "." && name != "..";
}

std::int64_t numberOf(const std::string& text) {
    std::int64_t number = 0;
    const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), number);
    return trouble == std::errc() && end == text.data() + text.size() ? number : 0;
}

Requirement fromLeetCode(const std::vector<std::string>& path) {
    Requirement found{.platform = Platform::leetcode};
    if (path.size() >= 2 && path[0] == "problems") {
        found.problem = path[1];
    }
    return found;
}

Requirement fromCodeforces(const std::vector<std::string>& path) {
    Requirement found{.platform = Platform::codeforces};
    if (path.size() == 4 && path[0] == "contest" && path[2] == "problem") {
        found.contest = numberOf(path[1]);
        found.index = path[3];
    } else if (path.size() == 4 && path[0] == "problemset" && path[1] == "problem") {
        found.contest = numberOf(path[2]);
        found.index = path[3];
    }
    return found;
}

} // namespace

bool isComplete(const Requirement& requirement) {
    constexpr std::int64_t kLatestContest = 10'000'000;
    constexpr std::int64_t kMostWanted = 1'000;
    switch (requirement.platform) {
    case Platform::leetcode:
        return isName(requirement.problem, "-_");
    case Platform::codeforces:
        return requirement.contest > 0 && requirement.contest < kLatestContest && isIndex(requirement.index);
    case Platform::github:
        return isRepository(requirement.repository) && requirement.commits >= 0 && requirement.pullRequests >= 0 &&
               requirement.commits + requirement.pullRequests > 0 && requirement.commits <= kMostWanted &&
               requirement.pullRequests <= kMostWanted;
    case Platform::none:
        break;
    }
    return false;
}

Requirement requirementOf(const Requirement& said, std::string_view url) {
    if (said.platform != Platform::none) {
        return isComplete(said) ? said : Requirement{};
    }
    const auto parsed = boost::urls::parse_uri(boost::core::string_view(url.data(), url.size()));
    if (!parsed || (parsed->scheme() != "https" && parsed->scheme() != "http") || parsed->has_port() ||
        parsed->has_userinfo()) {
        return {};
    }
    std::vector<std::string> path;
    for (const auto& segment : parsed->segments()) {
        if (!segment.empty()) {
            path.emplace_back(segment);
        }
    }
    auto host = parsed->host();
    if (host.starts_with("www.")) {
        host.erase(0, 4);
    }
    const auto found = host == "leetcode.com"     ? fromLeetCode(path)
                       : host == "codeforces.com" ? fromCodeforces(path)
                                                  : Requirement{};
    return isComplete(found) ? found : Requirement{};
}

} // namespace cairn::server
