#include "core/base/calendar.h"
#include "core/learning/difficulty.h"
#include "sync/server/connections/leetcode_answers.h"
#include "sync/server/verify/asking.h"
#include "sync/server/verify/leetcode_evidence.h"

#include <algorithm>

namespace cairn::server {

using events::FailureCause;

namespace {

// LeetCode tells seconds.
bool isSince(base::Millis at, base::Millis since) {
    return at / 1000 >= since / 1000;
}

// The list that is asked for ends where LeetCode's does: what is older is not to be seen by others.
std::string listEnded(std::size_t seen) {
    return seen < kLeetCodeHistory ? std::string()
                                   : " LeetCode shows only the last " + std::to_string(kLeetCodeHistory) +
                                         " submissions: if yours is older, submit your solution once more.";
}

// Why there is nothing: whether it was tried.
Verdict unsolved(Asking& asking, const Question& question, std::size_t acceptedSeen) {
    const auto& problem = question.requirement.problem;
    const auto limit = static_cast<std::int64_t>(kLeetCodeHistory);
    const auto text = asking.text("get_recent_submissions", {{"username", question.account}, {"limit", limit}});
    // That it is not solved was said already; this only says it better.
    const auto recent = text ? readLeetCodeRecent(*text) : std::unexpected(text.error());
    const bool tried = recent && std::ranges::any_of(*recent, [&](const LeetCodeSubmission& submission) {
                           return submission.problem == problem && !submission.accepted;
                       });
    if (tried) {
        return asking.unproven(
            FailureCause::not_accepted, "LeetCode has not accepted any of " + question.account + "'s submissions to " +
                                            problem + "." + listEnded(acceptedSeen));
    }
    return asking.unproven(
        FailureCause::not_found, "LeetCode shows no accepted submission by " + question.account + " to " + problem +
                                     "." + listEnded(acceptedSeen));
}

// LeetCode's troubles come as text with an error.
bool readProblemOutage(const std::string& text) {
    const auto json = readAnswer(text);
    const auto* object = json ? json->if_object() : nullptr;
    return object != nullptr && object->contains("error");
}

// A receipt is for good, so that its worth is not guessed while LeetCode cannot be asked; where it does not tell (some
// problems are for subscribers), the declared difficulty stands.
Verdict solved(Asking& asking, const Question& question, base::Millis at) {
    const auto& problem = question.requirement.problem;
    const auto text = asking.text("get_problem", {{"titleSlug", problem}});
    const bool silent = text ? readProblemOutage(*text)
                             : text.error().code == base::ErrorCode::Unreachable || saysOutage(text.error().message);
    if (silent) {
        return asking.outage(text ? base::Error{base::ErrorCode::Unreachable, *text} : text.error());
    }
    auto verdict = asking.verified(
        at,
        "LeetCode accepted " + question.account + "'s solution of " + problem + " at " + base::formatInstant(at) + ".");
    if (const auto told = leetcode::readProblem(text.value_or(std::string()), problem)) {
        verdict.difficulty = learning::fromLeetCode(told->difficulty);
    }
    return verdict;
}

Verdict look(Asking& asking, const Question& question) {
    const auto& problem = question.requirement.problem;
    const auto limit = static_cast<std::int64_t>(kLeetCodeHistory);
    const auto text = asking.text("get_recent_ac_submissions", {{"username", question.account}, {"limit", limit}});
    if (!text) {
        return asking.outage(text.error());
    }
    const auto accepted = readLeetCodeAccepted(*text);
    if (!accepted) {
        return accepted.error().code == base::ErrorCode::NotFound
                   ? asking.unproven(
                         FailureCause::no_account,
                         "LeetCode knows no account " + question.account + " any more. Connect yours again.")
                   : asking.outage(accepted.error());
    }
    bool before = false;
    for (const auto& submission : *accepted) {
        if (submission.problem != problem || !submission.accepted || submission.at > question.now + kClocksDiffer) {
            continue;
        }
        if (isSince(submission.at, question.since)) {
            return solved(asking, question, submission.at);
        }
        before = true;
    }
    if (before) {
        return asking.unproven(
            FailureCause::too_early, "LeetCode accepted " + question.account + "'s solution of " + problem +
                                         " before the task was started: solve it once more, then try again.");
    }
    return unsolved(asking, question, accepted->size());
}

} // namespace

Verdict verifyLeetCode(const Question& question, const AskTool& ask) {
    Asking asking(events::Platform::leetcode, ask);
    auto verdict = look(asking, question);
    verdict.decisive = 0; // the list of what was accepted; what is asked after it adds to that
    return verdict;
}

} // namespace cairn::server
