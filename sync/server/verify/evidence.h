#pragma once

#include "core/base/error.h"
#include "core/base/hybrid_clock.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <string_view>

// What platforms answer, read with suspicion: it is either exactly of the shape that is expected, or it says nothing.
namespace cairn::server {

// JSON of any kind, bounded in size and depth.
base::Expected<boost::json::value> readAnswer(std::string_view text);

// "the answer is not what was asked for: no list of submissions".
std::unexpected<base::Error> unexpectedShape(std::string what);

// The members of an object, where they are of the kind.
std::optional<std::string> textIn(const boost::json::object& object, std::string_view name);
std::optional<std::int64_t> numberIn(const boost::json::object& object, std::string_view name);
const boost::json::object* objectIn(const boost::json::object& object, std::string_view name);
const boost::json::array* arrayIn(const boost::json::object& object, std::string_view name);
bool isNullIn(const boost::json::object& object, std::string_view name); // there, and null

// "1760871903": seconds since 1970 as digits, within the years that make sense.
std::optional<base::Millis> secondsOf(std::int64_t seconds);
std::optional<base::Millis> secondsOf(std::string_view digits);

// "2025-10-18T16:21:07Z", as GitHub writes times.
std::optional<base::Millis> instantOf(std::string_view text);

// Whether two names of accounts are one, at platforms that do not tell "Mira" from "mira".
bool sameAccount(std::string_view one, std::string_view other);

// How many bytes a text takes within JSON, without its quotes.
std::size_t jsonSize(std::string_view text);

// What is kept of an answer: all of it, or as much as fits into `bytes` of JSON, with a mark where it was cut.
std::string keptText(std::string_view text, std::size_t bytes);

} // namespace cairn::server
