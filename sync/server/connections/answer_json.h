#pragma once

#include "sync/server/connections/ask.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Reads JSON that a platform's server answered. What is missing or of another type is nothing: the readers say whether
// that matters.
namespace cairn::server {

Told<boost::json::value> readJson(std::string_view text);

const boost::json::object* memberObject(const boost::json::object& object, std::string_view name);
const boost::json::array* memberArray(const boost::json::object& object, std::string_view name);
std::optional<std::string>
memberText(const boost::json::object& object, std::string_view name); // of at most 1,000 bytes

// A whole number, also one that is written as text; a fraction is rounded. None beyond 2^53.
std::optional<std::int64_t> memberNumber(const boost::json::object& object, std::string_view name);

// A time in seconds, as milliseconds. None outside of the years 2000 to 2100.
std::optional<std::int64_t> memberSeconds(const boost::json::object& object, std::string_view name);

std::vector<std::string> textsOf(const boost::json::array& array); // those that are texts

} // namespace cairn::server
