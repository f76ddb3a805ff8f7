#pragma once

#include "core/events/vocabulary.h"
#include "sync/mcp/tool.h"

#include <expected>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

namespace cairn::server {

// Asks a tool of a platform's server (Model Context Protocol), which is called as the platform is, and waits for the
// answer. ToolServers::call() is one.
using AskPlatform = std::function<mcp::Expected<mcp::ToolResult>(
    const std::string& server, const std::string& tool, const boost::json::object& arguments,
    const std::stop_token& stop)>;

// Why a platform did not tell what was asked for.
struct Unanswered {
    enum class Why {
        unknownAccount, // nobody, or nothing, is called that there
        refused,        // it is there, and cannot be shown: a repository that is empty, or was taken down
        outage,         // it could not be asked, or what it said is not what it is known to say: again later
    };
    Why why = Why::outage;
    std::string what{}; // a line for an admin
};

template<class T> using Told = std::expected<T, Unanswered>;

inline std::unexpected<Unanswered> outage(std::string what) {
    return std::unexpected(Unanswered{Unanswered::Why::outage, std::move(what)});
}

// The text of an answer. Servers say in different ways that nobody is called that, and GitHub's that there is nothing
// to show; all others of their refusals are outages: none of them is taken for an answer.
Told<std::string> textOf(events::Platform platform, const mcp::Expected<mcp::ToolResult>& answer);

// Whether a server of tools says in words that the platform behind it does not answer: too busy, out of reach, broken.
bool saysOutage(std::string_view said);

std::string nameOf(events::Platform platform);

// Names of accounts, as platforms compare them.
bool sameName(std::string_view one, std::string_view other);

} // namespace cairn::server
