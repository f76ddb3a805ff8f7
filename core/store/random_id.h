#pragma once

#include <string>

namespace cairn::store {

// 16 random bytes as hexadecimal digits: ids of devices and learners need no order and no secrecy.
std::string randomId();

} // namespace cairn::store
