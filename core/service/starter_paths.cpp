#include "core/service/starter_paths.h"

#include "core/events/canonical_json.h"

#include <boost/json/object.hpp>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace cairn::service {

namespace {

std::string textOf(const boost::json::object& object, const char* name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

} // namespace

std::vector<api::StarterPath> starterPathsIn(const std::filesystem::path& folder) {
    std::vector<api::StarterPath> found;
    std::error_code trouble;
    for (const auto& entry : std::filesystem::directory_iterator(folder, trouble)) {
        std::ifstream file(entry.path() / "config.json", std::ios::binary);
        std::ostringstream text;
        text << file.rdbuf();
        const auto config = events::parseJson(text.str());
        if (!file || !config || !config->is_object()) {
            continue;
        }
        const auto& object = config->get_object();
        found.push_back({textOf(object, "slug"), textOf(object, "name"), textOf(object, "blurb"), entry.path()});
    }
    std::ranges::sort(found, {}, &api::StarterPath::title);
    return found;
}

exchange::Track asStarter(exchange::Track track, const api::StarterPath& starter) {
    track.id = "starter-" + starter.id;
    track.definition.title = starter.title;
    track.definition.source = events::TaskSource::starter;
    for (auto& topic : track.topics) {
        topic.definition.path = track.id;
    }
    for (auto& task : track.tasks) {
        task.definition.path = track.id;
        task.definition.source = events::TaskSource::starter;
        task.definition.url.clear();
    }
    return track;
}

} // namespace cairn::service
