#pragma once

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/map/layered_layout.h"

#include <string>
#include <vector>

namespace cairn::map {

// The part of a graph that Graphviz shall see: no cycles, no edges to oneself, in the order in which it is told.
struct DotGraph {
    const std::vector<Node>* nodes = nullptr;
    std::vector<std::size_t> chosen; // indices into `nodes`
    std::vector<Edge> edges;         // indices into `nodes`, only of chosen ones
};

struct DotGaps {
    double columns = 0; // points
    double rows = 0;
};

// Factors on the rounds of the search, as Graphviz names them; empty: no limit.
struct DotEffort {
    std::string simplex{};  // nslimit and nslimit1: ranks and coordinates
    std::string crossing{}; // mclimit: fewer crossings
};

// The one place that speaks to Graphviz. Boxes are those of `chosen`, splines those of `edges`, a spline that Graphviz
// could not route being empty; y grows downwards. Everything is in points, in no particular origin but that of the
// picture's top left corner. Waits for another thread's call to end.
base::Expected<Layout>
runDot(const DotGraph& graph, const DotGaps& gaps, const DotEffort& effort, const base::Progress& progress);

} // namespace cairn::map
