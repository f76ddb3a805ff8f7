#include "sync/server/verify/codeforces_evidence.h"

#include <algorithm>

namespace cairn::server {

namespace {

std::optional<CodeforcesSubmission> readOne(const boost::json::object& row) {
    const auto* problem = objectIn(row, "problem");
    const auto* author = objectIn(row, "author");
    const auto* members = author != nullptr ? arrayIn(*author, "members") : nullptr;
    const auto seconds = numberIn(row, "creationTimeSeconds");
    const auto at = seconds ? secondsOf(*seconds) : std::nullopt;
    const auto index = problem != nullptr ? textIn(*problem, "index") : std::nullopt;
    if (members == nullptr || !at || !index || index->empty()) {
        return std::nullopt;
    }
    CodeforcesSubmission submission;
    submission.rating = numberIn(*problem, "rating");
    // Of the problem where it says so; the submission's is that of the contest in which it was made. Problems of
    // problem sets have none.
    submission.contest = numberIn(*problem, "contestId").value_or(numberIn(row, "contestId").value_or(0));
    submission.index = *index;
    submission.at = *at;
    submission.verdict = textIn(row, "verdict").value_or("");
    for (const auto& member : *members) {
        const auto* object = member.if_object();
        const auto handle = object != nullptr ? textIn(*object, "handle") : std::nullopt;
        if (!handle) {
            return std::nullopt;
        }
        submission.authors.push_back(*handle);
    }
    return submission;
}

} // namespace

bool CodeforcesSubmission::isBy(std::string_view handle) const {
    return std::ranges::any_of(authors, [&](const std::string& author) { return sameAccount(author, handle); });
}

base::Expected<std::vector<CodeforcesSubmission>> readCodeforcesSubmissions(std::string_view text) {
    const auto value = readAnswer(text);
    if (!value) {
        return std::unexpected(value.error());
    }
    const auto* list = value->if_array();
    if (list == nullptr) {
        return unexpectedShape("no list of submissions");
    }
    std::vector<CodeforcesSubmission> submissions;
    submissions.reserve(list->size());
    for (const auto& item : *list) {
        const auto* row = item.if_object();
        auto submission = row != nullptr ? readOne(*row) : std::nullopt;
        if (!submission) {
            return unexpectedShape("a submission without problem, author or time");
        }
        submissions.push_back(std::move(*submission));
    }
    return submissions;
}

bool saysNoSuchHandle(std::string_view text, std::string_view handle) {
    const auto said = "User with handle " + std::string(handle) + " not found";
    return !handle.empty() && text.ends_with(said);
}

} // namespace cairn::server
