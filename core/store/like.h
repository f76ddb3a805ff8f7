#pragma once

#include <string>
#include <string_view>

namespace cairn::store {

// `text` as LIKE … ESCAPE '\' takes it literally.
inline std::string likeEscaped(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') {
            escaped += '\\';
        }
        escaped += c;
    }
    return escaped;
}

} // namespace cairn::store
