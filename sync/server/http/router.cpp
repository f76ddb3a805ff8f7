#include "sync/server/http/router.h"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace cairn::server {

namespace {

bool isArgument(const std::string& part) {
    return part.starts_with('{') && part.ends_with('}');
}

} // namespace

std::vector<std::string> partsOf(std::string_view path) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at < path.size();) {
        const auto end = std::min(path.find('/', at + 1), path.size());
        parts.emplace_back(path.substr(at + 1, end - at - 1));
        at = end;
    }
    return parts;
}

Router::Router(std::vector<Route> routes)
    : m_routes(std::move(routes)) {
    std::set<std::string> seen;
    for (const auto& route : m_routes) {
        const auto row = route.method + " " + route.path;
        if (route.access == Access::nobody || !route.handle || route.name.empty()) {
            throw std::logic_error(row + " says not who may use it, what it does, or what it is called");
        }
        if (!seen.insert(row).second || !seen.insert(route.name).second) {
            throw std::logic_error(row + " is there twice");
        }
    }
}

std::expected<const Route*, Problem> Router::find(Request& request) const {
    const auto parts = partsOf(request.path);
    std::string methods;
    for (const auto& route : m_routes) {
        const auto pattern = partsOf(route.path);
        const auto fits = [](const std::string& wanted, const std::string& part) {
            return isArgument(wanted) ? !part.empty() : wanted == part;
        };
        if (!std::ranges::equal(pattern, parts, fits)) {
            continue;
        }
        if (route.method != request.method) {
            methods += (methods.empty() ? "" : ", ") + route.method;
            continue;
        }
        for (std::size_t at = 0; at < pattern.size(); ++at) {
            if (isArgument(pattern[at])) {
                request.arguments[pattern[at].substr(1, pattern[at].size() - 2)] = parts[at];
            }
        }
        return &route;
    }
    if (!methods.empty()) {
        return std::unexpected(Problem{405, "method_not_allowed", "this path takes " + methods + " only"});
    }
    return std::unexpected(Problem{404, "not_found", "there is nothing at this path"});
}

} // namespace cairn::server
