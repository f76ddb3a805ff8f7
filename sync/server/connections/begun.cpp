#include "sync/server/connections/begun.h"

#include "core/events/described_json.h"

namespace cairn::server {

std::string write(const Begun& begun) {
    std::string text;
    events::appendJson(text, begun);
    return text;
}

std::optional<Begun> readBegun(const std::string& text) {
    const auto json = events::parseJson(text);
    Begun begun;
    return json && events::fromJson(*json, begun) ? std::optional(begun) : std::nullopt;
}

} // namespace cairn::server
