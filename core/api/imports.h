#pragma once

#include "core/api/request.h"
#include "core/base/progress.h"

#include <filesystem>
#include <string>
#include <vector>

namespace cairn::api {

struct ImportReport {
    std::string path; // id
    std::string title;
    std::int64_t concepts = 0;
    std::int64_t conceptExercises = 0;
    std::int64_t practiceExercises = 0;
    std::int64_t prerequisites = 0;
    std::int64_t skipped = 0;
    std::int64_t added = 0; // topics and tasks
    std::int64_t updated = 0;
    std::int64_t retired = 0; // that the newer copy no longer has
    std::vector<std::string> warnings;
};

// A track that comes with the program.
struct StarterPath {
    std::string id;
    std::string title;
    std::string summary;
    std::filesystem::path folder;
};

using OnProgress = std::function<void(const base::ProgressStep&)>; // delivered as answers are

class Imports {
public:
    virtual ~Imports() = default;

    // Imports or updates a track; all of it or nothing. Progress is kept.
    virtual Request exercism(std::filesystem::path folder, OnProgress progress, Reply<ImportReport> reply) = 0;

    virtual std::vector<StarterPath> starterPaths() const = 0;

    // Some weeks of an invented learner's work in a log of its own, and out again without a trace.
    virtual Request addSample(OnProgress progress, Reply<ImportReport> reply) = 0;
    virtual Request removeSample(Reply<bool> reply) = 0;
};

} // namespace cairn::api
