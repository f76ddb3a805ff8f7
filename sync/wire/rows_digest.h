#pragma once

#include <string>
#include <vector>

namespace cairn::wire {

// BLAKE2b-256 of the rows of a snapshot, each with a line break behind it, as hexadecimal digits.
std::string rowsDigest(const std::vector<std::string>& rows);

} // namespace cairn::wire
