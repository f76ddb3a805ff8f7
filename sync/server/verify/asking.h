#pragma once

#include "sync/server/verify/verifier.h"

namespace cairn::server {

// The questions of one verification, and what came back.
class Asking {
public:
    Asking(events::Platform platform, const AskTool& ask)
        : m_platform(platform)
        , m_ask(ask) {}

    // The text of an answer, which is kept as seen. Refused: the tool said that it could not (isError, or an error of
    // JSON-RPC), in the words of the message; Unreachable: no answer came.
    base::Expected<std::string> text(const std::string& tool, const boost::json::object& arguments);

    // The last answer decided, where nothing else is said.
    Verdict verified(base::Millis solvedAt, std::string sentence);
    Verdict unproven(events::FailureCause cause, std::string sentence);
    Verdict outage(const base::Error& trouble);

private:
    Verdict end(Verdict::Kind kind, std::string sentence);

    events::Platform m_platform;
    const AskTool& m_ask;
    std::vector<Seen> m_seen{};
    base::Millis m_notBefore = 0; // of the last question
};

} // namespace cairn::server
