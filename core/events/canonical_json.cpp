#include "core/events/canonical_json.h"

#include "core/base/text.h"

#include <boost/json.hpp>

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace cairn::events {

namespace json = boost::json;
using base::ErrorCode;

namespace {

// The characters that have a short escape, and its letter.
constexpr std::string_view kEscaped = "\"\\\b\f\n\r\t";
constexpr std::string_view kShort = "\"\\bfnrt";

constexpr bool needsEscape(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

void write(std::string& out, const json::value& value) {
    switch (value.kind()) {
    case json::kind::null:
        out += "null";
        break;
    case json::kind::bool_:
        out += value.get_bool() ? "true" : "false";
        break;
    case json::kind::int64:
        out += std::to_string(value.get_int64());
        break;
    case json::kind::uint64:
        out += std::to_string(value.get_uint64());
        break;
    case json::kind::double_:
        out += "null";
        break; // refused on the way in, and no described type of ours has one
    case json::kind::string:
        appendText(out, value.get_string());
        break;
    case json::kind::array: {
        out += '[';
        const char* separator = "";
        for (const auto& item : value.get_array()) {
            out += separator;
            write(out, item);
            separator = ",";
        }
        out += ']';
        break;
    }
    case json::kind::object: {
        std::vector<const json::key_value_pair*> members;
        members.reserve(value.get_object().size());
        for (const auto& member : value.get_object()) {
            members.push_back(&member);
        }
        std::ranges::sort(members, {}, [](const auto* member) { return member->key(); });
        out += '{';
        const char* separator = "";
        for (const auto* member : members) {
            out += separator;
            appendText(out, member->key());
            out += ':';
            write(out, member->value());
            separator = ",";
        }
        out += '}';
        break;
    }
    }
}

// The first thing in `value` that has no canonical form, or an empty text.
std::string_view trouble(const json::value& value) {
    switch (value.kind()) {
    case json::kind::double_:
        return "a number that is not an integer";
    case json::kind::uint64:
        return value.get_uint64() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())
                   ? "a number beyond 64 bits"
                   : "";
    case json::kind::string:
        return base::isValidText(value.get_string()) ? "" : "text that is not valid UTF-8";
    case json::kind::array:
        for (const auto& item : value.get_array()) {
            if (const auto found = trouble(item); !found.empty()) {
                return found;
            }
        }
        return "";
    case json::kind::object:
        for (const auto& member : value.get_object()) {
            if (!base::isValidText(member.key())) {
                return "a name that is not valid UTF-8";
            }
            if (const auto found = trouble(member.value()); !found.empty()) {
                return found;
            }
        }
        return "";
    default:
        return "";
    }
}

} // namespace

void appendText(std::string& out, std::string_view text) {
    static constexpr char kHex[] = "0123456789abcdef";
    out += '"';
    while (!text.empty()) {
        const auto plain = static_cast<std::size_t>(std::ranges::find_if(text, needsEscape) - text.begin());
        out += text.substr(0, plain);
        if (plain == text.size()) {
            break;
        }
        const auto byte = static_cast<unsigned char>(text[plain]);
        if (const auto at = kEscaped.find(text[plain]); at != std::string_view::npos) {
            out += '\\';
            out += kShort[at];
        } else {
            out += "\\u00";
            out += kHex[byte >> 4U];
            out += kHex[byte & 0xfU];
        }
        text.remove_prefix(plain + 1);
    }
    out += '"';
}

std::string canonicalJson(const json::value& value) {
    std::string out;
    write(out, value);
    return out;
}

base::Expected<json::value> parseJson(std::string_view text, const JsonLimits& limits, json::storage_ptr storage) {
    if (text.size() > limits.bytes) {
        return base::fail(
            ErrorCode::LimitExceeded,
            "JSON of " + std::to_string(text.size()) + " bytes, more than " + std::to_string(limits.bytes));
    }
    boost::system::error_code error;
    json::parse_options options;
    options.max_depth = limits.depth;
    auto value = json::parse(text, error, std::move(storage), options);
    if (error) {
        return base::fail(ErrorCode::InvalidInput, "not JSON: " + error.message());
    }
    if (const auto found = trouble(value); !found.empty()) {
        return base::fail(ErrorCode::InvalidInput, "JSON with " + std::string(found));
    }
    return value;
}

base::Expected<json::value>
parseCanonicalJson(std::string_view text, const JsonLimits& limits, json::storage_ptr storage) {
    auto value = parseJson(text, limits, std::move(storage));
    if (value && canonicalJson(*value) != text) {
        return base::fail(ErrorCode::InvalidInput, "JSON that is not in canonical form");
    }
    return value;
}

} // namespace cairn::events
