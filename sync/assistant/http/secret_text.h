#pragma once

#include <string>

namespace cairn::assistant {

// 128 random bits, as text that fits into a header.
std::string secretText();

// Whether two texts are the same; how long that takes says nothing about where they differ.
bool sameSecret(const std::string& given, const std::string& wanted);

} // namespace cairn::assistant
