#include "sync/server/verify/requirement.h"

#include "core/events/requirement.h"

namespace cairn::server {

using events::Platform;
using events::Requirement;

bool isComplete(const Requirement& requirement) {
    return requirement.platform != Platform::none && events::check(requirement).has_value();
}

Requirement requirementOf(const Requirement& said, std::string_view url) {
    const auto wanted = said.platform == Platform::none ? events::requirementFrom(url).value_or(Requirement()) : said;
    return isComplete(wanted) ? wanted : Requirement{};
}

} // namespace cairn::server
