#pragma once

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace cairn::server::oauth {

// A public key as providers publish it (RFC 7517), in PEM. Nothing where it is none for signatures by this algorithm
// ("RS256", "ES256"), or a weak one.
std::optional<std::string> pemOf(const boost::json::object& key, std::string_view algorithm);

} // namespace cairn::server::oauth
