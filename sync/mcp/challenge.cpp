#include "sync/mcp/challenge.h"

namespace cairn::mcp {

std::optional<std::string> challenged(const std::string& challenge, const std::string& parameter) {
    for (auto at = challenge.find(parameter + "="); at != std::string::npos;
         at = challenge.find(parameter + "=", at + 1)) {
        if (at > 0 && challenge[at - 1] != ' ' && challenge[at - 1] != ',' && challenge[at - 1] != '\t') {
            continue;
        }
        auto value = challenge.substr(at + parameter.size() + 1);
        if (!value.starts_with('"')) {
            return value.substr(0, value.find_first_of(", \t"));
        }
        std::string unquoted;
        for (std::size_t place = 1; place < value.size() && value[place] != '"'; ++place) {
            if (value[place] == '\\' && place + 1 < value.size()) {
                ++place;
            }
            unquoted += value[place];
        }
        return unquoted;
    }
    return std::nullopt;
}

} // namespace cairn::mcp
