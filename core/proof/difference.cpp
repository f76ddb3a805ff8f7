#include "core/proof/difference.h"

#include <boost/json/serialize.hpp>

#include <algorithm>

namespace cairn::proof {

namespace json = boost::json;

namespace {

constexpr std::size_t kShown = 80;

std::string shown(const json::value* value) {
    auto text = value == nullptr ? std::string("nothing") : json::serialize(*value);
    return text.size() > kShown ? text.substr(0, kShown) + "…" : text;
}

std::string below(const std::string& place, std::string_view name) {
    return (place.empty() ? "" : place + "/") + std::string(name);
}

std::optional<Difference> differ(const json::value* given, const json::value* computed, const std::string& place) {
    if (given != nullptr && computed != nullptr && given->is_object() && computed->is_object()) {
        for (const auto& [name, value] : computed->get_object()) {
            if (auto found = differ(given->get_object().if_contains(name), &value, below(place, name))) {
                return found;
            }
        }
        for (const auto& [name, value] : given->get_object()) {
            if (!computed->get_object().contains(name)) {
                return Difference{below(place, name), shown(&value), shown(nullptr)};
            }
        }
        return std::nullopt;
    }
    if (given != nullptr && computed != nullptr && given->is_array() && computed->is_array()) {
        const auto& left = given->get_array();
        const auto& right = computed->get_array();
        for (std::size_t at = 0; at < std::max(left.size(), right.size()); ++at) {
            if (auto found = differ(left.if_contains(at), right.if_contains(at), below(place, std::to_string(at)))) {
                return found;
            }
        }
        return std::nullopt;
    }
    if (given != nullptr && computed != nullptr && *given == *computed) {
        return std::nullopt;
    }
    return Difference{place, shown(given), shown(computed)};
}

} // namespace

std::optional<Difference> firstDifference(const json::value& given, const json::value& computed) {
    return differ(&given, &computed, {});
}

} // namespace cairn::proof
