#include "core/events/catalogue.h"

#include "core/events/described_json.h"

#include <cassert>

namespace cairn::events {

base::Expected<Payload> decodePayload(const Event& event) {
    base::Expected<Payload> decoded = Payload{};
    const auto tryRow = [&]<class T>(const Row<T>& row) {
        if (event.type != row.type || event.version != row.version) {
            return false;
        }
        auto payload = decodeDescribed<T>(event.payload);
        if (payload) {
            decoded = std::move(*payload);
        } else {
            decoded =
                base::fail(payload.error().code, event.type + ": " + payload.error().message, payload.error().place);
        }
        return true;
    };
    std::apply([&](const auto&... rows) { (tryRow(rows) || ...); }, kCatalogue);
    return decoded;
}

bool isLearnersOwn(std::string_view type) {
    return std::apply(
        [&](const auto&... rows) { return ((rows.type == type && rows.author == Author::learner) || ...); },
        kCatalogue);
}

bool isInCatalogue(std::string_view type) {
    return std::apply([&](const auto&... rows) { return ((rows.type == type) || ...); }, kCatalogue);
}

Draft draft(std::string subject, const Payload& payload) {
    return std::visit(
        [&]<class T>(const T& known) -> Draft {
            if constexpr (std::is_same_v<T, std::monostate>) {
                assert(!"a draft needs a payload");
                return {};
            } else {
                const auto& row = rowOf<T>();
                return {std::move(subject), std::string(row.type), row.version, encodeDescribed(known)};
            }
        },
        payload);
}

} // namespace cairn::events
