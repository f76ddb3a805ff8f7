#pragma once

#include "sync/server/connections/connection_store.h"
#include "sync/server/desk/desks.h"
#include "sync/server/jobs/job_runner.h"
#include "sync/server/tools/tool_servers.h"
#include "sync/server/verify/claims.h"
#include "sync/server/verify/notary.h"
#include "sync/server/verify/result_cache.h"
#include "sync/server/verify/verifier.h"

namespace cairn::server {

// Answers claims: looks what the task requires, asks the platform whether the learner has done it since the task was
// started, and writes what it said, signed, into the learner's stream.
//
// One claim gets one answer, and a task as many as it had claims that counted, whatever happens in between:
// - The job is enqueued in the transaction that stores the claim, under an id made from the claim's name. A claim that
//   is pushed again is not stored again, and makes no second job.
// - The job is forgotten after its answer is on the disk. Where the process dies before, the job comes back: before
//   the answer was appended it asks once more, and after it finds that the task waits for none (look()).
// - What it saw when it looked may be old when it appends: the job was lost to another server, or another device's
//   claim to the same task was answered. So it notes the end of the server's own log for the account before it looks,
//   waits until all of that is in what it looks at, and appends only where the server has said nothing about the task
//   since then (Notary::Unless), which is decided where the log's order is. Otherwise it looks again.
// The verdict, the answers that led to it and the end of waiting are one append: all of it is there or nothing is.
//
// Tries at the platform are counted in the learner's log, with the delays that are told there: what ends an attempt of
// the job, such as a crash, is none of them. Of attempts there are many, but not for ever: from kJobAttempts on nobody
// is asked any more, and the learner is told that it was given up.
class VerificationJob {
public:
    static constexpr std::int64_t kAttempts = 5;      // at the platform
    static constexpr std::int64_t kJobAttempts = 10;  // of the job, which crashes and troubles of our own use up
    static constexpr base::Millis kTimeout = 180'000; // of one
    static constexpr base::Millis kPatience = 24LL * 60 * 60'000;   // with a platform that nobody gets to ask
    static constexpr base::Millis kLongestPause = 60LL * 60 * 1000; // between two looks at one
    static constexpr std::size_t kSeenBytes = 512U << 10U;          // of the answers that are kept, together, as JSON

    // Asks a tool of a server by name, until told to stop.
    using Ask = std::function<mcp::Expected<mcp::ToolResult>(
        const std::string& server, const std::string& tool, const boost::json::object& arguments,
        const std::stop_token& stop)>;

    struct Parts {
        Desks& desks;
        Notary& notary;
        OpenDatabase open;
        Ask ask;
        std::function<base::Millis()> now;
    };

    explicit VerificationJob(Parts parts)
        : m_parts(std::move(parts)) {}

    JobResult run(const Job& job, const std::stop_token& stop);

private:
    // What there is to answer.
    struct Look {
        events::EventRef said;  // the end of the server's log of the stream, before
        std::int64_t tries = 0; // at the platform, in vain, for this claim
        std::int64_t hints = 0;
        std::string title{};
        std::vector<std::string> topics{};
        std::int64_t declared = 0; // how hard the learner or the path says that it is
        Question question;
    };

    base::Expected<std::optional<Look>> look(const Claim& claim);
    JobResult afterOutage(const Job& job, std::int64_t tries, const Verdict& verdict) const;
    static Verdict neverFinished();
    static std::int64_t worthOf(const Look& look, const Verdict& verdict);
    std::string accountAt(const std::string& account, events::Platform platform);
    Verdict ask(const Question& question, const std::stop_token& stop);
    std::vector<events::Draft> answer(const Claim& claim, const Look& look, const Verdict& verdict) const;

    Parts m_parts;
    ResultCache m_cache{};
};

// Has to live as long as the runner that has it.
JobRunner::Kind verificationKind(VerificationJob& job);

} // namespace cairn::server
