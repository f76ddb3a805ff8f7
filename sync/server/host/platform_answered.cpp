#include "sync/server/host/platform_answered.h"

#include "sync/server/connections/ask.h"
#include "sync/server/paths/context7_answers.h"

namespace cairn::server {

bool platformAnswered(const std::string& server, const mcp::ToolResult& result) {
    const auto text = result.text();
    if (server == "context7") { // which never says isError
        return readLibraries(text) || readSections(text) || !saysOutage(text);
    }
    if (result.isError) {
        return !saysOutage(text);
    }
    // LeetCode's: {"error":"Failed to fetch …","message":"HTTP 500 …"}; what people wrote may say anything.
    return server != "leetcode" || !text.starts_with(R"({"error")") || !saysOutage(text);
}

} // namespace cairn::server
