#pragma once

#include "sync/server/http/route.h"

#include <boost/json/object.hpp>

#include <span>

namespace cairn::server {

// The OpenAPI 3.0 document of a table of routes.
boost::json::object openApi(std::span<const Route> routes, const std::string& version);

} // namespace cairn::server
