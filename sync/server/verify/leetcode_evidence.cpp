#include "sync/server/verify/leetcode_evidence.h"

namespace cairn::server {

namespace {

base::Expected<std::vector<LeetCodeSubmission>> readList(const boost::json::array& list) {
    std::vector<LeetCodeSubmission> submissions;
    submissions.reserve(list.size());
    for (const auto& item : list) {
        const auto* row = item.if_object();
        const auto problem = row != nullptr ? textIn(*row, "titleSlug") : std::nullopt;
        const auto seconds = row != nullptr ? textIn(*row, "timestamp") : std::nullopt;
        const auto status = row != nullptr ? textIn(*row, "statusDisplay") : std::nullopt;
        const auto at = seconds ? secondsOf(*seconds) : std::nullopt;
        if (!problem || problem->empty() || !at || !status) {
            return unexpectedShape("a submission without problem, time or verdict");
        }
        submissions.push_back({*problem, *at, *status == "Accepted"});
    }
    return submissions;
}

// The server answers its own troubles with a text that has a member "error", and no mark that it is one.
base::Expected<boost::json::object> readObject(std::string_view text) {
    auto value = readAnswer(text);
    if (!value) {
        return std::unexpected(value.error());
    }
    auto* object = value->if_object();
    if (object == nullptr) {
        return unexpectedShape("no object");
    }
    if (object->contains("error")) {
        return unexpectedShape(textIn(*object, "message").value_or(textIn(*object, "error").value_or("an error")));
    }
    return std::move(*object);
}

bool saysNoSuchUser(const boost::json::object& answer) {
    const auto* errors = arrayIn(answer, "errors");
    if (errors == nullptr || errors->size() != 1) {
        return false;
    }
    const auto* error = errors->front().if_object();
    return error != nullptr && textIn(*error, "message") == "That user does not exist.";
}

} // namespace

base::Expected<std::vector<LeetCodeSubmission>> readLeetCodeAccepted(std::string_view text) {
    const auto object = readObject(text);
    if (!object) {
        return std::unexpected(object.error());
    }
    const auto* answer = objectIn(*object, "submissions");
    const auto* data = answer != nullptr ? objectIn(*answer, "data") : nullptr;
    if (data == nullptr) {
        return unexpectedShape("no data");
    }
    if (isNullIn(*data, "recentAcSubmissionList") && saysNoSuchUser(*answer)) {
        return base::fail(base::ErrorCode::NotFound, "LeetCode knows no such user");
    }
    const auto* list = arrayIn(*data, "recentAcSubmissionList");
    if (list == nullptr || answer->contains("errors")) {
        return unexpectedShape("no list of accepted submissions");
    }
    return readList(*list);
}

base::Expected<std::vector<LeetCodeSubmission>> readLeetCodeRecent(std::string_view text) {
    const auto object = readObject(text);
    if (!object) {
        return std::unexpected(object.error());
    }
    const auto* list = arrayIn(*object, "submissions");
    if (list == nullptr) {
        return unexpectedShape("no list of submissions");
    }
    return readList(*list);
}

} // namespace cairn::server
