#include "core/exchange/exercism.h"

#include "core/exchange/exercism_config.h"
#include "core/exchange/exercism_content.h"
#include "core/exchange/exercism_plan.h"
#include "core/exchange/folder_reader.h"

#include <optional>
#include <string>
#include <utility>

namespace cairn::exchange {

using base::ErrorCode;
using base::Expected;

namespace {

std::unexpected<base::Error> failAsStopped() {
    return base::fail(ErrorCode::Cancelled, "stopped; nothing was imported");
}

Expected<ExercismConfig>
readConfig(const FolderReader& folder, const ExercismLimits& limits, const std::stop_token& stop) {
    const std::string file = "config.json";
    const auto read = folder.read(file, limits.configBytes);
    if (!read) {
        return std::unexpected(read.error());
    }
    const std::optional<std::string>& bytes = *read;
    if (!bytes) {
        return base::fail(
            ErrorCode::NotFound,
            "is missing: the folder of an Exercism track has config.json in it, and concepts and exercises beside it, "
            "like a clone of github.com/exercism/python",
            file);
    }
    return parseExercismConfig(*bytes, limits, stop);
}

Expected<void> readContents(Track& track, ExercismContentReader& contents, const base::Progress& progress) {
    const auto total = std::ssize(track.topics) + std::ssize(track.tasks);
    std::int64_t done = 0;
    for (auto& topic : track.topics) {
        if (progress.stopped()) {
            return failAsStopped();
        }
        progress({"Reading the concept " + topic.definition.title, done++, total});
        auto read = contents.readConcept(topic.definition.slug);
        if (!read) {
            return std::unexpected(std::move(read.error()));
        }
        topic.definition.summary = std::move(read->summary);
        topic.content = std::move(read->content);
    }
    for (auto& task : track.tasks) {
        if (progress.stopped()) {
            return failAsStopped();
        }
        progress({"Reading the exercise " + task.definition.title, done++, total});
        auto read = contents.readExercise(task.definition.kind, task.definition.slug);
        if (!read) {
            return std::unexpected(std::move(read.error()));
        }
        task.definition.summary = std::move(read->summary);
        task.content = std::move(read->content);
    }
    progress({"Reading is done", done, total});
    return {};
}

} // namespace

Expected<Track>
readExercismTrack(const std::filesystem::path& folder, const base::Progress& progress, const ExercismLimits& limits) {
    const auto reader = FolderReader::open(folder);
    if (!reader) {
        return std::unexpected(reader.error());
    }
    progress({"Reading config.json", 0, 0});
    auto config = readConfig(*reader, limits, progress.stop);
    if (!config) {
        return std::unexpected(std::move(config.error()));
    }
    if (progress.stopped()) {
        return failAsStopped();
    }
    Warnings warnings;
    auto track = planExercismTrack(std::move(*config), progress.stop);
    if (!track) {
        return track;
    }
    ExercismContentReader contents(*reader, limits, warnings);
    if (auto read = readContents(*track, contents, progress); !read) {
        return std::unexpected(std::move(read.error()));
    }
    if (progress.stopped()) {
        return failAsStopped();
    }
    for (auto& line : std::move(warnings).take()) {
        track->warnings.push_back(std::move(line));
    }
    return track;
}

} // namespace cairn::exchange
