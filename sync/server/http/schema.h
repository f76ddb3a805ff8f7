#pragma once

#include "core/events/described_json.h"
#include "sync/server/http/message.h"

#include <boost/json/array.hpp>

// Described structs as the bodies of requests and answers. Other than events, an answer has all of its members, a
// request must have those that are not optional, and numbers, texts and times are documented by JSON Schema.
namespace cairn::server {

namespace detail {

using events::detail::IsOptional;
using events::detail::IsTextMap;
using events::detail::IsVector;
using events::detail::Members;

} // namespace detail

// The value with all of its members; an optional one that is not there is null.
template<class T> boost::json::value toJson(const T& value) {
    if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, std::int64_t> || std::is_same_v<T, std::string>) {
        return boost::json::value(value);
    } else if constexpr (std::is_same_v<T, boost::json::value> || std::is_same_v<T, boost::json::object>) {
        return value;
    } else if constexpr (std::is_enum_v<T>) {
        return boost::json::value(boost::describe::enum_to_string(value, "unknown"));
    } else if constexpr (detail::IsOptional<T>::value) {
        return value ? toJson(*value) : boost::json::value();
    } else if constexpr (detail::IsVector<T>::value) {
        boost::json::array list;
        list.reserve(value.size());
        for (const auto& item : value) {
            list.push_back(toJson(item));
        }
        return list;
    } else if constexpr (detail::IsTextMap<T>::value) {
        boost::json::object object;
        for (const auto& [key, item] : value) {
            object[key] = toJson(item);
        }
        return object;
    } else {
        boost::json::object object;
        boost::mp11::mp_for_each<detail::Members<T>>(
            [&](auto member) { object[member.name] = toJson(value.*member.pointer); });
        return object;
    }
}

// The JSON Schema of a value as toJson() writes it.
template<class T> boost::json::value schemaOf() {
    using boost::json::object;
    if constexpr (std::is_same_v<T, bool>) {
        return object{{"type", "boolean"}};
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
        return object{{"type", "integer"}, {"format", "int64"}};
    } else if constexpr (std::is_same_v<T, std::string>) {
        return object{{"type", "string"}};
    } else if constexpr (std::is_same_v<T, boost::json::value> || std::is_same_v<T, boost::json::object>) {
        return object{{"type", "object"}};
    } else if constexpr (std::is_enum_v<T>) {
        boost::json::array words;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>(
            [&](auto enumerator) { words.emplace_back(enumerator.name); });
        return object{{"type", "string"}, {"enum", std::move(words)}};
    } else if constexpr (detail::IsOptional<T>::value) {
        auto schema = schemaOf<typename T::value_type>().as_object();
        schema["nullable"] = true;
        return schema;
    } else if constexpr (detail::IsVector<T>::value) {
        return object{{"type", "array"}, {"items", schemaOf<typename T::value_type>()}};
    } else if constexpr (detail::IsTextMap<T>::value) {
        return object{{"type", "object"}, {"additionalProperties", schemaOf<typename T::mapped_type>()}};
    } else {
        object properties;
        boost::json::array required;
        boost::mp11::mp_for_each<detail::Members<T>>([&](auto member) {
            using Value = std::remove_cvref_t<decltype(std::declval<T>().*member.pointer)>;
            properties[member.name] = schemaOf<Value>();
            if (!detail::IsOptional<Value>::value) {
                required.emplace_back(member.name);
            }
        });
        object schema{{"type", "object"}, {"properties", std::move(properties)}};
        if (!required.empty()) {
            schema["required"] = std::move(required);
        }
        return schema;
    }
}

// Reads a request's body, and says of each field what is wrong with it.
template<class T> std::expected<T, Problem> readBody(const Request& request) {
    Problem problem{400, "validation_failed", "the request is not what this endpoint takes", {}, 0};
    if (!request.contentType.starts_with("application/json")) {
        return std::unexpected(Problem{415, "unsupported_media_type", "send JSON as application/json"});
    }
    const auto json = events::parseJson(request.body);
    if (!json || !json->is_object()) {
        problem.code = "malformed";
        problem.message = json ? "the body is no JSON object" : "the body is no JSON: " + json.error().message;
        return std::unexpected(problem);
    }
    T body{};
    boost::mp11::mp_for_each<detail::Members<T>>([&](auto member) {
        using Value = std::remove_cvref_t<decltype(body.*member.pointer)>;
        const auto* field = json->get_object().if_contains(member.name);
        if (field == nullptr) {
            if (!detail::IsOptional<Value>::value) {
                problem.fields.push_back({member.name, "is missing"});
            }
        } else if (auto read = events::fromJson(*field, body.*member.pointer); !read) {
            problem.fields.push_back({member.name + read.error().place, "is " + read.error().message});
        }
    });
    if (!problem.fields.empty()) {
        return std::unexpected(problem);
    }
    return body;
}

} // namespace cairn::server
