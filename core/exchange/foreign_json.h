#pragma once

#include "core/base/error.h"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace cairn::exchange {

// Any JSON, fractions too. An error names the line: a file from outside was likely written by hand. Asked to stop, it
// is ErrorCode::Cancelled.
base::Expected<boost::json::value>
parseForeignJson(std::string_view text, const std::string& file, std::size_t depth, const std::stop_token& stop = {});

// Reads the members of one JSON object whose form is known. The first trouble is kept in `trouble`, which several
// readers share; from then on everything reads as empty, and the caller looks once, at the end. A place is the file
// and the JSON pointer in it: "config.json:/exercises/practice/3".
class ObjectReader {
public:
    ObjectReader(const boost::json::value& value, std::string place, std::optional<base::Error>& trouble);

    // Text of one line, 1 to `most` bytes.
    std::string line(std::string_view name, std::size_t most);

    // The same, where the member may be absent, null or empty.
    std::string optionalLine(std::string_view name, std::size_t most);

    // Text that may have been broken into lines, as one line. May be absent.
    std::string paragraph(std::string_view name, std::size_t most);

    std::string slug(std::string_view name);
    std::optional<std::int64_t> integer(std::string_view name, std::int64_t least, std::int64_t most);

    // Texts of one line each. An absent list is empty.
    std::vector<std::string> lines(std::string_view name, std::size_t entries, std::size_t most);
    std::vector<std::string> slugs(std::string_view name, std::size_t entries);

    // nullptr where the member is absent.
    const boost::json::array* list(std::string_view name, std::size_t entries);
    const boost::json::value* object(std::string_view name);

    bool has(std::string_view name) const;
    void complain(std::string_view name, base::ErrorCode code, std::string message);
    std::string placeOf(std::string_view name) const;

    const std::string& place() const { return m_place; }

    bool failed() const { return m_trouble.has_value(); }

private:
    const boost::json::value* member(std::string_view name) const;
    std::string text(const boost::json::value& value, const std::string& place, std::size_t most);
    std::string slugText(const boost::json::value& value, const std::string& place);
    void complainAt(const std::string& place, base::ErrorCode code, std::string message);

    const boost::json::object* m_object = nullptr;
    std::string m_place;
    std::optional<base::Error>& m_trouble;
};

} // namespace cairn::exchange
