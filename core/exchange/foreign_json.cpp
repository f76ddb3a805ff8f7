#include "core/exchange/foreign_json.h"

#include "core/exchange/foreign_text.h"

#include <boost/json.hpp>

#include <algorithm>
#include <utility>

namespace cairn::exchange {

namespace json = boost::json;
using base::ErrorCode;

namespace {

constexpr std::size_t kSlugBytes = 80;
constexpr std::size_t kPieceBytes = 64U << 10U; // parsed between two looks whether to stop

std::string_view view(const json::string& text) {
    return {text.data(), text.size()};
}

} // namespace

base::Expected<json::value>
parseForeignJson(std::string_view text, const std::string& file, std::size_t depth, const std::stop_token& stop) {
    json::parse_options options;
    options.max_depth = depth;
    json::stream_parser parser({}, options);
    boost::system::error_code error;
    std::size_t taken = 0;
    while (!error && !parser.done() && taken < text.size()) {
        if (stop.stop_requested()) {
            return base::fail(ErrorCode::Cancelled, "stopped; nothing was imported");
        }
        taken += parser.write_some(text.data() + taken, std::min(kPieceBytes, text.size() - taken), error);
    }
    if (!error) {
        parser.finish(error);
    }
    if (!error && text.find_first_not_of(" \t\r\n", taken) != std::string_view::npos) {
        error = json::error::extra_data;
    }
    if (!error) {
        return parser.release();
    }
    const auto line = 1 + std::ranges::count(text.substr(0, taken), '\n');
    const auto place = file + ":line " + std::to_string(line);
    if (error == json::error::too_deep) {
        return base::fail(ErrorCode::LimitExceeded, "is nested deeper than " + std::to_string(depth), place);
    }
    return base::fail(ErrorCode::InvalidInput, "is not JSON: " + error.message(), place);
}

ObjectReader::ObjectReader(const json::value& value, std::string place, std::optional<base::Error>& trouble)
    : m_object(value.if_object())
    , m_place(std::move(place))
    , m_trouble(trouble) {
    if (m_object == nullptr) {
        complainAt(m_place, ErrorCode::InvalidInput, "is not an object");
    }
}

std::string ObjectReader::line(std::string_view name, std::size_t most) {
    const auto* value = member(name);
    if (value == nullptr) {
        complain(name, ErrorCode::InvalidInput, std::string(name) + " is missing");
        return {};
    }
    auto read = text(*value, placeOf(name), most);
    if (read.empty()) {
        complain(name, ErrorCode::InvalidInput, "is empty");
    }
    return read;
}

std::string ObjectReader::optionalLine(std::string_view name, std::size_t most) {
    const auto* value = member(name);
    return value == nullptr || value->is_null() ? std::string{} : text(*value, placeOf(name), most);
}

std::string ObjectReader::paragraph(std::string_view name, std::size_t most) {
    const auto* value = member(name);
    if (value == nullptr || value->is_null() || !value->is_string()) {
        return optionalLine(name, most);
    }
    return text(json::string(collapseSpaces(view(value->get_string()))), placeOf(name), most);
}

std::string ObjectReader::slug(std::string_view name) {
    const auto* value = member(name);
    if (value == nullptr) {
        complain(name, ErrorCode::InvalidInput, std::string(name) + " is missing");
        return {};
    }
    return slugText(*value, placeOf(name));
}

std::optional<std::int64_t> ObjectReader::integer(std::string_view name, std::int64_t least, std::int64_t most) {
    const auto* value = member(name);
    if (value == nullptr || value->is_null()) {
        return {};
    }
    if (!value->is_number() || value->is_double()) {
        complain(name, ErrorCode::InvalidInput, "is not an integer");
        return {};
    }
    if (!value->is_int64() || value->get_int64() < least || value->get_int64() > most) {
        complain(
            name, ErrorCode::InvalidInput, "is not between " + std::to_string(least) + " and " + std::to_string(most));
        return {};
    }
    return value->get_int64();
}

std::vector<std::string> ObjectReader::lines(std::string_view name, std::size_t entries, std::size_t most) {
    std::vector<std::string> read;
    if (const auto* array = list(name, entries)) {
        for (std::size_t at = 0; at < array->size() && !failed(); ++at) {
            read.push_back(text((*array)[at], placeOf(name) + "/" + std::to_string(at), most));
        }
    }
    return read;
}

std::vector<std::string> ObjectReader::slugs(std::string_view name, std::size_t entries) {
    std::vector<std::string> read;
    if (const auto* array = list(name, entries)) {
        for (std::size_t at = 0; at < array->size() && !failed(); ++at) {
            read.push_back(slugText((*array)[at], placeOf(name) + "/" + std::to_string(at)));
        }
    }
    return read;
}

const json::array* ObjectReader::list(std::string_view name, std::size_t entries) {
    const auto* value = member(name);
    if (value == nullptr || value->is_null()) {
        return nullptr;
    }
    const auto* array = value->if_array();
    if (array == nullptr) {
        complain(name, ErrorCode::InvalidInput, "is not a list");
        return nullptr;
    }
    if (array->size() > entries) {
        complain(
            name, ErrorCode::LimitExceeded,
            "has " + std::to_string(array->size()) + " entries, more than " + std::to_string(entries));
        return nullptr;
    }
    return array;
}

const json::value* ObjectReader::object(std::string_view name) {
    const auto* value = member(name);
    if (value != nullptr && !value->is_object()) {
        complain(name, ErrorCode::InvalidInput, "is not an object");
        return nullptr;
    }
    return value;
}

bool ObjectReader::has(std::string_view name) const {
    return member(name) != nullptr;
}

void ObjectReader::complain(std::string_view name, ErrorCode code, std::string message) {
    complainAt(placeOf(name), code, std::move(message));
}

std::string ObjectReader::placeOf(std::string_view name) const {
    return m_place + "/" + std::string(name);
}

const json::value* ObjectReader::member(std::string_view name) const {
    return m_object == nullptr || failed() ? nullptr : m_object->if_contains(name);
}

std::string ObjectReader::text(const json::value& value, const std::string& place, std::size_t most) {
    if (!value.is_string()) {
        complainAt(place, ErrorCode::InvalidInput, "is not text");
        return {};
    }
    const auto raw = view(value.get_string());
    if (raw.size() > most) {
        complainAt(
            place, ErrorCode::LimitExceeded,
            "is " + std::to_string(raw.size()) + " bytes long, more than " + std::to_string(most));
        return {};
    }
    if (!isOneLine(raw)) {
        complainAt(place, ErrorCode::InvalidInput, "has control characters: " + inQuotes(raw));
        return {};
    }
    return collapseSpaces(raw);
}

std::string ObjectReader::slugText(const json::value& value, const std::string& place) {
    auto read = text(value, place, kSlugBytes);
    if (!failed() && !isSlug(read)) {
        complainAt(
            place, ErrorCode::InvalidInput, inQuotes(read) + " is no slug (lower-case letters, digits and hyphens)");
    }
    return read;
}

void ObjectReader::complainAt(const std::string& place, ErrorCode code, std::string message) {
    if (!m_trouble) {
        m_trouble = base::Error{code, std::move(message), place};
    }
}

} // namespace cairn::exchange
