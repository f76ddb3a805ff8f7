#include "sync/server/connections/answer_json.h"

#include "sync/mcp/json.h"

#include <charconv>
#include <cmath>

namespace cairn::server {

namespace json = boost::json;

namespace {

constexpr std::size_t kTextMost = 1'000;
constexpr std::int64_t kNumberMost = 1LL << 53;

} // namespace

Told<json::value> readJson(std::string_view text) {
    auto value = mcp::parse(text);
    if (!value) {
        return outage("no JSON: " + std::string(text.substr(0, 100)));
    }
    return std::move(*value);
}

const json::object* memberObject(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr ? value->if_object() : nullptr;
}

const json::array* memberArray(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr ? value->if_array() : nullptr;
}

std::optional<std::string> memberText(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr || !value->is_string() || value->get_string().size() > kTextMost) {
        return std::nullopt;
    }
    return std::string(value->get_string());
}

std::optional<std::int64_t> memberNumber(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr) {
        return std::nullopt;
    }
    std::optional<std::int64_t> number;
    if (value->is_int64()) {
        number = value->get_int64();
    } else if (value->is_double() && std::abs(value->get_double()) < static_cast<double>(kNumberMost)) {
        number = std::llround(value->get_double());
    } else if (value->is_string()) {
        const auto& text = value->get_string();
        std::int64_t read = 0;
        const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), read);
        if (trouble == std::errc() && end == text.data() + text.size()) {
            number = read;
        }
    }
    return number && std::abs(*number) < kNumberMost ? number : std::nullopt;
}

std::optional<std::int64_t> memberSeconds(const json::object& object, std::string_view name) {
    constexpr std::int64_t kYear2000 = 946'684'800;
    constexpr std::int64_t kYear2100 = 4'102'444'800;
    const auto seconds = memberNumber(object, name);
    return seconds && *seconds >= kYear2000 && *seconds < kYear2100 ? std::optional(*seconds * 1'000) : std::nullopt;
}

std::vector<std::string> textsOf(const json::array& array) {
    std::vector<std::string> texts;
    for (const auto& item : array) {
        if (item.is_string() && item.get_string().size() <= kTextMost) {
            texts.emplace_back(item.get_string());
        }
    }
    return texts;
}

} // namespace cairn::server
