#pragma once

#include <string>
#include <string_view>

namespace cairn::mcp {

std::string base64(std::string_view bytes);    // RFC 4648, 4
std::string base64Url(std::string_view bytes); // RFC 4648, 5, without padding

} // namespace cairn::mcp
