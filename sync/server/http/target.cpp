#include "sync/server/http/target.h"

#include "core/base/text.h"

#include <boost/url/parse.hpp>

#include <algorithm>

namespace cairn::server {

bool readTarget(std::string_view target, Request& request) {
    const auto parsed = boost::urls::parse_origin_form({target.data(), target.size()});
    if (!parsed) {
        return false;
    }
    for (const auto segment : parsed->segments()) {
        request.path += "/" + std::string(segment);
    }
    bool valid = base::isValidText(request.path);
    for (const auto field : parsed->params()) {
        valid = valid && base::isValidText(std::string(field.key)) && base::isValidText(std::string(field.value));
        request.query[std::string(field.key)] = std::string(field.value);
    }
    // A slash that was written as %2F is no part of a path here.
    return valid && std::ranges::count(request.path, '/') == std::ranges::count(parsed->encoded_path(), '/');
}

} // namespace cairn::server
