#pragma once

#include "core/base/error.h"

#include <boost/json/value.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace cairn::events {

// The one form of a JSON value: members sorted by the bytes of their names, no white space, integers only, text as
// UTF-8 with the shortest escapes (RFC 8785 without floating point, names sorted as UTF-8; see core/events/FORMAT.md).
// Two replicas that mean the same write the same bytes.
std::string canonicalJson(const boost::json::value& value);

// Appends a JSON string in that form.
void appendText(std::string& out, std::string_view text);

struct JsonLimits {
    std::size_t bytes = 1 << 20;
    std::size_t depth = 32;
};

// Parses any JSON within the limits. Refuses numbers that are no 64-bit signed integers, and text that is not valid
// (see base::isValidText): neither has a canonical form. `storage` has to outlive the value.
base::Expected<boost::json::value>
parseJson(std::string_view text, const JsonLimits& limits = {}, boost::json::storage_ptr storage = {});

// The same, and refuses what is not in canonical form already, an object that names a member twice included.
base::Expected<boost::json::value>
parseCanonicalJson(std::string_view text, const JsonLimits& limits = {}, boost::json::storage_ptr storage = {});

} // namespace cairn::events
