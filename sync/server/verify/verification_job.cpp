#include "sync/server/verify/verification_job.h"

#include "core/base/calendar.h"
#include "core/events/event_codec.h"
#include "core/events/problem.h"
#include "core/learning/difficulty.h"
#include "core/state/subject.h"
#include "sync/server/jobs/abort_point.h"
#include "sync/server/jobs/job_store.h"
#include "sync/server/verify/evidence.h"
#include "sync/server/verify/requirement.h"

#include <sodium.h>

#include <algorithm>
#include <numeric>

namespace cairn::server {

using base::ErrorCode;
using events::FailureCause;
using events::Platform;

namespace {

constexpr int kLooks = 10;

// Of texts one after the other, as they came.
class TextDigest {
public:
    TextDigest() { crypto_generichash_init(&m_state, nullptr, 0, events::Digest{}.size()); }

    void add(std::string_view text) {
        crypto_generichash_update(&m_state, reinterpret_cast<const unsigned char*>(text.data()), text.size());
    }

    std::string hex() {
        events::Digest digest{};
        crypto_generichash_final(&m_state, digest.data(), digest.size());
        return events::toHex(digest);
    }

private:
    crypto_generichash_state m_state{};
};

std::string digestOf(const std::vector<Seen>& seen) {
    TextDigest digest;
    for (const auto& one : seen) {
        digest.add(one.answer);
    }
    return digest.hex();
}

// What is kept of the answers. Where that is not all, the one that decided comes first and the latest next; of those
// that were cut it is said how long they were and what they were, so that whoever has them can tell.
std::vector<std::string> keptOf(const Verdict& verdict) {
    const auto& seen = verdict.seen;
    std::vector<std::size_t> order(seen.size());
    std::iota(order.rbegin(), order.rend(), std::size_t{0});
    std::ranges::stable_partition(order, [&](std::size_t at) { return at == verdict.decisive; });
    std::vector<std::string> kept(seen.size());
    auto left = VerificationJob::kSeenBytes;
    for (const auto at : order) {
        const auto& answer = seen[at].answer;
        kept[at] = keptText(answer, left);
        if (kept[at] != answer) {
            TextDigest digest;
            digest.add(answer);
            kept[at] += " (of " + std::to_string(answer.size()) + " bytes, BLAKE2b-256 " + digest.hex() + ")";
        }
        left -= std::min(left, jsonSize(kept[at]));
    }
    return kept;
}

JobResult again(std::string trouble) {
    return {JobResult::Outcome::failed, std::move(trouble)};
}

} // namespace

JobResult VerificationJob::run(const Job& job, const std::stop_token& stop) {
    const auto claim = readClaim(job.payload);
    if (!claim) {
        return {JobResult::Outcome::refused, "this is no claim"};
    }
    abortPoint(kVerificationKind, "claimed");
    const auto begun = m_parts.now();
    std::optional<Question> asked;
    Verdict verdict;
    for (int left = kLooks; left > 0; --left) {
        auto looked = look(*claim);
        if (!looked) {
            return again(looked.error().message);
        }
        if (!*looked) {
            return {}; // it was answered, or there is nothing to answer any more
        }
        abortPoint(kVerificationKind, "looked");
        auto& there = **looked;
        const bool enough = job.attempt >= kJobAttempts;
        if (enough) {
            verdict = neverFinished();
        } else if (
            !asked || there.question.requirement != asked->requirement || there.question.account != asked->account ||
            there.question.since != asked->since) {
            asked = there.question;
            verdict = ask(*asked, stop);
        }
        abortPoint(kVerificationKind, "asked");
        const bool outage = verdict.kind == Verdict::Kind::outage;
        if (outage && !enough && stop.stop_requested() && m_parts.now() < begun + kTimeout) {
            return again(verdict.sentence); // the server ends; nobody knows what it would have said
        }
        there.tries += outage && !enough && verdict.notBefore == 0 ? 1 : 0;
        auto next = outage && !enough ? afterOutage(job, there.tries, verdict) : JobResult{};
        const bool delayed = next.outcome != JobResult::Outcome::done;
        std::vector<events::Draft> drafts;
        if (delayed) {
            drafts = {
                events::draft(claim->task, events::TaskVerificationDelayed{verdict.sentence, there.tries, next.until})};
        } else {
            drafts = answer(*claim, there, verdict);
        }
        const auto written = m_parts.notary.append(
            {claim->account, Notary::streamOf(claim->account), std::move(drafts),
             base::Hlc{static_cast<std::uint64_t>(claim->effective)}, Notary::Unless{{claim->task}, there.said.seq}});
        if (written) {
            abortPoint(kVerificationKind, "appended");
            return next;
        }
        if (written.error().code == ErrorCode::NotFound || written.error().code == ErrorCode::Unauthorized) {
            return {}; // the account is gone
        }
        if (written.error().code != ErrorCode::Refused) {
            return again(written.error().message);
        }
    }
    return again("the task was answered elsewhere, time and again");
}

// Where the platform was asked in vain, a try is used up. Where it was left alone since it fails for everybody, none
// is, for a day: each time it waits for as long as the claim has waited already. Neither is an attempt of the job.
// `done`: it was tried enough.
JobResult VerificationJob::afterOutage(const Job& job, std::int64_t tries, const Verdict& verdict) const {
    const auto now = m_parts.now();
    const auto age = now - job.created;
    if (verdict.notBefore != 0 && age < kPatience) {
        const auto pause = std::clamp(age, base::Millis{1'000}, kLongestPause);
        return {JobResult::Outcome::postponed, verdict.sentence, std::max(verdict.notBefore, now + pause)};
    }
    if (verdict.notBefore == 0 && tries < kAttempts) {
        return {JobResult::Outcome::postponed, verdict.sentence, now + retryDelay(tries)};
    }
    return {};
}

Verdict VerificationJob::neverFinished() {
    return {Verdict::Kind::outage, "The server began to look many times, and something always ended it."};
}

// Nothing: the task does not wait for an answer to this claim.
base::Expected<std::optional<VerificationJob::Look>> VerificationJob::look(const Claim& claim) {
    Look found;
    found.said = m_parts.notary.end(Notary::streamOf(claim.account));
    const auto desk = m_parts.desks.of(claim.account);
    const std::vector<events::EventRef> needed{claim.ref(), found.said};
    if (!desk->catchUp()) {
        return base::fail(ErrorCode::Busy, "the account's desk does not come to the end of its streams");
    }
    if (!desk->has(needed)) {
        desk->connectAgain();
        if (!desk->catchUp() || !desk->has(needed)) {
            return base::fail(ErrorCode::Busy, "the account's desk does not have the claim yet");
        }
    }
    const auto task = desk->onStore<std::optional<state::Task>>(
        [&](store::Store& store, service::Exchanged&) -> std::optional<state::Task> {
            const auto snapshot = store.projections().read(claim.task);
            const auto* folded = snapshot ? std::get_if<state::Task>(&snapshot->state) : nullptr;
            return folded != nullptr ? std::optional(*folded) : std::nullopt;
        });
    const bool waits = task && task->exists && task->status == events::TaskStatus::verifying &&
                       std::ranges::none_of(task->refused, [&](const state::Refusal& refusal) {
                           return refusal.device == claim.device && refusal.seq == claim.seq;
                       });
    if (!waits) {
        return std::nullopt;
    }
    found.tries = task->delay.attempt;
    found.hints = task->hints;
    found.title = task->title();
    found.topics = task->definition.topics;
    found.declared = task->difficulty();
    found.question.requirement = requirementOf(task->requirement(), task->url());
    found.question.account = accountAt(claim.account, found.question.requirement.platform);
    found.question.since = task->startedAt.value_or(task->createdAt);
    found.question.now = m_parts.now();
    return found;
}

// By the platform's word. Where it says nothing, what the learner or the path declared, up to what that may count for.
std::int64_t VerificationJob::worthOf(const Look& look, const Verdict& verdict) {
    return verdict.difficulty > 0 ? verdict.difficulty : learning::fromDeclared(look.declared, false);
}

std::string VerificationJob::accountAt(const std::string& account, Platform platform) {
    if (platform == Platform::none) {
        return {};
    }
    const auto database = m_parts.open();
    const auto connection = ConnectionStore(*database).find(account, platform);
    return connection ? connection->handle : std::string();
}

Verdict VerificationJob::ask(const Question& question, const std::stop_token& stop) {
    const auto platform = question.requirement.platform;
    if (platform != Platform::none && question.account.empty()) {
        const std::string title = titleOf(platform);
        return {
            Verdict::Kind::unproven,
            "No account at " + title + " is proven to be yours: connect it under Connections, then try again.",
            FailureCause::no_account};
    }
    if (auto known = m_cache.find(question)) {
        return *known;
    }
    auto verdict = verify(question, [&](const std::string& tool, const boost::json::object& arguments) {
        return m_parts.ask(toolServerOf(platform), tool, arguments, stop);
    });
    verdict.seenAt = question.now;
    m_cache.keep(question, verdict);
    return verdict;
}

std::vector<events::Draft> VerificationJob::answer(const Claim& claim, const Look& look, const Verdict& verdict) const {
    std::vector<events::Draft> drafts;
    const auto platform = look.question.requirement.platform;
    const auto kept = keptOf(verdict);
    for (std::size_t at = 0; at < kept.size(); ++at) {
        const auto& [tool, arguments, answer] = verdict.seen[at];
        drafts.push_back(events::draft(
            "evidence/" + events::subjectId(claim.task),
            events::EvidenceSeen{platform, tool, arguments, kept[at], verdict.seenAt}));
    }
    if (verdict.kind == Verdict::Kind::verified) {
        drafts.push_back(events::draft(
            claim.task,
            events::TaskVerified{
                verdict.sentence, look.hints, claim.utcOffset, platform, look.question.account, verdict.solvedAt,
                digestOf(verdict.seen), false, events::problemOf(look.question.requirement), worthOf(look, verdict),
                look.title, look.topics}));
    } else if (verdict.kind == Verdict::Kind::unproven) {
        drafts.push_back(events::draft(claim.task, events::TaskFailed{verdict.sentence, verdict.cause}));
    } else {
        const auto tried = look.tries > 1 ? " It was tried " + std::to_string(look.tries) + " times." : std::string();
        drafts.push_back(events::draft(
            claim.task,
            events::TaskFailed{
                verdict.sentence + tried + " Start the task again and try later.", FailureCause::given_up}));
    }
    return drafts;
}

JobRunner::Kind verificationKind(VerificationJob& job) {
    // From kJobAttempts on it only has to be written down that nothing came of it.
    return {
        .handler = [&job](const Job& one, const std::stop_token& stop) { return job.run(one, stop); },
        .timeout = VerificationJob::kTimeout,
        .attempts = 2 * VerificationJob::kJobAttempts};
}

} // namespace cairn::server
