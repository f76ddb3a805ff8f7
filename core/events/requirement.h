#pragma once

#include "core/base/error.h"
#include "core/events/catalogue.h"

#include <optional>
#include <string>
#include <string_view>

namespace cairn::events {

// What the address of a task asks for: the problem at LeetCode or Codeforces that it shows, or a repository at GitHub
// (one commit by the learner; one merged pull request where the address is of a pull request). None where it is another
// page, also of these platforms: a file in a repository is something to read, not something to do. The one parser for
// devices and servers; no error, since any text may stand where an address does.
std::optional<Requirement> requirementFrom(std::string_view url);

// Where to do what `requirement` asks for: the page of the problem or of the repository. Empty where it names nothing.
std::string addressOf(const Requirement& requirement);

// Whether a platform could be asked for `requirement`. The error is InvalidInput, and says what it lacks. A requirement
// of no platform is fine: then nothing proves the task.
base::Expected<void> check(const Requirement& requirement);

} // namespace cairn::events
