#include "sync/server/connections/github_answers.h"

#include "sync/server/connections/answer_json.h"

#include <array>
#include <charconv>
#include <chrono>

namespace cairn::server::github {

namespace json = boost::json;

namespace {

constexpr std::string_view kSite = "https://github.com/";

Told<json::array> readList(std::string_view text) {
    auto value = readJson(text);
    if (!value) {
        return std::unexpected(value.error());
    }
    if (!value->is_array()) {
        return outage("no list");
    }
    return std::move(value->get_array());
}

std::string loginOf(const json::object& object, std::string_view member) {
    const auto* user = memberObject(object, member);
    return user != nullptr ? memberText(*user, "login").value_or("") : std::string();
}

// "owner/name" of a page in a repository.
std::string repositoryOf(std::string_view page) {
    if (!page.starts_with(kSite)) {
        return {};
    }
    page.remove_prefix(kSite.size());
    const auto name = page.find('/');
    const auto rest = name == std::string_view::npos ? name : page.find('/', name + 1);
    return rest == std::string_view::npos ? std::string() : std::string(page.substr(0, rest));
}

} // namespace

std::optional<std::int64_t> readTime(std::string_view text) {
    constexpr std::string_view kForm = "0000-00-00T00:00:00Z";
    if (text.size() != kForm.size()) {
        return std::nullopt;
    }
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (kForm[at] == '0' ? text[at] < '0' || text[at] > '9' : text[at] != kForm[at]) {
            return std::nullopt;
        }
    }
    const auto number = [&](std::size_t at, std::size_t size) {
        int value = 0;
        std::from_chars(text.data() + at, text.data() + at + size, value);
        return value;
    };
    using namespace std::chrono;
    const year_month_day day{
        year(number(0, 4)), month(static_cast<unsigned>(number(5, 2))),
        std::chrono::day(static_cast<unsigned>(number(8, 2)))};
    if (!day.ok() || number(11, 2) > 23 || number(14, 2) > 59 || number(17, 2) > 60) {
        return std::nullopt;
    }
    const auto moment = sys_days(day) + hours(number(11, 2)) + minutes(number(14, 2)) + seconds(number(17, 2));
    return duration_cast<milliseconds>(moment.time_since_epoch()).count();
}

Told<std::vector<Commit>> readCommits(std::string_view text) {
    const auto list = readList(text);
    if (!list) {
        return std::unexpected(list.error());
    }
    std::vector<Commit> commits;
    for (const auto& item : *list) {
        const auto* object = item.if_object();
        const auto* commit = object != nullptr ? memberObject(*object, "commit") : nullptr;
        const auto* committer = commit != nullptr ? memberObject(*commit, "committer") : nullptr;
        const auto sha = committer != nullptr ? memberText(*object, "sha") : std::nullopt;
        const auto date = sha ? memberText(*committer, "date") : std::nullopt;
        const auto at = date ? readTime(*date) : std::nullopt;
        const auto page = at ? memberText(*object, "html_url") : std::nullopt;
        if (!page) {
            return outage("a commit that is none");
        }
        commits.push_back({*sha, repositoryOf(*page), loginOf(*object, "author"), *at});
    }
    return commits;
}

Told<std::vector<PullRequest>> readPullRequests(std::string_view text) {
    const auto list = readList(text);
    if (!list) {
        return std::unexpected(list.error());
    }
    std::vector<PullRequest> all;
    for (const auto& item : *list) {
        const auto* object = item.if_object();
        const auto number = object != nullptr ? memberNumber(*object, "number") : std::nullopt;
        const auto created = number ? memberText(*object, "created_at") : std::nullopt;
        const auto at = created ? readTime(*created) : std::nullopt;
        if (!at) {
            return outage("a pull request that is none");
        }
        const auto merged = memberText(*object, "merged_at");
        all.push_back({*number, loginOf(*object, "user"), *at, merged ? readTime(*merged).value_or(0) : 0});
    }
    return all;
}

} // namespace cairn::server::github
