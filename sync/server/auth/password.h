#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cairn::server {

// What is wrong with a new password, a sentence each; empty when nothing is. At least 8 characters with a small and a
// large letter, a digit and another sign, no more than the 72 bytes that bcrypt reads, none of the commonest.
std::vector<std::string> passwordTroubles(std::string_view password, std::string_view email);

// bcrypt with cost 12: about a quarter of a second, on purpose. Throws std::runtime_error where the system has none.
std::string hashPassword(const std::string& password);

// Whether it is the password; takes as long where `hash` is empty, so that nobody learns which accounts there are.
bool isPassword(const std::string& password, const std::string& hash);

} // namespace cairn::server
