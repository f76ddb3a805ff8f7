#pragma once

#include "core/base/error.h"
#include "core/base/hybrid_clock.h"
#include "core/events/catalogue.h"
#include "sync/mcp/tool.h"

#include <functional>
#include <string>
#include <vector>

namespace cairn::server {

// What a platform is asked: whether this account there has done what the task requires since it was started.
struct Question {
    events::Requirement requirement;
    std::string account;
    base::Millis since = 0; // the task was started
    base::Millis now = 0;   // what is dated later, by more than clocks differ, is not believed

    bool operator==(const Question&) const = default;
};

// How far the platform's clock may be ahead of ours; an answer may also be a moment younger than its question.
inline constexpr base::Millis kClocksDiffer = 2LL * 60'000;

// An answer as it came.
struct Seen {
    std::string tool;
    std::string arguments; // JSON
    std::string answer;
};

struct Verdict {
    // `unproven`: the platform says plainly that it is not so; `outage`: it said nothing that counts.
    enum class Kind { verified, unproven, outage };
    Kind kind = Kind::outage;
    std::string sentence; // what was seen, or why it is not proven, or what went wrong: one line for the learner
    events::FailureCause cause = events::FailureCause::other; // of `unproven`
    base::Millis solvedAt = 0;                                // of `verified`
    std::vector<Seen> seen{};                                 // what was answered, in the order of asking
    std::int64_t difficulty = 0;                              // of `verified`, 1-10 by the platform; 0: it did not say
    base::Millis notBefore = 0; // of `outage`: the platform was not asked, and is not asked before; 0: it was
    base::Millis seenAt = 0;    // when it was asked
    std::size_t decisive = 0;   // which of the answers says most
};

// Asks a tool of the platform's server.
using AskTool =
    std::function<mcp::Expected<mcp::ToolResult>(const std::string& tool, const boost::json::object& arguments)>;

// Each takes a question whose requirement is complete (see isComplete) and of its platform. An answer verifies when it
// is of the shape that is expected and holds the evidence; whatever else is not a plain "no" is an outage.
Verdict verifyLeetCode(const Question& question, const AskTool& ask);
Verdict verifyCodeforces(const Question& question, const AskTool& ask);
Verdict verifyGitHub(const Question& question, const AskTool& ask);
Verdict verify(const Question& question, const AskTool& ask);

// The name of the platform's server of tools in the configuration, and the platform's as people write it.
const char* toolServerOf(events::Platform platform);
const char* titleOf(events::Platform platform);

} // namespace cairn::server
