#include "core/exchange/foreign_text.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace cairn::exchange {

using base::ErrorCode;

namespace {

constexpr std::size_t kQuotedBytes = 80;
constexpr std::size_t kFileNameBytes = 200;

bool isContinuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80U;
}

// Takes the first code point off valid UTF-8.
std::uint32_t takePoint(std::string_view& text) {
    const auto lead = static_cast<unsigned char>(text.front());
    std::size_t length = 1;
    while (length < text.size() && isContinuation(text[length])) {
        ++length;
    }
    std::uint32_t point = length == 1 ? lead : lead & (0xffU >> (length + 1));
    for (std::size_t at = 1; at < length; ++at) {
        point = (point << 6U) | (static_cast<unsigned char>(text[at]) & 0x3fU);
    }
    text.remove_prefix(length);
    return point;
}

bool isControl(std::uint32_t point) {
    return point < 0x20 || (point >= 0x7f && point < 0xa0);
}

// Line and paragraph separators, and the marks with which a title can pretend to be another one.
bool turnsTheLine(std::uint32_t point) {
    return (point >= 0x2028 && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
}

bool isWindowsDevice(std::string_view part) {
    static constexpr std::array<std::string_view, 4> kDevices{"con", "prn", "aux", "nul"};
    const std::string stem = base::foldCase(part.substr(0, part.find('.')));
    if (std::ranges::find(kDevices, stem) != kDevices.end()) {
        return true;
    }
    return stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) && stem[3] >= '0' && stem[3] <= '9';
}

} // namespace

base::Expected<std::string> decodeText(std::string_view bytes, const std::string& place) {
    if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff")) {
        return base::fail(ErrorCode::InvalidInput, "is encoded as UTF-16; save it as UTF-8", place);
    }
    if (bytes.starts_with("\xef\xbb\xbf")) {
        bytes.remove_prefix(3);
    }
    if (bytes.contains('\0')) {
        return base::fail(ErrorCode::InvalidInput, "has a NUL byte: no text, or one that is not UTF-8", place);
    }
    if (!base::isValidText(bytes)) {
        return base::fail(ErrorCode::InvalidInput, "is not valid UTF-8", place);
    }
    std::string text;
    text.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        if (bytes[at] == '\r' && at + 1 < bytes.size() && bytes[at + 1] == '\n') {
            continue;
        }
        text += bytes[at];
    }
    return text;
}

bool isOneLine(std::string_view text) {
    if (!base::isValidText(text)) {
        return false;
    }
    while (!text.empty()) {
        const auto point = takePoint(text);
        if (isControl(point) || turnsTheLine(point)) {
            return false;
        }
    }
    return true;
}

std::string collapseSpaces(std::string_view text) {
    std::string collapsed;
    bool gap = false;
    for (const char c : text) {
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            gap = true;
            continue;
        }
        if (gap && !collapsed.empty()) {
            collapsed += ' ';
        }
        gap = false;
        collapsed += c;
    }
    return collapsed;
}

bool isSlug(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

std::string inQuotes(std::string_view text) {
    const bool cut = text.size() > kQuotedBytes;
    if (cut) {
        std::size_t end = kQuotedBytes;
        while (end > 0 && isContinuation(text[end])) {
            --end;
        }
        text = text.substr(0, end);
    }
    std::string shown = "“";
    if (base::isValidText(text)) {
        while (!text.empty()) {
            const auto rest = text;
            const auto point = takePoint(text);
            shown += isControl(point) || turnsTheLine(point) ? "?" : rest.substr(0, rest.size() - text.size());
        }
    } else {
        std::ranges::transform(text, std::back_inserter(shown), [](char c) { return c >= ' ' && c < 0x7f ? c : '?'; });
    }
    shown += cut ? "…”" : "”";
    return shown;
}

std::string troubleWithFileName(std::string_view name) {
    if (name.empty()) {
        return "is empty";
    }
    if (name.size() > kFileNameBytes) {
        return "is longer than " + std::to_string(kFileNameBytes) + " bytes";
    }
    if (!isOneLine(name)) {
        return "has control characters";
    }
    if (name.front() == '/') {
        return "is absolute";
    }
    if (name.find_first_of("\\:*?\"<>|") != std::string_view::npos) {
        return "has one of \\ : * ? \" < > |, which Windows does not allow";
    }
    for (std::size_t start = 0; start <= name.size();) {
        const auto end = std::min(name.find('/', start), name.size());
        const auto part = name.substr(start, end - start);
        if (part == "..") {
            return "leads out of its folder";
        }
        if (part.empty() || part == ".") {
            return "has an empty part";
        }
        if (part.back() == '.' || part.back() == ' ') {
            return "has a part that ends in a dot or a space, which Windows does not allow";
        }
        if (isWindowsDevice(part)) {
            return "is the name of a device on Windows";
        }
        start = end + 1;
    }
    return {};
}

std::size_t sizeAsJson(std::string_view text) {
    std::size_t size = text.size() + 2;
    for (const char c : text) {
        if (c == '"' || c == '\\' || c == '\b' || c == '\f' || c == '\n' || c == '\r' || c == '\t') {
            size += 1;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            size += 5;
        }
    }
    return size;
}

void Warnings::add(std::string line) {
    if (m_lines.size() < kMost) {
        m_lines.push_back(std::move(line));
    } else {
        ++m_more;
    }
}

std::vector<std::string> Warnings::take() && {
    if (m_more > 0) {
        m_lines.push_back("and " + std::to_string(m_more) + " more of this kind");
    }
    return std::move(m_lines);
}

} // namespace cairn::exchange
