#pragma once

#include "core/base/error.h"
#include "core/events/catalogue.h"

#include <boost/describe/class.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace cairn::events {

// A requirement as people and programs write one down, with what is asked for only. The names are those of requests and
// of options: {"problem_slug": "two-sum"}, {"contest_id": 1900, "problem_index": "B"}, {"repo": "mira/katas",
// "min_commits": 3}.
struct NamedRequirement {
    std::optional<Platform> platform{}; // may be left out: the other names say it. `none`: nothing proves the task
    std::optional<std::string> problem_slug{};
    std::optional<std::int64_t> contest_id{};
    std::optional<std::string> problem_index{};
    std::optional<std::string> repo{};
    std::optional<std::int64_t> min_commits{};       // without this and the next one: 1
    std::optional<std::int64_t> min_pull_requests{}; // merged

    bool operator==(const NamedRequirement&) const = default;
};
BOOST_DESCRIBE_STRUCT(
    NamedRequirement, (), (platform, problem_slug, contest_id, problem_index, repo, min_commits, min_pull_requests))

// Errors: InvalidInput, at the place of the name that is wrong or missing.
base::Expected<Requirement> requirementFrom(const NamedRequirement& named);

// Nothing of one of no platform.
NamedRequirement namesOf(const Requirement& requirement);

} // namespace cairn::events
