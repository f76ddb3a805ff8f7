#include "sync/assistant/tools.h"

#include "sync/mcp/json.h"

#include <algorithm>
#include <iterator>

namespace cairn::assistant {

namespace json = boost::json;

const std::vector<Tool>& tools() {
    static const std::vector<Tool> kTools = [] {
        auto all = readingTools();
        auto more = proposingTools();
        std::ranges::move(more, std::back_inserter(all));
        return all;
    }();
    return kTools;
}

const Tool* findTool(std::string_view name) {
    const auto found = std::ranges::find(tools(), name, &Tool::name);
    return found == tools().end() ? nullptr : &*found;
}

json::object shown(const Tool& tool) {
    return {
        {"name", tool.name},
        {"title", tool.title},
        {"description", tool.about},
        {"inputSchema", tool.input},
        {"outputSchema", tool.output},
        {"annotations",
         {{"title", tool.title},
          {"readOnlyHint", !tool.proposes},
          {"destructiveHint", false},
          {"idempotentHint", !tool.proposes},
          {"openWorldHint", false}}},
    };
}

std::string textIn(const json::object& arguments, std::string_view name) {
    return mcp::text(arguments, name);
}

std::optional<std::int64_t> numberIn(const json::object& arguments, std::string_view name) {
    const auto* found = mcp::find(arguments, name);
    boost::system::error_code trouble;
    const auto number = found == nullptr ? 0 : found->to_number<std::int64_t>(trouble);
    return found == nullptr || trouble ? std::nullopt : std::optional(number);
}

} // namespace cairn::assistant
