#include "sync/mcp/tool.h"

#include "sync/mcp/base64.h"
#include "sync/mcp/json.h"
#include "sync/mcp/schema.h"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <cctype>
#include <set>

namespace cairn::mcp {

namespace {

constexpr const char* kMark = "x-mcp-header";
constexpr int kDepth = 32;

// A name of a header (RFC 9110, 5.1).
bool isToken(const std::string& name) {
    static constexpr std::string_view kOthers = "!#$%&'*+-.^_`|~";
    return !name.empty() && std::ranges::all_of(name, [](unsigned char letter) {
        return (letter < 128 && std::isalnum(letter) != 0) ||
               kOthers.find(static_cast<char>(letter)) != std::string_view::npos;
    });
}

// Looks for marks in a schema. Those that stand where a value cannot be found by names alone make the tool invalid.
class Marks {
public:
    std::vector<ParameterHeader> found{};
    std::string trouble{};

    void walk(const boost::json::value& part, std::vector<std::string>& path, bool reachable, int depth = 0) {
        if (depth > kDepth) {
            trouble = "a schema that is nested too deeply";
        }
        if (!trouble.empty()) {
            return;
        }
        if (const auto* items = part.if_array()) {
            for (const auto& item : *items) {
                walk(item, path, false, depth + 1);
            }
        }
        if (const auto* schema = part.if_object()) {
            take(*schema, path, reachable);
            for (const auto& [name, value] : *schema) {
                const auto* properties = name == "properties" ? value.if_object() : nullptr;
                if (properties == nullptr) {
                    if (name != kMark && name != "enum" && name != "const" && name != "default" && name != "examples") {
                        walk(value, path, false, depth + 1);
                    }
                    continue;
                }
                for (const auto& [property, below] : *properties) {
                    path.emplace_back(property);
                    walk(below, path, reachable, depth + 1);
                    path.pop_back();
                }
            }
        }
    }

private:
    void take(const boost::json::object& schema, const std::vector<std::string>& path, bool reachable) {
        const auto* mark = schema.if_contains(kMark);
        if (mark == nullptr) {
            return;
        }
        const auto name = text(schema, kMark);
        const auto type = text(schema, "type");
        auto folded = name;
        std::ranges::transform(folded, folded.begin(), [](unsigned char letter) { return std::tolower(letter); });
        if (!reachable || path.empty()) {
            trouble = "a header for what no name leads to";
        } else if (!mark->is_string() || !isToken(name)) {
            trouble = "a header whose name is none";
        } else if (type != "string" && type != "integer" && type != "boolean") {
            trouble = "a header for " + (type.empty() ? "any type" : type);
        } else if (!m_names.insert(folded).second) {
            trouble = "two headers of one name";
        } else {
            found.push_back({path, name});
        }
    }

    std::set<std::string> m_names{};
};

} // namespace

Expected<Tool> readTool(const boost::json::object& described) {
    Tool tool;
    tool.name = text(described, "name");
    tool.description = text(described, "description");
    const auto* input = object(described, "inputSchema");
    if (tool.name.empty() || input == nullptr) {
        return fail(Failure::Kind::malformed, "a tool without name or input");
    }
    tool.inputSchema = *input;
    if (const auto* output = object(described, "outputSchema")) {
        tool.outputSchema = *output;
    }
    Marks marks;
    std::vector<std::string> path;
    marks.walk(tool.inputSchema, path, true);
    if (!marks.trouble.empty()) {
        return fail(Failure::Kind::malformed, "tool " + tool.name + ": " + marks.trouble);
    }
    tool.headers = std::move(marks.found);
    return tool;
}

std::string ToolResult::text() const {
    std::string all;
    for (const auto& part : content) {
        const auto* block = part.if_object();
        if (block != nullptr && mcp::text(*block, "type") == "text") {
            all += (all.empty() ? "" : "\n") + mcp::text(*block, "text");
        }
    }
    return all;
}

Expected<ToolResult> readResult(const Tool& tool, const boost::json::object& result) {
    ToolResult read;
    const auto* content = find(result, "content");
    if (content != nullptr && content->is_array()) {
        read.content = content->get_array();
    }
    read.isError = flag(result, "isError");
    if (const auto* structured = find(result, "structuredContent")) {
        read.structured = *structured;
    }
    if (content == nullptr && !read.structured) {
        return fail(Failure::Kind::malformed, "tool " + tool.name + " answers without content");
    }
    if (tool.outputSchema && !read.isError) {
        if (!read.structured) {
            return fail(Failure::Kind::malformed, "tool " + tool.name + " answers without what it promises");
        }
        if (const auto why = violation(*tool.outputSchema, *read.structured)) {
            return fail(Failure::Kind::malformed, "tool " + tool.name + " answers something else: " + *why);
        }
    }
    return read;
}

std::string headerValue(const std::string& text) {
    static constexpr std::string_view kOpen = "=?base64?";
    static constexpr std::string_view kClose = "?=";
    const bool plain = std::ranges::all_of(text, [](unsigned char letter) { return letter >= 0x20 && letter < 0x7F; });
    const auto isSpace = [](char letter) { return letter == ' ' || letter == '\t'; };
    const bool padded = !text.empty() && (isSpace(text.front()) || isSpace(text.back()));
    if (plain && !padded && !(text.starts_with(kOpen) && text.ends_with(kClose))) {
        return text;
    }
    return std::string(kOpen) + base64(text) + std::string(kClose);
}

Headers parameterHeaders(const Tool& tool, const boost::json::object& arguments) {
    Headers headers;
    for (const auto& [path, name] : tool.headers) {
        const boost::json::object* place = &arguments;
        for (std::size_t at = 0; place != nullptr && at + 1 < path.size(); ++at) {
            place = object(*place, path[at]);
        }
        const auto* value = place == nullptr ? nullptr : find(*place, path.back());
        if (value == nullptr || value->is_null() || value->is_structured()) {
            continue;
        }
        headers.emplace_back(
            "Mcp-Param-" + name,
            headerValue(value->is_string() ? std::string(value->get_string()) : boost::json::serialize(*value)));
    }
    return headers;
}

} // namespace cairn::mcp
