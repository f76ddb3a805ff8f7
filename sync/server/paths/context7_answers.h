#pragma once

#include "core/base/error.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// What Context7's server of tools answers (@upstash/context7-mcp 4.1). All of it is text for people, its troubles too,
// and nothing marks them as such: what is not exactly of the shape that answers have says nothing.
namespace cairn::server {

constexpr std::size_t kContext7Bytes = 500'000; // of an answer

struct Library {
    std::string id; // "/nlohmann/json"
    std::string title;
    std::string description;
};

// What resolve-library-id says: those that it found, the most relevant first. Without one that it says so plainly, or
// with at least one that is described in full; others are left out.
base::Expected<std::vector<Library>> readLibraries(std::string_view text);

// Which of them goes by that name: the one with just this title, else with just this as the last part of its id, else
// the first whose title or id has all of its words, and no more than as many others. nullptr: none.
const Library* libraryOf(std::string_view technology, const std::vector<Library>& libraries);

// A piece of documentation.
struct Section {
    std::string source; // http(s) address of the page that it is from
    std::string text;   // its heading and what stands below
};

// What query-docs says, at least one section. An example that does not end is cut off: its section is left out.
base::Expected<std::vector<Section>> readSections(std::string_view text);

// What was said, as a part of a sentence: a short line that is text, without the full stop.
std::string quotedLine(std::string_view said);

} // namespace cairn::server
