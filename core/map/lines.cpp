#include "core/map/lines.h"

#include <algorithm>

namespace cairn::map {

Spline plainLine(const Point& start, const Point& end) {
    const double middle = (start[0] + end[0]) / 2;
    return {start, {middle, start[1]}, {middle, end[1]}, end};
}

Obstacles::Obstacles(
    const std::vector<Node>& nodes, const std::vector<Box>& boxes, const std::vector<std::size_t>& chosen) {
    for (const std::size_t i : chosen) {
        const double halfWidth = nodes[i].width / 2;
        const double halfHeight = nodes[i].height / 2;
        const auto [x, y] = boxes[i];
        m_sides.push_back({x - halfWidth, x + halfWidth, y - halfHeight, y + halfHeight});
        m_widest = std::max(m_widest, nodes[i].width);
    }
    std::ranges::sort(m_sides, {}, &Side::left);
}

bool Obstacles::isClear(const Point& corner, const Point& opposite) const {
    const auto [left, right] = std::minmax(corner[0], opposite[0]);
    const auto [top, bottom] = std::minmax(corner[1], opposite[1]);
    auto side = std::ranges::lower_bound(m_sides, left - m_widest, {}, &Side::left);
    for (; side != m_sides.end() && side->left < right; ++side) {
        if (side->right > left && side->top < bottom && side->bottom > top) {
            return false;
        }
    }
    return true;
}

} // namespace cairn::map
