#include "sync/server/verify/evidence.h"

#include "core/base/calendar.h"
#include "core/base/text.h"
#include "sync/mcp/json.h"

#include <charconv>
#include <functional>
#include <numeric>

namespace cairn::server {

using base::ErrorCode;

namespace {

constexpr std::int64_t kLatestSecond = 253'402'300'799; // of the year 9999

// Of `digits` characters at `place`; nothing where they are not all digits.
std::optional<int> digitsAt(std::string_view text, std::size_t place, std::size_t digits) {
    int number = 0;
    const auto* begin = text.data() + place;
    const auto [end, trouble] = std::from_chars(begin, begin + digits, number);
    return trouble == std::errc() && end == begin + digits && *begin != '-' ? std::optional(number) : std::nullopt;
}

// Line feeds and quotes are two, other control characters "\u0001".
std::size_t jsonSize(char letter) {
    const bool control = static_cast<unsigned char>(letter) < ' ';
    const bool brief = std::string_view("\b\f\n\r\t\"\\").contains(letter);
    return brief ? 2 : control ? 6 : 1;
}

} // namespace

base::Expected<boost::json::value> readAnswer(std::string_view text) {
    auto value = mcp::parse(text);
    if (!value) {
        return unexpectedShape(value.error().message);
    }
    return std::move(*value);
}

std::unexpected<base::Error> unexpectedShape(std::string what) {
    return base::fail(ErrorCode::InvalidInput, "the answer is not what was asked for: " + std::move(what));
}

std::optional<std::string> textIn(const boost::json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::optional(std::string(value->get_string())) : std::nullopt;
}

std::optional<std::int64_t> numberIn(const boost::json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_int64() ? std::optional(value->get_int64()) : std::nullopt;
}

const boost::json::object* objectIn(const boost::json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr ? value->if_object() : nullptr;
}

const boost::json::array* arrayIn(const boost::json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr ? value->if_array() : nullptr;
}

bool isNullIn(const boost::json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_null();
}

std::optional<base::Millis> secondsOf(std::int64_t seconds) {
    return seconds > 0 && seconds <= kLatestSecond ? std::optional(seconds * 1000) : std::nullopt;
}

std::optional<base::Millis> secondsOf(std::string_view digits) {
    std::int64_t seconds = 0;
    const auto* begin = digits.data();
    const auto* end = begin + digits.size();
    const auto [stop, trouble] = std::from_chars(begin, end, seconds);
    return trouble == std::errc() && stop == end ? secondsOf(seconds) : std::nullopt;
}

std::optional<base::Millis> instantOf(std::string_view text) {
    constexpr std::string_view kForm = "2025-10-18T16:21:07Z";
    if (text.size() != kForm.size() || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z') {
        return std::nullopt;
    }
    const auto day = base::parseDay(text.substr(0, 10));
    const auto hour = digitsAt(text, 11, 2);
    const auto minute = digitsAt(text, 14, 2);
    const auto second = digitsAt(text, 17, 2);
    if (!day || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60) {
        return std::nullopt;
    }
    return base::startOfDay(*day, 0) + (((*hour * 60LL) + *minute) * 60 + *second) * 1000;
}

bool sameAccount(std::string_view one, std::string_view other) {
    return !one.empty() && base::foldCase(one) == base::foldCase(other);
}

std::size_t jsonSize(std::string_view text) {
    return std::transform_reduce(
        text.begin(), text.end(), std::size_t{0}, std::plus(), [](char letter) { return jsonSize(letter); });
}

std::string keptText(std::string_view text, std::size_t bytes) {
    constexpr std::string_view kCut = " … cut";
    if (!base::isValidText(text)) {
        return "(" + std::to_string(text.size()) + " bytes that are no text)";
    }
    if (jsonSize(text) <= bytes) {
        return std::string(text);
    }
    std::size_t size = 0;
    for (std::size_t taken = kCut.size(); taken + jsonSize(text[size]) <= bytes; ++size) {
        taken += jsonSize(text[size]);
    }
    constexpr unsigned char kMask = 0xC0;
    constexpr unsigned char kInside = 0x80;
    while (size > 0 && (static_cast<unsigned char>(text[size]) & kMask) == kInside) {
        --size; // not within a character
    }
    return std::string(text.substr(0, size)) + std::string(kCut);
}

} // namespace cairn::server
