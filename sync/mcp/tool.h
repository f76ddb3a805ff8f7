#pragma once

#include "sync/mcp/failure.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cairn::mcp {

// An argument that goes into a header of HTTP as well (2026-07-28, x-mcp-header).
struct ParameterHeader {
    std::vector<std::string> path; // of names, from the root of the arguments
    std::string name;              // behind "Mcp-Param-"
};

struct Tool {
    std::string name;
    std::string description;
    boost::json::object inputSchema;
    std::optional<boost::json::object> outputSchema;
    std::vector<ParameterHeader> headers;
};

// A tool as a server describes it. Malformed where it is none, or where a header that it wants may not be sent.
Expected<Tool> readTool(const boost::json::object& described);

struct ToolResult {
    boost::json::array content;
    std::optional<boost::json::value> structured;
    bool isError = false;

    // All of its text, one part a line.
    std::string text() const;
};

// Malformed where it is none, or is not what the tool has promised.
Expected<ToolResult> readResult(const Tool& tool, const boost::json::object& result);

using Headers = std::vector<std::pair<std::string, std::string>>;

// As it may stand in a header: as it is, or in Base64 where it would be something else there.
std::string headerValue(const std::string& text);

// The headers of those arguments that are there.
Headers parameterHeaders(const Tool& tool, const boost::json::object& arguments);

} // namespace cairn::mcp
