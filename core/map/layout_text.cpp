#include "core/map/layout_text.h"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>

namespace cairn::map {
namespace {

using base::ErrorCode;
using base::Expected;
using base::fail;

constexpr std::int64_t kFormat = 1;

// To be raised when layOut would draw the same graph otherwise: kept layouts are then made anew.
constexpr std::int64_t kLayoutVersion = 1;

constexpr std::int64_t kFarthest = 100'000'000; // tenths: ten thousand screens

void append(std::string& text, std::int64_t number) {
    char digits[24];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, number);
    if (!text.empty()) {
        text += ' ';
    }
    text.append(digits, end);
}

void appendLength(std::string& text, double points) {
    append(text, std::llround(points * 10));
}

// Reads what `append` wrote, strictly: one space between, no signs but a minus, no leading zeros.
class Numbers {
public:
    explicit Numbers(std::string_view text)
        : m_text(text) {}

    std::optional<std::int64_t> next(std::int64_t lowest, std::int64_t highest) {
        if (!m_first && (m_text.empty() || m_text.front() != ' ')) {
            return {};
        }
        m_text.remove_prefix(m_first ? 0 : 1);
        m_first = false;
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(m_text.data(), m_text.data() + m_text.size(), number);
        const auto digits = static_cast<std::size_t>(end - m_text.data());
        std::string canonical;
        append(canonical, number);
        if (error != std::errc{} || canonical != m_text.substr(0, digits) || number < lowest || number > highest) {
            return {};
        }
        m_text.remove_prefix(digits);
        return number;
    }

    std::optional<double> length() {
        const auto tenths = next(0, kFarthest);
        return tenths ? std::optional(static_cast<double>(*tenths) / 10.0) : std::nullopt;
    }

    bool atEnd() const { return m_text.empty(); }

    std::size_t left() const { return m_text.size(); }

private:
    std::string_view m_text;
    bool m_first = true;
};

bool readSpline(Numbers& numbers, Spline& spline) {
    const auto points = numbers.next(0, 100'000);
    if (!points || (*points != 0 && (*points < 4 || *points % 3 != 1)) ||
        static_cast<std::size_t>(*points) > numbers.left()) {
        return false;
    }
    spline.resize(static_cast<std::size_t>(*points));
    for (auto& [x, y] : spline) {
        const auto readX = numbers.length();
        const auto readY = readX ? numbers.length() : std::nullopt;
        if (!readY) {
            return false;
        }
        x = *readX;
        y = *readY;
    }
    return true;
}

bool read(Numbers& numbers, Layout& layout) {
    const auto format = numbers.next(kFormat, kFormat);
    const auto boxes = format ? numbers.next(0, kMaxNodes) : std::nullopt;
    const auto splines = boxes ? numbers.next(0, kMaxEdges) : std::nullopt;
    const auto width = splines ? numbers.length() : std::nullopt;
    const auto height = width ? numbers.length() : std::nullopt;
    // A count that the rest of the text cannot hold asks for no memory.
    if (!height || static_cast<std::size_t>(*boxes + *splines) > numbers.left()) {
        return false;
    }
    layout.width = *width;
    layout.height = *height;
    layout.boxes.resize(static_cast<std::size_t>(*boxes));
    for (Box& box : layout.boxes) {
        const auto x = numbers.length();
        const auto y = x ? numbers.length() : std::nullopt;
        if (!y) {
            return false;
        }
        box = {*x, *y};
    }
    layout.splines.resize(static_cast<std::size_t>(*splines));
    for (Spline& spline : layout.splines) {
        if (!readSpline(numbers, spline)) {
            return false;
        }
    }
    return numbers.atEnd();
}

} // namespace

std::string fnv128(std::string_view bytes) {
    // The prime is 2^88 + 0x13b: a product modulo 2^128 is a shift and a multiplication by a small number.
    std::uint64_t high = 0x6c62272e07bb0142;
    std::uint64_t low = 0x62b821756295c58d;
    for (const char byte : bytes) {
        low ^= static_cast<unsigned char>(byte);
        const std::uint64_t bottom = (low & 0xffffffff) * 0x13b;
        const std::uint64_t middle = (low >> 32) * 0x13b + (bottom >> 32);
        high = high * 0x13b + (middle >> 32) + (low << 24);
        low = (middle << 32) | (bottom & 0xffffffff);
    }
    std::string digits;
    for (const std::uint64_t half : {high, low}) {
        for (int shift = 60; shift >= 0; shift -= 4) {
            digits += "0123456789abcdef"[half >> shift & 0xf];
        }
    }
    return digits;
}

std::string layoutKey(const Graph& graph) {
    std::string text;
    append(text, kLayoutVersion);
    append(text, static_cast<std::int64_t>(graph.nodes.size()));
    append(text, static_cast<std::int64_t>(graph.edges.size()));
    for (const Node& node : graph.nodes) {
        append(text, static_cast<std::int64_t>(node.id.size())); // so that no id can look like what follows it
        text += ' ';
        text += node.id;
        appendLength(text, node.width);
        appendLength(text, node.height);
        append(text, node.order);
    }
    for (const Edge& edge : graph.edges) {
        append(text, static_cast<std::int64_t>(edge.from));
        append(text, static_cast<std::int64_t>(edge.to));
    }
    return fnv128(text);
}

std::string encodeLayout(const Layout& layout) {
    std::string text;
    append(text, kFormat);
    append(text, static_cast<std::int64_t>(layout.boxes.size()));
    append(text, static_cast<std::int64_t>(layout.splines.size()));
    appendLength(text, layout.width);
    appendLength(text, layout.height);
    for (const Box& box : layout.boxes) {
        appendLength(text, box.x);
        appendLength(text, box.y);
    }
    for (const Spline& spline : layout.splines) {
        append(text, static_cast<std::int64_t>(spline.size()));
        for (const auto& [x, y] : spline) {
            appendLength(text, x);
            appendLength(text, y);
        }
    }
    return text;
}

Expected<Layout> decodeLayout(std::string_view text) {
    Numbers numbers(text);
    Layout layout;
    if (!read(numbers, layout)) {
        return fail(
            ErrorCode::Corrupt, "A kept layout cannot be read.",
            "byte " + std::to_string(text.size() - numbers.left()));
    }
    return layout;
}

bool fits(const Layout& layout, const Graph& graph) {
    return layout.boxes.size() == graph.nodes.size() && layout.splines.size() == graph.edges.size();
}

} // namespace cairn::map
