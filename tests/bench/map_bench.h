#pragma once

#include <QString>

namespace cairn::bench {

struct MapBench {
    int topics = 5'000;
    QString folder; // where layouts are kept for the next run; empty: nowhere
};

// Pans and zooms a large map, a long one and one as high as long, and prints what a frame takes: the change of the
// view, and a whole picture of it in raster.
void benchMap(const MapBench& bench);

} // namespace cairn::bench
