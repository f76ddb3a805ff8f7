#pragma once

#include <string>
#include <vector>

namespace cairn::map {

struct NodeSize {
    double width = 0;
    double height = 0;
};

// The size that all boxes of one map have, in points of a 100 % screen: as wide as nearly all titles need at 12 pixels
// with an icon before them, within 112-184; longer ones wrap into a second line. One width for all keeps the columns
// straight. The text is estimated, not measured, so that a map is the same on every machine.
NodeSize nodeSize(const std::vector<std::string>& titles);

} // namespace cairn::map
