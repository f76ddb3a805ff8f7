#include "core/map/node_size.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace cairn::map {
namespace {

constexpr double kHeight = 40;
constexpr double kBesideTitle = 46; // margins, icon and the gap after it
constexpr double kNarrowest = 112;
constexpr double kWidest = 184;

// Mean advances of a 12-pixel sans by class of character, a little to the wide side.
double advance(std::string_view title) {
    double width = 0;
    for (const char c : title) {
        const auto byte = static_cast<std::uint8_t>(c);
        if ((byte & 0xc0) == 0x80) {
            continue; // inside of a character
        }
        if (byte >= 0xe3) {
            width += 12; // mostly Chinese, Japanese, Korean
        } else if (std::string_view(" !',.:;ijlIft|()[]").contains(c)) {
            width += 4.4;
        } else if ((byte >= 'A' && byte <= 'Z') || c == 'm' || c == 'w') {
            width += 8.8;
        } else {
            width += 7;
        }
    }
    return width;
}

} // namespace

NodeSize nodeSize(const std::vector<std::string>& titles) {
    std::vector<double> widths;
    for (const std::string& title : titles) {
        widths.push_back(advance(title));
    }
    if (widths.empty()) {
        return {kNarrowest, kHeight};
    }
    const auto nearly = widths.begin() + static_cast<std::ptrdiff_t>((widths.size() - 1) * 19 / 20);
    std::ranges::nth_element(widths, nearly);
    // A multiple of the grid of 8.
    return {std::clamp(std::ceil((*nearly + kBesideTitle) / 8) * 8, kNarrowest, kWidest), kHeight};
}

} // namespace cairn::map
