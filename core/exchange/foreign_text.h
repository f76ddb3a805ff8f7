#pragma once

#include "core/base/error.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// Text that somebody else wrote: what of it is taken in, and how messages quote it.
namespace cairn::exchange {

// The text of a file: UTF-8 without its byte order mark, with \n at the ends of lines, so that two copies of a track
// mean the same bytes whatever git made of them. Anything else is refused with a sentence that names the encoding.
base::Expected<std::string> decodeText(std::string_view bytes, const std::string& place);

// Whether `text` can stand in a list, a title bar or a terminal: valid, without control characters, line separators
// or the marks that turn the direction of writing.
bool isOneLine(std::string_view text);

// Without white space at the ends and with one space for every run of it.
std::string collapseSpaces(std::string_view text);

// Lower-case ASCII letters, digits and hyphens: what origins use in addresses and folder names.
bool isSlug(std::string_view text);

// `text` for a message: in quotes, cut when it is long, without what a terminal would obey.
std::string inQuotes(std::string_view text);

// Why `name` cannot name a file below a folder on every system that we run on; empty where it can. Refuses absolute
// names, "..", back slashes, drive letters, the names of Windows' devices and what its file systems do not allow.
std::string troubleWithFileName(std::string_view name);

// How many bytes `text` takes as canonical JSON: what counts against the size of an event.
std::size_t sizeAsJson(std::string_view text);

// Lines for the person who imports, at most `kMost` and then a count.
class Warnings {
public:
    static constexpr std::size_t kMost = 200;

    void add(std::string line);
    std::vector<std::string> take() &&;

private:
    std::vector<std::string> m_lines;
    std::size_t m_more = 0;
};

} // namespace cairn::exchange
