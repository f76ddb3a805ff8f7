#include "sync/server/paths/context7_answers.h"

#include "core/base/text.h"
#include "core/plan/documentation.h"

#include <algorithm>
#include <optional>
#include <ranges>

namespace cairn::server {

using base::ErrorCode;

namespace {

constexpr std::size_t kLineBytes = 200;
constexpr std::size_t kAddressBytes = 2'000;
constexpr std::size_t kQuotedBytes = 160;
constexpr std::string_view kSpace = " \t\r\n";
constexpr std::string_view kFence = "```";

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(kSpace);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

// Takes the next line away from `text`.
std::string_view takeLine(std::string_view& text) {
    const auto end = text.find('\n');
    const auto line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
    std::vector<std::string_view> parts;
    for (auto end = text.find(separator); end != std::string_view::npos; end = text.find(separator)) {
        parts.push_back(text.substr(0, end));
        text.remove_prefix(end + separator.size());
    }
    parts.push_back(text);
    return parts;
}

bool isControl(char sign) {
    return static_cast<unsigned char>(sign) < ' ';
}

bool isLine(std::string_view text, std::size_t most) {
    return !trimmed(text).empty() && text.size() <= most && std::ranges::none_of(text, isControl);
}

// What follows `label` on the next line, which is taken away.
std::optional<std::string_view> takeLabelled(std::string_view& text, std::string_view label) {
    const auto line = takeLine(text);
    return line.starts_with(label) ? std::optional(line.substr(label.size())) : std::nullopt;
}

base::Expected<void> checkText(std::string_view text) {
    if (text.size() > kContext7Bytes) {
        return base::fail(ErrorCode::LimitExceeded, "the answer is larger than this server reads");
    }
    if (!base::isValidText(text)) {
        return base::fail(ErrorCode::InvalidInput, "the answer is no text");
    }
    return {};
}

// "/owner/name", or with a version behind it.
bool isLibraryId(std::string_view id) {
    if (!id.starts_with('/') || id.size() > kLineBytes) {
        return false;
    }
    const auto parts = split(id.substr(1), "/");
    return parts.size() >= 2 && std::ranges::none_of(parts, [](auto part) {
               return part.empty() ||
                      std::ranges::any_of(part, [](char sign) { return isControl(sign) || sign == ' '; });
           });
}

std::optional<Library> readLibrary(std::string_view block) {
    const auto title = takeLabelled(block, "- Title: ");
    const auto id = takeLabelled(block, "- Context7-compatible library ID: ");
    const auto description = takeLabelled(block, "- Description: ");
    if (!title || !isLine(*title, kLineBytes) || !id || !isLibraryId(*id) || !description) {
        return std::nullopt;
    }
    // Every library has this line; one that has not was cut off.
    while (!block.empty()) {
        if (const auto reputation = takeLabelled(block, "- Source Reputation: ")) {
            constexpr std::string_view kReputations[] = {"High", "Medium", "Low", "Unknown"};
            return std::ranges::find(kReputations, *reputation) != std::end(kReputations)
                       ? std::optional(
                             Library{std::string(*id), std::string(trimmed(*title)), std::string(*description)})
                       : std::nullopt;
        }
    }
    return std::nullopt;
}

bool isAddress(std::string_view text) {
    return (text.starts_with("https://") || text.starts_with("http://")) && text.size() <= kAddressBytes &&
           std::ranges::none_of(text, [](char sign) { return isControl(sign) || sign == ' '; });
}

// Whether an example begins that does not end.
bool isCutOff(std::string_view text) {
    std::size_t open = 0; // backticks of the example's first line
    while (!text.empty()) {
        const auto line = trimmed(takeLine(text));
        const auto ticks = std::min(line.find_first_not_of('`'), line.size());
        if (open == 0 && ticks >= kFence.size()) {
            open = ticks;
        } else if (open != 0 && ticks >= open && ticks == line.size()) {
            open = 0;
        }
    }
    return open != 0;
}

constexpr std::string_view kHeading = "### ";
constexpr std::string_view kSource = "Source: ";

// Its heading, where it has one, the page that it is from, and what stands below.
std::optional<Section> readSection(std::string_view text) {
    const auto heading = text.starts_with(kHeading) ? trimmed(*takeLabelled(text, kHeading)) : std::string_view();
    text = text.substr(std::min(text.find_first_not_of(kSpace), text.size()));
    const auto source = takeLabelled(text, kSource);
    const auto body = trimmed(text);
    if (!source || !isAddress(trimmed(*source)) || body.empty()) {
        return std::nullopt;
    }
    return Section{std::string(trimmed(*source)), std::string(heading) + "\n" + std::string(body)};
}

std::ptrdiff_t countWords(std::string_view text) {
    return std::ranges::count_if(
        std::views::split(text, ' '), [](const auto& word) { return !std::ranges::empty(word); });
}

// Whether `text` has all of the words, and hardly more: "C++" is not what "JSON for Modern C++" is called.
bool isCalled(std::string text, std::string_view words) {
    std::ranges::replace(text, '/', ' ');
    bool all = countWords(words) > 0 && 2 * countWords(words) >= countWords(text);
    for (const auto word : split(words, " ")) {
        all = all && (word.empty() || plan::mentions(text, word));
    }
    return all;
}

} // namespace

base::Expected<std::vector<Library>> readLibraries(std::string_view text) {
    if (auto checked = checkText(text); !checked) {
        return std::unexpected(checked.error());
    }
    if (text == "No libraries found matching the provided name." ||
        text == "Available Libraries:\n\nNo documentation libraries found matching your query.") {
        return std::vector<Library>();
    }
    constexpr std::string_view kBegin = "Available Libraries:\n\n";
    if (!text.starts_with(kBegin)) {
        return base::fail(ErrorCode::InvalidInput, quotedLine(text));
    }
    auto list = text.substr(kBegin.size());
    if (list.starts_with("**Note:**")) {
        takeLine(list);
        takeLine(list);
    }
    std::vector<Library> libraries;
    for (const auto block : split(list, "\n----------\n")) {
        if (auto library = readLibrary(block)) {
            libraries.push_back(std::move(*library));
        }
    }
    if (libraries.empty()) {
        return base::fail(ErrorCode::InvalidInput, "the list of libraries describes none in full");
    }
    return libraries;
}

const Library* libraryOf(std::string_view technology, const std::vector<Library>& libraries) {
    const auto name = base::foldCase(trimmed(technology));
    const auto first = [&](auto&& goes) -> const Library* {
        const auto found = std::ranges::find_if(libraries, goes);
        return found == libraries.end() ? nullptr : &*found;
    };
    if (name.empty()) {
        return nullptr;
    }
    if (const auto* found = first([&](const Library& library) { return base::foldCase(library.title) == name; })) {
        return found;
    }
    const auto isLastPart = [&](const Library& library) {
        return base::foldCase(library.id).substr(library.id.rfind('/') + 1) == name;
    };
    if (const auto* found = first(isLastPart)) {
        return found;
    }
    return first([&](const Library& library) { return isCalled(library.title, name) || isCalled(library.id, name); });
}

base::Expected<std::vector<Section>> readSections(std::string_view text) {
    if (auto checked = checkText(text); !checked) {
        return std::unexpected(checked.error());
    }
    constexpr std::string_view kBetween = "\n--------------------------------\n";
    std::vector<std::string> parts;
    for (const auto part : split(text, kBetween)) {
        if (const auto begun = trimmed(part); begun.starts_with(kHeading) || begun.starts_with(kSource)) {
            parts.emplace_back(begun);
        } else if (!parts.empty()) {
            parts.back().append(kBetween).append(part); // a line within an example
        } else {
            return base::fail(ErrorCode::InvalidInput, quotedLine(text));
        }
    }
    if (isCutOff(parts.back())) {
        parts.pop_back();
    }
    std::vector<Section> sections;
    for (const auto& part : parts) {
        if (auto section = readSection(part)) {
            sections.push_back(std::move(*section));
        }
    }
    if (sections.empty()) {
        return base::fail(ErrorCode::InvalidInput, "no section of the documentation is whole");
    }
    return sections;
}

std::string quotedLine(std::string_view said) {
    if (!base::isValidText(said)) {
        return "what is no text";
    }
    const auto all = trimmed(said);
    auto size = std::min(all.size(), kQuotedBytes);
    constexpr unsigned char kMask = 0xC0;
    constexpr unsigned char kInside = 0x80;
    while (size < all.size() && (static_cast<unsigned char>(all[size]) & kMask) == kInside) {
        --size; // not within a character
    }
    std::string line(all.substr(0, size));
    std::ranges::replace_if(line, isControl, ' ');
    if (size < all.size()) {
        return line + " …";
    }
    if (line.ends_with('.')) {
        line.pop_back();
    }
    return line.empty() ? "nothing" : line;
}

} // namespace cairn::server
