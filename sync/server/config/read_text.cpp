#include "sync/server/config/read_text.h"

#include <fstream>

namespace cairn::server {

using base::ErrorCode;
using base::fail;

base::Expected<std::string> readText(const toml::node& node, const Environment& environment) {
    if (!node.is_string()) {
        return fail(ErrorCode::InvalidInput, "is no text");
    }
    const auto& text = node.as_string()->get();
    if (text.starts_with("env:")) {
        const auto value = environment(text.substr(4));
        return value ? base::Expected<std::string>(*value)
                     : fail(ErrorCode::NotFound, "is in no variable " + text.substr(4));
    }
    if (text.starts_with("file:")) {
        std::ifstream file(text.substr(5));
        std::string line;
        if (!std::getline(file, line)) {
            return fail(ErrorCode::NotFound, "is not in a file " + text.substr(5));
        }
        return line;
    }
    return text;
}

} // namespace cairn::server
