#pragma once

#include <string>

namespace cairn::service {

// 16 random bytes in hexadecimal: the id of something that a person made here.
std::string newId();

} // namespace cairn::service
