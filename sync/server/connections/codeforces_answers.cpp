#include "sync/server/connections/codeforces_answers.h"

#include "sync/server/connections/answer_json.h"

#include <boost/json/serialize.hpp>

#include <algorithm>

namespace cairn::server::codeforces {

namespace json = boost::json;

namespace {

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

// Whether it is by this account, alone or in a team.
bool isBy(const json::object& submission, std::string_view account) {
    const auto* author = memberObject(submission, "author");
    const auto* members = author != nullptr ? memberArray(*author, "members") : nullptr;
    return members != nullptr && std::ranges::any_of(*members, [&](const json::value& member) {
               const auto* named = member.if_object();
               const auto handle = named != nullptr ? memberText(*named, "handle") : std::nullopt;
               return handle && sameName(*handle, account);
           });
}

} // namespace

Told<User> readUser(std::string_view text, std::string_view account) {
    const auto list = readList(text);
    if (!list) {
        return std::unexpected(list.error());
    }
    const auto* user = list->size() == 1 ? list->front().if_object() : nullptr;
    const auto handle = user != nullptr ? memberText(*user, "handle") : std::nullopt;
    if (!handle || !sameName(*handle, account)) {
        return outage("not the user that was asked for");
    }
    User told{.account = *handle};
    for (const auto* name : {"firstName", "lastName", "organization"}) {
        if (auto word = memberText(*user, name)) {
            told.ownWords.push_back(std::move(*word));
        }
    }
    told.rating = memberNumber(*user, "rating").value_or(0);
    told.ratingMost = memberNumber(*user, "maxRating").value_or(0);
    told.contribution = memberNumber(*user, "contribution").value_or(0);
    return told;
}

Told<std::vector<RatingChange>> readRatings(std::string_view text, std::string_view account) {
    const auto list = readList(text);
    if (!list) {
        return std::unexpected(list.error());
    }
    std::vector<RatingChange> changes;
    for (const auto& item : *list) {
        const auto* change = item.if_object();
        const auto handle = change != nullptr ? memberText(*change, "handle") : std::nullopt;
        const auto at = handle ? memberSeconds(*change, "ratingUpdateTimeSeconds") : std::nullopt;
        const auto rating = at ? memberNumber(*change, "newRating") : std::nullopt;
        if (!rating || !sameName(*handle, account)) {
            return outage("a change of rating that is none");
        }
        changes.push_back({*at, *rating, memberText(*change, "contestName").value_or("")});
    }
    std::ranges::stable_sort(changes, {}, &RatingChange::at);
    return changes;
}

Told<std::vector<Submission>> readSubmissions(std::string_view text, std::string_view account) {
    const auto list = readList(text);
    if (!list) {
        return std::unexpected(list.error());
    }
    std::vector<Submission> submissions;
    for (const auto& item : *list) {
        const auto* object = item.if_object();
        const auto* problem = object != nullptr ? memberObject(*object, "problem") : nullptr;
        const auto id = problem != nullptr ? memberNumber(*object, "id") : std::nullopt;
        const auto at = id ? memberSeconds(*object, "creationTimeSeconds") : std::nullopt;
        const auto index = at ? memberText(*problem, "index") : std::nullopt;
        const auto name = index ? memberText(*problem, "name") : std::nullopt;
        if (!name || index->empty() || !isBy(*object, account)) {
            return outage("a submission that is none, or somebody else's");
        }
        Submission told{.id = *id, .at = *at, .index = *index, .name = *name};
        told.contest = memberNumber(*problem, "contestId").value_or(0); // problems of old problem sets have none
        told.rating = memberNumber(*problem, "rating").value_or(0);
        if (const auto* tags = memberArray(*problem, "tags")) {
            told.tags = textsOf(*tags);
        }
        told.language = memberText(*object, "programmingLanguage").value_or("");
        told.accepted = memberText(*object, "verdict") == "OK";
        if (told.accepted) {
            told.entry = json::serialize(*object);
        }
        submissions.push_back(std::move(told));
    }
    return submissions;
}

} // namespace cairn::server::codeforces
