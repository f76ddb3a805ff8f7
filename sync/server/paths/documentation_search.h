#pragma once

#include "core/base/hybrid_clock.h"
#include "core/plan/documentation.h"
#include "sync/mcp/tool.h"
#include "sync/server/paths/documentation_cache.h"

#include <expected>
#include <functional>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>

namespace cairn::server {

// Asks a tool of Context7's server, and waits for the answer. ToolServers::call() is one.
using AskContext7 = std::function<mcp::Expected<mcp::ToolResult>(
    const std::string& tool, const boost::json::object& arguments, const std::stop_token& stop)>;

// Looks things up for one validation, until it is stopped. What it says has `at` 0 where nobody has answered, and
// `reason` says why; what it was told is kept in the cache. Where Context7 fails again and again it is asked no more.
// Thread-safe.
class DocumentationSearch {
public:
    static constexpr int kFailures = 3; // in a row
    static constexpr const char* kLate = "Not asked in time; ask again.";

    DocumentationSearch(
        AskContext7 ask, DocumentationCache& cache, std::function<base::Millis()> now, std::stop_token stop);

    // Which library a technology is.
    events::TopicDocumented library(const std::string& technology);

    // What the documentation of that library says of a topic.
    events::TopicDocumented topic(const plan::PlannedTopic& topic, const events::TopicDocumented& library);

private:
    struct Trouble {
        int inARow = 0;
        std::string reason{};
    };

    template<class T> using Read = base::Expected<T> (*)(std::string_view);

    // What is read of an answer, or a sentence why there is none. `about` is what fails together.
    template<class T>
    std::expected<T, std::string>
    ask(const std::string& about, const std::string& tool, const boost::json::object& arguments, Read<T> read);
    std::expected<std::string, std::string> text(const std::string& tool, const boost::json::object& arguments) const;

    AskContext7 m_ask;
    DocumentationCache& m_cache;
    std::function<base::Millis()> m_now;
    std::stop_token m_stop;
    std::mutex m_mutex; // of what follows
    std::map<std::string, Trouble> m_troubles{};
};

} // namespace cairn::server
