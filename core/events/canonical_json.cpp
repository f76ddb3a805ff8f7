#include "core/events/canonical_json.h"

#include "core/base/text.h"

#include <boost/json.hpp>

#include <algorithm>
#include <limits>
#include <vector>

namespace cairn::events {

namespace json = boost::json;
using base::ErrorCode;

namespace {

void writeText(std::string& out, std::string_view text) {
    static constexpr char kHex[] = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\b':
            out += "\\b";
            break;
        case '\f':
            out += "\\f";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20) {
                out += "\\u00";
                out += kHex[static_cast<unsigned char>(c) >> 4U];
                out += kHex[static_cast<unsigned char>(c) & 0xfU];
            } else {
                out += c;
            }
        }
    }
    out += '"';
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
        writeText(out, value.get_string());
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
            writeText(out, member->key());
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
std::string trouble(const json::value& value) {
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
            if (auto found = trouble(item); !found.empty()) {
                return found;
            }
        }
        return "";
    case json::kind::object:
        for (const auto& member : value.get_object()) {
            if (!base::isValidText(member.key())) {
                return "a name that is not valid UTF-8";
            }
            if (auto found = trouble(member.value()); !found.empty()) {
                return found;
            }
        }
        return "";
    default:
        return "";
    }
}

} // namespace

std::string canonicalJson(const json::value& value) {
    std::string out;
    write(out, value);
    return out;
}

base::Expected<json::value> parseJson(std::string_view text, const JsonLimits& limits) {
    if (text.size() > limits.bytes) {
        return base::fail(
            ErrorCode::LimitExceeded,
            "JSON of " + std::to_string(text.size()) + " bytes, more than " + std::to_string(limits.bytes));
    }
    boost::system::error_code error;
    json::parse_options options;
    options.max_depth = limits.depth;
    auto value = json::parse(text, error, {}, options);
    if (error) {
        return base::fail(ErrorCode::InvalidInput, "not JSON: " + error.message());
    }
    if (auto found = trouble(value); !found.empty()) {
        return base::fail(ErrorCode::InvalidInput, "JSON with " + found);
    }
    return value;
}

base::Expected<json::value> parseCanonicalJson(std::string_view text, const JsonLimits& limits) {
    auto value = parseJson(text, limits);
    if (value && canonicalJson(*value) != text) {
        return base::fail(ErrorCode::InvalidInput, "JSON that is not in canonical form");
    }
    return value;
}

} // namespace cairn::events
