#pragma once

#include "sync/mcp/failure.h"

#include <boost/json/object.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// Reading what strangers say in JSON: nothing throws, and what is not there is empty.
namespace cairn::mcp {

inline constexpr std::size_t kMessageBytes = std::size_t{4} << 20U;

// Any value, of at most kMessageBytes and 64 levels.
Expected<boost::json::value> parse(std::string_view text);
Expected<boost::json::object> parseObject(std::string_view text);

const boost::json::value* find(const boost::json::object& object, std::string_view name);
std::string text(const boost::json::object& object, std::string_view name);
const boost::json::object* object(const boost::json::object& object, std::string_view name);
bool flag(const boost::json::object& object, std::string_view name);
std::vector<std::string> texts(const boost::json::object& object, std::string_view name);

} // namespace cairn::mcp
