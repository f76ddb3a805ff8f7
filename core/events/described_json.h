#pragma once

#include "core/base/error.h"
#include "core/events/canonical_json.h"

#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>
#include <boost/describe/members.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <boost/mp11/algorithm.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

// Described structs as JSON objects, and back. Boost.JSON's own conversion insists on every member and on no other;
// ours reads an absent member as its default and passes over what it does not know, because that is how payloads of
// other versions look. A member at its default is not written, so adding one changes no old bytes.
namespace cairn::events {

template<class T> void appendJson(std::string& out, const T& value);
template<class T> base::Expected<void> fromJson(const boost::json::value& json, T& value);

namespace detail {

template<class T> struct IsVector : std::false_type {};

template<class T> struct IsVector<std::vector<T>> : std::true_type {};

template<class T> struct IsOptional : std::false_type {};

template<class T> struct IsOptional<std::optional<T>> : std::true_type {};

template<class T> struct IsTextMap : std::false_type {};

template<class T> struct IsTextMap<std::map<std::string, T>> : std::true_type {};

template<class T> using Members = boost::describe::describe_members<T, boost::describe::mod_public>;

// A member of T, without its type.
template<class T> struct Member {
    std::string_view name;
    bool (*isDefault)(const T& value);
    void (*append)(std::string& out, const T& value);
};

// In the order of canonical JSON.
template<class T> const auto& sortedMembers() {
    static const auto kMembers = [] {
        std::array<Member<T>, boost::mp11::mp_size<Members<T>>::value> members{};
        std::size_t place = 0;
        boost::mp11::mp_for_each<Members<T>>([&](auto described) {
            using Described = decltype(described);
            members[place++] = {
                Described::name,
                [](const T& value) {
                    static const T kDefault{};
                    return value.*Described::pointer == kDefault.*Described::pointer;
                },
                [](std::string& out, const T& value) { appendJson(out, value.*Described::pointer); }};
        });
        std::ranges::sort(members, {}, &Member<T>::name);
        return members;
    }();
    return kMembers;
}

inline std::unexpected<base::Error> wrong(const char* wanted) {
    return base::fail(base::ErrorCode::InvalidInput, std::string("not ") + wanted);
}

} // namespace detail

template<class T> void appendJson(std::string& out, const T& value) {
    // Items of a list or an object.
    const auto append = [&](char open, auto&& items, const auto& one, char close) {
        out += open;
        const char* separator = "";
        for (const auto& item : items) {
            out += separator;
            one(item);
            separator = ",";
        }
        out += close;
    };
    if constexpr (std::is_same_v<T, bool>) {
        out += value ? "true" : "false";
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
        out += std::to_string(value);
    } else if constexpr (std::is_same_v<T, std::string>) {
        appendText(out, value);
    } else if constexpr (std::is_enum_v<T>) {
        appendText(out, boost::describe::enum_to_string(value, "unknown"));
    } else if constexpr (detail::IsOptional<T>::value) {
        if (value) {
            appendJson(out, *value);
        } else {
            out += "null";
        }
    } else if constexpr (detail::IsVector<T>::value) {
        append('[', value, [&](const auto& item) { appendJson(out, item); }, ']');
    } else if constexpr (detail::IsTextMap<T>::value) {
        append(
            '{', value,
            [&](const auto& member) {
                appendText(out, member.first);
                out += ':';
                appendJson(out, member.second);
            },
            '}');
    } else {
        append(
            '{',
            std::views::filter(
                detail::sortedMembers<T>(), [&](const auto& member) { return !member.isDefault(value); }),
            [&](const auto& member) {
                appendText(out, member.name);
                out += ':';
                member.append(out, value);
            },
            '}');
    }
}

template<class T> base::Expected<void> fromJson(const boost::json::value& json, T& value) {
    if constexpr (std::is_same_v<T, bool>) {
        if (!json.is_bool()) {
            return detail::wrong("true or false");
        }
        value = json.get_bool();
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
        if (!json.is_int64()) {
            return detail::wrong("an integer");
        }
        value = json.get_int64();
    } else if constexpr (std::is_same_v<T, std::string>) {
        if (!json.is_string()) {
            return detail::wrong("text");
        }
        value = std::string(json.get_string());
    } else if constexpr (std::is_enum_v<T>) {
        if (!json.is_string() || !boost::describe::enum_from_string(std::string(json.get_string()).c_str(), value)) {
            return detail::wrong("a known word");
        }
    } else if constexpr (detail::IsOptional<T>::value) {
        value.reset();
        if (!json.is_null()) {
            return fromJson(json, value.emplace());
        }
    } else if constexpr (detail::IsVector<T>::value) {
        if (!json.is_array()) {
            return detail::wrong("a list");
        }
        value.clear();
        value.reserve(json.get_array().size());
        for (const auto& item : json.get_array()) {
            if (auto read = fromJson(item, value.emplace_back()); !read) {
                return base::fail(
                    read.error().code, read.error().message,
                    "/" + std::to_string(value.size() - 1) + read.error().place);
            }
        }
    } else if constexpr (detail::IsTextMap<T>::value) {
        if (!json.is_object()) {
            return detail::wrong("an object");
        }
        value.clear();
        for (const auto& member : json.get_object()) {
            const std::string key(member.key());
            if (auto read = fromJson(member.value(), value[key]); !read) {
                return base::fail(read.error().code, read.error().message, "/" + key + read.error().place);
            }
        }
    } else {
        if (!json.is_object()) {
            return detail::wrong("an object");
        }
        value = T{};
        base::Expected<void> result;
        boost::mp11::mp_for_each<detail::Members<T>>([&](auto member) {
            const auto* field = json.get_object().if_contains(member.name);
            if (!result || field == nullptr) {
                return;
            }
            if (auto read = fromJson(*field, value.*member.pointer); !read) {
                result = base::fail(
                    read.error().code, read.error().message, std::string("/") + member.name + read.error().place);
            }
        });
        return result;
    }
    return {};
}

template<class T> std::string encodeDescribed(const T& value) {
    std::string out;
    appendJson(out, value);
    return out;
}

template<class T> base::Expected<T> decodeDescribed(std::string_view text, const JsonLimits& limits = {}) {
    std::array<unsigned char, 4096> buffer; // NOLINT(cppcoreguidelines-pro-type-member-init): nothing reads it first
    boost::json::monotonic_resource storage(buffer.data(), buffer.size());
    const auto json = parseJson(text, limits, &storage);
    if (!json) {
        return std::unexpected(json.error());
    }
    T value{};
    if (auto read = fromJson(*json, value); !read) {
        return std::unexpected(read.error());
    }
    return value;
}

} // namespace cairn::events
