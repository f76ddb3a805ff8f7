#include "core/service/map_view.h"

#include "core/map/node_size.h"
#include "core/map/reduction.h"
#include "core/service/path_views.h"

#include <map>

namespace cairn::service {

MapDraft mapDraft(const std::string& path, const Standing& standing, bool everything) {
    MapDraft draft;
    draft.view.path = path;
    draft.view.title = standing.path.definition.title;
    draft.view.position = standing.position.current;
    // Who wrote a path means all of its topics, also before there are exercises.
    const bool own = standing.path.definition.source == events::TaskSource::own;
    const auto topics = topicRows(standing, everything || own);
    std::map<std::string, std::size_t> places;
    std::vector<std::string> titles;
    for (const auto& topic : topics) {
        places[topic.id] = titles.size();
        titles.push_back(topic.title);
    }
    const auto size = map::nodeSize(titles);
    std::vector<map::Edge> edges;
    for (const auto& topic : topics) {
        const auto place = places.at(topic.id);
        draft.graph.nodes.push_back({topic.id, size.width, size.height, static_cast<int>(place)});
        api::MapNode node;
        node.topic = topic;
        node.width = size.width;
        node.height = size.height;
        node.hasNote = !standing.topics.at(topic.id).note.empty();
        draft.view.nodes.push_back(std::move(node));
        for (const auto& prerequisite : topic.prerequisites) {
            if (const auto from = places.find(prerequisite.id); from != places.end()) {
                edges.push_back({from->second, place});
            }
        }
    }
    draft.graph.edges = map::reduced(draft.graph.nodes.size(), edges);
    return draft;
}

api::MapView mapView(MapDraft draft, const map::Layout& layout) {
    auto view = std::move(draft.view);
    view.width = layout.width;
    view.height = layout.height;
    for (std::size_t at = 0; at < view.nodes.size(); ++at) {
        view.nodes[at].x = layout.boxes[at].x;
        view.nodes[at].y = layout.boxes[at].y;
    }
    for (std::size_t at = 0; at < draft.graph.edges.size(); ++at) {
        const auto& edge = draft.graph.edges[at];
        view.edges.push_back({edge.from, edge.to, layout.splines[at]});
    }
    return view;
}

} // namespace cairn::service
