#pragma once

#include "core/base/error.h"
#include "core/events/catalogue.h"
#include "core/exchange/exercism.h"
#include "core/exchange/folder_reader.h"
#include "core/exchange/foreign_text.h"

#include <boost/json/value.hpp>

#include <optional>
#include <string>
#include <vector>

namespace cairn::exchange {

// What the folder of a concept or an exercise holds for the learner. All of it may be missing: a track without code,
// or without folders, still has its config.json.
struct ExercismContent {
    std::string summary;
    events::ContentSet content;
};

// Reads those folders, within the limits of one folder and of all together. Example solutions are not read: they would
// spoil the exercise.
class ExercismContentReader {
public:
    ExercismContentReader(const FolderReader& folder, const ExercismLimits& limits, Warnings& warnings)
        : m_folder(folder)
        , m_limits(limits)
        , m_warnings(warnings) {}

    base::Expected<ExercismContent> readConcept(const std::string& slug);
    base::Expected<ExercismContent> readExercise(events::TaskKind kind, const std::string& slug);

private:
    // A file of names that a .meta/config.json lists, with the place where it does.
    struct NamedFile {
        std::string name;
        events::FileRole role;
        std::string place;
    };

    base::Expected<std::optional<std::string>> readText(const std::string& file);
    base::Expected<std::optional<boost::json::value>> readJson(const std::string& file);
    base::Expected<void> addText(ExercismContent& into, events::TextKind kind, const std::string& file);
    base::Expected<void> addLinks(ExercismContent& into, const std::string& file);
    base::Expected<std::vector<NamedFile>> readMeta(ExercismContent& into, const std::string& folder);
    base::Expected<void>
    addFiles(ExercismContent& into, const std::string& folder, const std::vector<NamedFile>& files);
    base::Expected<ExercismContent> closed(ExercismContent content, const std::string& folder);

    const FolderReader& m_folder;
    const ExercismLimits& m_limits;
    Warnings& m_warnings;
    std::size_t m_trackBytes = 0;
};

} // namespace cairn::exchange
