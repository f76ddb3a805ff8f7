#pragma once

#include "core/state/connection.h"

#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cairn::server {

// A figure of one source.
struct PartBody {
    events::Platform platform = events::Platform::none;
    std::string account;
    std::int64_t value = 0;
    std::int64_t at = 0; // when the platform said so, milliseconds UTC, as all times here
};

struct FigureBody {
    std::string name;                  // "solved", "commits", "rating" …
    std::optional<std::int64_t> sum{}; // null where a sum would say nothing: two ratings make none
    std::vector<PartBody> parts{};
};

struct RatingBody {
    events::Platform platform = events::Platform::none;
    std::int64_t at = 0;
    std::int64_t rating = 0;
    std::string contest;
};

struct SourceBody {
    events::Platform platform = events::Platform::none;
    std::string account;
    events::AccountProof proof = events::AccountProof::challenge;
    std::int64_t since = 0;
    std::optional<std::int64_t> at{}; // null: it has not said anything yet
};

// What all connected platforms say of a learner, side by side.
struct UnifiedProfileBody {
    std::vector<SourceBody> sources{};
    std::vector<FigureBody> totals{};
    std::vector<FigureBody> skills{};    // problems by tag
    std::vector<FigureBody> languages{}; // as each platform calls them
    std::vector<FigureBody> days{};      // "2026-11-22"
    std::vector<RatingBody> ratings{};   // the oldest first
};

BOOST_DESCRIBE_STRUCT(PartBody, (), (platform, account, value, at))
BOOST_DESCRIBE_STRUCT(FigureBody, (), (name, sum, parts))
BOOST_DESCRIBE_STRUCT(RatingBody, (), (platform, at, rating, contest))
BOOST_DESCRIBE_STRUCT(SourceBody, (), (platform, account, proof, since, at))
BOOST_DESCRIBE_STRUCT(UnifiedProfileBody, (), (sources, totals, skills, languages, days, ratings))

UnifiedProfileBody unified(const std::vector<std::pair<events::Platform, state::Connection>>& connections);

} // namespace cairn::server
