#pragma once

#include <boost/json/value.hpp>

#include <optional>
#include <string>

namespace cairn::proof {

struct Difference {
    std::string place; // "credentialSubject/level"
    std::string given;
    std::string computed;
};

// The first place at which two values differ; none where they are equal.
std::optional<Difference> firstDifference(const boost::json::value& given, const boost::json::value& computed);

} // namespace cairn::proof
