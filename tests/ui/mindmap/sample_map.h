#pragma once

#include "core/api/paths.h"
#include "core/map/layered_layout.h"
#include "core/map/node_size.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace cairn::ui::test {

using api::TopicStanding;

struct SampleTopic {
    std::string title; // and, in lower case as it is, its id
    TopicStanding standing;
    std::vector<std::string> needs;
};

using LayOut = std::function<map::Layout(const map::Graph&)>;

inline map::Layout laidOut(const map::Graph& graph) {
    return map::layOut(graph, {}).value();
}

// A map as the service makes it.
inline api::MapView
mapOf(const std::vector<SampleTopic>& topics, const std::string& position, const LayOut& layOut = laidOut) {
    api::MapView view;
    view.path = "sample";
    view.title = "Sample";
    view.position = position;
    std::map<std::string, std::size_t> places;
    std::vector<std::string> titles;
    for (const SampleTopic& topic : topics) {
        places[topic.title] = titles.size();
        titles.push_back(topic.title);
    }
    const auto size = map::nodeSize(titles);
    map::Graph graph;
    for (const SampleTopic& topic : topics) {
        api::MapNode node;
        node.topic.id = topic.title;
        node.topic.title = topic.title;
        node.topic.standing = topic.standing;
        node.topic.required = topic.standing == TopicStanding::unscored ? 0 : 5;
        node.topic.requiredDone = topic.standing == TopicStanding::done          ? 5
                                  : topic.standing == TopicStanding::in_progress ? 2
                                                                                 : 0;
        node.width = size.width;
        node.height = size.height;
        for (const std::string& need : topic.needs) {
            graph.edges.push_back({places.at(need), places.at(topic.title)});
            view.edges.push_back({places.at(need), places.at(topic.title), {}});
            node.topic.prerequisites.push_back({need, need});
            if (topic.standing == TopicStanding::locked) {
                node.topic.missing.push_back({need, need});
            }
        }
        graph.nodes.push_back({topic.title, size.width, size.height, static_cast<int>(graph.nodes.size())});
        view.nodes.push_back(node);
    }
    const auto layout = layOut(graph);
    view.width = layout.width;
    view.height = layout.height;
    for (std::size_t i = 0; i < view.nodes.size(); ++i) {
        view.nodes[i].x = layout.boxes[i].x;
        view.nodes[i].y = layout.boxes[i].y;
    }
    for (std::size_t i = 0; i < view.edges.size(); ++i) {
        view.edges[i].points = layout.splines[i];
    }
    return view;
}

inline api::MapView sampleMap() {
    using enum TopicStanding;
    return mapOf(
        {{"Basics", done, {}},
         {"Bools", done, {"Basics"}},
         {"Numbers", done, {"Basics"}},
         {"Strings", done, {"Basics"}},
         {"Conditionals", done, {"Bools"}},
         {"Comparisons", done, {"Numbers", "Bools"}},
         {"String methods", available, {"Strings"}},
         {"Lists", done, {"Conditionals", "Comparisons"}},
         {"Loops", in_progress, {"Comparisons"}},
         {"Dicts", in_progress, {"Lists", "Loops"}},
         {"List methods", available, {"Lists"}},
         {"Sets", locked, {"Dicts"}},
         {"Classes", locked, {"Dicts"}},
         {"Generators", locked, {"Loops"}},
         {"Iterators", locked, {"Classes", "Generators"}},
         {"Ellipsis", unscored, {}},
         {"Memory", unscored, {}}},
        "Dicts");
}

// Many topics in layers of so many, some of each standing.
inline api::MapView largeMap(std::size_t count, std::size_t layer = 30, const LayOut& layOut = laidOut) {
    std::vector<SampleTopic> topics;
    for (std::size_t i = 0; i < count; ++i) {
        SampleTopic topic{"Topic " + std::to_string(i), static_cast<TopicStanding>(1 + i % 4), {}};
        if (i >= layer) {
            const std::size_t start = (i / layer - 1) * layer;
            topic.needs.push_back("Topic " + std::to_string(start + i * 7 % layer));
            if (i % 3 == 0) {
                topic.needs.push_back("Topic " + std::to_string(start + (i * 5 + 3) % layer));
            }
        }
        topics.push_back(topic);
    }
    return mapOf(topics, "Topic 40", layOut);
}

} // namespace cairn::ui::test
