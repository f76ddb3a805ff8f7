#include "core/base/calendar.h"
#include "core/learning/difficulty.h"
#include "sync/server/verify/asking.h"
#include "sync/server/verify/codeforces_evidence.h"

namespace cairn::server {

using events::FailureCause;

namespace {

constexpr std::int64_t kPage = 50;
constexpr int kPagesMost = 20;

// What the submissions to the problem come to.
struct Found {
    std::optional<base::Millis> solvedAt{};
    std::optional<std::int64_t> rating{};
    bool before = false; // solved, but before the task was started
    bool tried = false;
    bool judging = false;
};

// Codeforces tells seconds.
bool isSince(base::Millis at, base::Millis since) {
    return at / 1000 >= since / 1000;
}

void take(Found& found, const Question& question, const CodeforcesSubmission& submission) {
    if (submission.contest != question.requirement.contest || submission.index != question.requirement.index ||
        submission.at > question.now + kClocksDiffer || !submission.isBy(question.account)) {
        return;
    }
    const bool since = isSince(submission.at, question.since);
    if (submission.verdict != "OK") {
        found.judging = found.judging || (since && !submission.judged());
        found.tried = found.tried || submission.judged();
    } else if (since) {
        found.solvedAt = submission.at;
        found.rating = submission.rating;
    } else {
        found.before = true;
    }
}

Verdict verdictOf(Asking& asking, const Question& question, const Found& found) {
    const auto problem =
        std::to_string(question.requirement.contest) + question.requirement.index; // as Codeforces writes it: 1900B
    if (found.solvedAt) {
        auto verdict = asking.verified(
            *found.solvedAt, "Codeforces accepted " + question.account + "'s solution of " + problem + " at " +
                                 base::formatInstant(*found.solvedAt) + ".");
        verdict.difficulty = found.rating ? learning::fromCodeforcesRating(*found.rating) : 0;
        return verdict;
    }
    if (found.judging) {
        return asking.outage({base::ErrorCode::Busy, "the submission to " + problem + " is still being judged"});
    }
    if (found.before) {
        return asking.unproven(
            FailureCause::too_early, "Codeforces accepted " + question.account + "'s solution of " + problem +
                                         " before the task was started: solve it once more, then try again.");
    }
    if (found.tried) {
        return asking.unproven(
            FailureCause::not_accepted,
            "Codeforces has not accepted any of " + question.account + "'s submissions to " + problem + ".");
    }
    return asking.unproven(
        FailureCause::not_found, "Codeforces knows no submission by " + question.account + " to " + problem + ".");
}

} // namespace

Verdict verifyCodeforces(const Question& question, const AskTool& ask) {
    Asking asking(events::Platform::codeforces, ask);
    Found found;
    for (int page = 0; page < kPagesMost; ++page) {
        const auto text = asking.text(
            "get_user_submissions", {{"handle", question.account}, {"from", page * kPage + 1}, {"count", kPage}});
        if (!text) {
            return saysNoSuchHandle(text.error().message, question.account)
                       ? asking.unproven(
                             FailureCause::no_account,
                             "Codeforces knows no account " + question.account + " any more. Connect yours again.")
                       : asking.outage(text.error());
        }
        const auto submissions = readCodeforcesSubmissions(*text);
        if (!submissions) {
            return asking.outage(submissions.error());
        }
        for (const auto& submission : *submissions) {
            take(found, question, submission);
        }
        // The newest come first: what follows is older than the task.
        const bool last = std::ssize(*submissions) < kPage || !isSince(submissions->back().at, question.since);
        if (found.solvedAt || last) {
            return verdictOf(asking, question, found);
        }
    }
    // What was not looked at is not a "no".
    return asking.outage(
        {base::ErrorCode::LimitExceeded, "of more than " + std::to_string(kPage * kPagesMost) +
                                             " submissions since the task was started only the newest were looked at"});
}

} // namespace cairn::server
