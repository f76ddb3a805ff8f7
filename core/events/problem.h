#pragma once

#include "core/events/catalogue.h"

#include <string>

namespace cairn::events {

// What a requirement is about, the same under whichever task it stands: "leetcode/two-sum", "codeforces/4/A",
// "github/owner/name". Empty where it names nothing. Persisted in receipts.
std::string problemOf(const Requirement& requirement);

} // namespace cairn::events
