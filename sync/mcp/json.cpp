#include "sync/mcp/json.h"

#include <boost/json/parse.hpp>

namespace cairn::mcp {

Expected<boost::json::value> parse(std::string_view text) {
    if (text.size() > kMessageBytes) {
        return fail(Failure::Kind::tooLarge, "a message of more than " + std::to_string(kMessageBytes) + " bytes");
    }
    boost::system::error_code trouble;
    auto value = boost::json::parse(text, trouble, {}, {.max_depth = 64});
    if (trouble) {
        return fail(Failure::Kind::malformed, "no JSON: " + trouble.message());
    }
    return value;
}

Expected<boost::json::object> parseObject(std::string_view text) {
    auto value = parse(text);
    if (!value) {
        return std::unexpected(value.error());
    }
    if (!value->is_object()) {
        return fail(Failure::Kind::malformed, "no JSON object");
    }
    return std::move(value->get_object());
}

const boost::json::value* find(const boost::json::object& object, std::string_view name) {
    return object.if_contains(name);
}

std::string text(const boost::json::object& object, std::string_view name) {
    const auto* found = object.if_contains(name);
    return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string();
}

const boost::json::object* object(const boost::json::object& object, std::string_view name) {
    const auto* found = object.if_contains(name);
    return found == nullptr ? nullptr : found->if_object();
}

bool flag(const boost::json::object& object, std::string_view name) {
    const auto* found = object.if_contains(name);
    return found != nullptr && found->is_bool() && found->get_bool();
}

std::vector<std::string> texts(const boost::json::object& object, std::string_view name) {
    std::vector<std::string> all;
    const auto* found = object.if_contains(name);
    const auto* items = found == nullptr ? nullptr : found->if_array();
    for (std::size_t at = 0; items != nullptr && at < items->size(); ++at) {
        if (const auto* item = (*items)[at].if_string()) {
            all.emplace_back(*item);
        }
    }
    return all;
}

} // namespace cairn::mcp
