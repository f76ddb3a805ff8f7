#pragma once

#include <string_view>

namespace cairn::server {

// Whether a password, in folded case, is on the short list of those that are tried first, or one of them with digits
// and signs behind it.
bool isCommonPassword(std::string_view folded);

} // namespace cairn::server
