#include "ui/pages/mindmap/map_search.h"

#include <QStringList>

#include <algorithm>
#include <utility>

namespace cairn::ui {

std::vector<std::size_t> findTopics(const api::MapView& map, const QString& words) {
    const QStringList wanted = words.toCaseFolded().split(u' ', Qt::SkipEmptyParts);
    std::vector<std::pair<int, std::size_t>> found; // how far from the best, and the topic
    for (std::size_t i = 0; i < map.nodes.size() && !wanted.isEmpty(); ++i) {
        const QString title = QString::fromStdString(map.nodes[i].topic.title).toCaseFolded();
        if (std::ranges::all_of(wanted, [&](const QString& word) { return title.contains(word); })) {
            const QString& first = wanted.front();
            found.emplace_back(title.startsWith(first) ? 0 : title.contains(u' ' + first) ? 1 : 2, i);
        }
    }
    std::ranges::stable_sort(found, {}, &std::pair<int, std::size_t>::first);
    std::vector<std::size_t> topics;
    for (const auto& [distance, topic] : found) {
        topics.push_back(topic);
    }
    return topics;
}

} // namespace cairn::ui
