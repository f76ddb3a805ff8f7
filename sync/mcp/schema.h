#pragma once

#include <boost/json/object.hpp>

#include <optional>
#include <string>

namespace cairn::mcp {

// Why a value is not what a JSON schema says; nothing where it is. A schema that names another one by its address is
// not followed there, and one that refers to itself or grows without measure is not looked at: such a value counts as
// not checked, which is a reason too.
std::optional<std::string> violation(const boost::json::object& schema, const boost::json::value& value);

} // namespace cairn::mcp
