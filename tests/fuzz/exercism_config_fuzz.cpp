#include "core/exchange/exercism_config.h"
#include "core/exchange/exercism_plan.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace {

using namespace cairn;

void demand(bool holds) {
    if (!holds) {
        std::abort();
    }
}

// What every track that is let in keeps to.
void check(const exchange::Track& track) {
    std::set<std::string> topics;
    for (const auto& topic : track.topics) {
        demand(topic.id.size() <= 120 && topic.definition.rank == static_cast<std::int64_t>(topics.size()));
        for (const auto& needed : topic.definition.prerequisites) {
            demand(topics.contains(needed));
        }
        demand(topics.insert(topic.id).second);
    }
    std::set<std::string> tasks;
    for (const auto& task : track.tasks) {
        demand(task.id.size() <= 120 && task.definition.rank == static_cast<std::int64_t>(tasks.size()));
        demand(task.definition.difficulty >= 1 && task.definition.difficulty <= 10);
        for (const auto& topic : task.definition.topics) {
            demand(topics.contains(topic));
        }
        for (const auto& needed : task.definition.prerequisites) {
            demand(topics.contains(needed));
        }
        demand(tasks.insert(task.id).second);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    auto config = exchange::parseExercismConfig({reinterpret_cast<const char*>(data), size});
    if (!config) {
        demand(!config.error().message.empty() && config.error().place.starts_with("config.json"));
        return 0;
    }
    if (const auto track = exchange::planExercismTrack(std::move(*config))) {
        check(*track);
    } else {
        demand(
            track.error().place.starts_with("config.json:/exercises/concept/") ||
            track.error().place.starts_with("config.json:/exercises/practice/"));
    }
    return 0;
}
