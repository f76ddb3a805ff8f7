#pragma once

#include <string>

namespace cairn::server {

// Whether secrets may go to a URL: over TLS, or on this computer.
bool isSafeAddress(const std::string& url);

// Whether a URL leads to the computer that it is used on.
bool namesThisComputer(const std::string& url);

} // namespace cairn::server
