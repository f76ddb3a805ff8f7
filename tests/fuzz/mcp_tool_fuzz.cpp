#include "sync/mcp/json.h"
#include "sync/mcp/tool.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

// A tool as a server describes it, and then, a line below, what it answers: whatever both say, nothing comes of it that
// may not stand in a header.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace cairn::mcp;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto described = parseObject(text.substr(0, text.find('\n')));
    const auto tool = described ? readTool(*described) : fail(Failure::Kind::malformed, "");
    const auto answered = parseObject(text.substr(std::min(size, text.find('\n'))));
    if (!tool || !answered) {
        return 0;
    }
    for (const auto& [name, value] : parameterHeaders(*tool, *answered)) {
        if ((name + value).find_first_of("\r\n") != std::string::npos) {
            std::abort();
        }
    }
    if (const auto result = readResult(*tool, *answered)) {
        [[maybe_unused]] const auto words = result->text();
    }
    return 0;
}
