#pragma once

#include "core/map/graph.h"
#include "core/map/layered_layout.h"

#include <vector>

namespace cairn::map {

// A calm S from one point to another that leaves and arrives level.
Spline plainLine(const Point& start, const Point& end);

// Where boxes stand, to be asked whether a line has free way.
class Obstacles {
public:
    // `chosen`: indices into both.
    Obstacles(const std::vector<Node>& nodes, const std::vector<Box>& boxes, const std::vector<std::size_t>& chosen);

    // Whether no box stands within the rectangle that two corners span; touching its sides is no matter.
    bool isClear(const Point& corner, const Point& opposite) const;

private:
    struct Side {
        double left;
        double right;
        double top;
        double bottom;
    };

    std::vector<Side> m_sides; // by left
    double m_widest = 0;
};

} // namespace cairn::map
