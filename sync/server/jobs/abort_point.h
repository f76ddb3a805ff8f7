#pragma once

#include <string_view>

namespace cairn::server {

// Where work may be cut short. A test that asks what is left behind names a point ("task.verify.asked") in the variable
// CAIRN_ABORT_AT, and the process ends there as it does in a crash. Without CAIRN_TESTS there is nothing of it.
void abortPoint(std::string_view kind, std::string_view point);

} // namespace cairn::server
