#pragma once

#include "core/events/catalogue.h"

#include <cstdint>
#include <string>
#include <vector>

namespace cairn::exchange {

// A track as an importer read it from the outside: checked, closed (every reference has its target), acyclic, and not
// yet anybody's. Ids are made of what the origin calls the thing, so that two computers that import one track mean the
// same tasks.
struct TrackTopic {
    std::string id;
    events::TopicCreated definition;
    events::ContentSet content;
};

struct TrackTask {
    std::string id;
    events::TaskCreated definition;
    events::ContentSet content;
};

// What an import reports. Counts are of what is active; an edge is a prerequisite that an active exercise names.
struct TrackCounts {
    std::int64_t concepts = 0;
    std::int64_t conceptExercises = 0;
    std::int64_t practiceExercises = 0;
    std::int64_t prerequisites = 0;
    std::int64_t skipped = 0; // deprecated and work-in-progress exercises
};

struct Track {
    std::string id; // of the path
    events::PathCreated definition;
    std::vector<TrackTopic> topics; // in an order that respects the prerequisites
    std::vector<TrackTask> tasks;
    TrackCounts counts;
    std::vector<std::string> warnings; // what was passed over although the origin names it, a line each
};

} // namespace cairn::exchange
