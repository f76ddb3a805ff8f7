#pragma once

#include "core/api/paths.h"
#include "core/map/layered_layout.h"
#include "core/service/standings.h"

namespace cairn::service {

// A map before it has a layout: its topics and the graph that is to be laid out for them.
struct MapDraft {
    api::MapView view;
    map::Graph graph;
};

MapDraft mapDraft(const std::string& path, const Standing& standing, bool everything);

// The finished map.
api::MapView mapView(MapDraft draft, const map::Layout& layout);

} // namespace cairn::service
