#include "sync/server/connections/leetcode_answers.h"

#include "sync/server/connections/answer_json.h"

#include <boost/json/serialize.hpp>

#include <algorithm>

namespace cairn::server::leetcode {

namespace json = boost::json;

namespace {

std::string lower(std::string word) {
    std::ranges::transform(word, word.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return word;
}

// The answer about `account`. The server has texts that speak of an error where others have errors.
Told<json::object> readAbout(std::string_view text, std::string_view account) {
    auto value = readJson(text);
    if (!value) {
        return std::unexpected(value.error());
    }
    auto* object = value->if_object();
    if (object == nullptr || object->contains("error")) {
        return outage(std::string(text.substr(0, 200)));
    }
    const auto about = memberText(*object, "username");
    if (!about || !sameName(*about, account)) {
        return outage("not about the account that was asked for");
    }
    return std::move(*object);
}

} // namespace

Told<Profile> readProfile(std::string_view text, std::string_view account) {
    const auto answer = readAbout(text, account);
    if (!answer) {
        return std::unexpected(answer.error());
    }
    const auto* profile = memberObject(*answer, "profile");
    if (profile == nullptr) {
        return outage("no profile");
    }
    const auto* matched = profile->if_contains("matchedUser");
    if (matched != nullptr && matched->is_null()) {
        return std::unexpected(Unanswered{Unanswered::Why::unknownAccount, "nobody is called that"});
    }
    const auto name = memberText(*profile, "username");
    const auto* counts = memberArray(*profile, "totalSubmissionNum");
    if (!name || !sameName(*name, account) || counts == nullptr) {
        return outage("no profile of the account that was asked for");
    }
    Profile told{.account = *name};
    for (const auto* member : {"realName", "company", "school"}) {
        if (auto word = memberText(*profile, member)) {
            told.ownWords.push_back(std::move(*word));
        }
    }
    told.ranking = memberNumber(*profile, "ranking").value_or(0);
    for (const auto& item : *counts) {
        const auto* count = item.if_object();
        const auto difficulty = count != nullptr ? memberText(*count, "difficulty") : std::nullopt;
        const auto number = difficulty ? memberNumber(*count, "count") : std::nullopt;
        if (!number || *number < 0) {
            return outage("a count that is none");
        }
        told.tried[lower(*difficulty)] = *number;
        if (*difficulty == "All") {
            told.submissions = memberNumber(*count, "submissions").value_or(0);
        }
    }
    return told;
}

Told<Contests> readContests(std::string_view text, std::string_view account) {
    const auto answer = readAbout(text, account);
    if (!answer) {
        return std::unexpected(answer.error());
    }
    const auto* ranking = memberObject(*answer, "contestRanking");
    if (ranking == nullptr) {
        return outage("no ranking");
    }
    Contests told;
    if (const auto* now = memberObject(*ranking, "userContestRanking")) { // null: never took part
        told.attended = memberNumber(*now, "attendedContestsCount").value_or(0);
        told.rating = memberNumber(*now, "rating").value_or(0);
    }
    if (const auto* history = memberArray(*ranking, "userContestRankingHistory")) {
        for (const auto& item : *history) {
            const auto* entry = item.if_object();
            const auto* contest = entry != nullptr ? memberObject(*entry, "contest") : nullptr;
            const auto at = contest != nullptr ? memberSeconds(*contest, "startTime") : std::nullopt;
            const auto rating = at ? memberNumber(*entry, "rating") : std::nullopt;
            if (!rating) {
                return outage("a contest that is none");
            }
            const auto* attended = entry->if_contains("attended");
            if (attended != nullptr && attended->is_bool() && attended->get_bool()) {
                told.history.push_back({*at, *rating, memberText(*contest, "title").value_or("")});
            }
        }
    }
    std::ranges::stable_sort(told.history, {}, &Contests::Change::at);
    return told;
}

Told<std::vector<Accepted>> readAccepted(std::string_view text, std::string_view account) {
    const auto answer = readAbout(text, account);
    if (!answer) {
        return std::unexpected(answer.error());
    }
    const auto* submissions = memberObject(*answer, "submissions");
    const auto* data = submissions != nullptr ? memberObject(*submissions, "data") : nullptr;
    const auto* list = memberArray(data != nullptr ? *data : *answer, "recentAcSubmissionList");
    if (list == nullptr) {
        return outage("no list of submissions");
    }
    std::vector<Accepted> all;
    for (const auto& item : *list) {
        const auto* entry = item.if_object();
        const auto slug = entry != nullptr ? memberText(*entry, "titleSlug") : std::nullopt;
        const auto at = slug ? memberSeconds(*entry, "timestamp") : std::nullopt;
        if (!at || slug->empty()) {
            return outage("a submission that is none");
        }
        const auto status = memberText(*entry, "statusDisplay");
        if (!status || *status == "Accepted") {
            all.push_back(
                {memberText(*entry, "title").value_or(*slug), *slug, memberText(*entry, "lang").value_or(""), *at,
                 json::serialize(*entry)});
        }
    }
    return all;
}

Told<Problem> readProblem(std::string_view text, std::string_view slug) {
    const auto value = readJson(text);
    const auto* answer = value ? value->if_object() : nullptr;
    if (answer == nullptr || answer->contains("error")) {
        return outage(std::string(text.substr(0, 200)));
    }
    const auto* problem = memberObject(*answer, "problem");
    const auto named = problem != nullptr ? memberText(*problem, "titleSlug") : std::nullopt;
    const auto difficulty = named ? memberText(*problem, "difficulty") : std::nullopt;
    if (!difficulty || *named != slug) {
        return outage("not the problem that was asked for");
    }
    Problem told{*named, memberText(*problem, "title").value_or(*named), *difficulty};
    if (const auto* tags = memberArray(*problem, "topicTags")) {
        told.tags = textsOf(*tags);
        for (const auto& tag : *tags) {
            if (const auto* described = tag.if_object()) {
                if (auto word = memberText(*described, "slug")) {
                    told.tags.push_back(std::move(*word));
                }
            }
        }
    }
    return told;
}

} // namespace cairn::server::leetcode
