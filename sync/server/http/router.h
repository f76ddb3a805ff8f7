#pragma once

#include "sync/server/http/route.h"

#include <optional>
#include <span>

namespace cairn::server {

// Finds the route of a request. Immutable once made.
class Router {
public:
    // Refuses (std::logic_error) a table in which a route has no access, no handler or no name, or two have the same
    // method and path.
    explicit Router(std::vector<Route> routes);

    // Fills the request's arguments. Problems: 404 and 405.
    std::expected<const Route*, Problem> find(Request& request) const;

    std::span<const Route> routes() const { return m_routes; }

private:
    std::vector<Route> m_routes;
};

// The parts of a path between its slashes.
std::vector<std::string> partsOf(std::string_view path);

} // namespace cairn::server
