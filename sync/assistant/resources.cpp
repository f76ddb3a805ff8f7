#include "sync/assistant/resources.h"

#include <boost/url/encode.hpp>
#include <boost/url/pct_string_view.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include <array>

namespace cairn::assistant {

namespace json = boost::json;
namespace urls = boost::urls;

namespace {

constexpr std::string_view kScheme = "cairn://";

struct Kind {
    const char* name;
    const char* tool;
    const char* title;
};

constexpr std::array kAlone{
    Kind{"today", "get_today", "Today"},
    Kind{"progress", "get_progress", "Progress"},
    Kind{"paths", "list_paths", "Learning paths"},
};

constexpr std::array kById{
    Kind{"path", "get_path", "A learning path"},
    Kind{"topic", "get_topic", "A topic"},
    Kind{"task", "get_task", "A task"},
};

json::object entry(std::string address, const std::string& name, const std::string& title) {
    return {{"uri", std::move(address)}, {"name", name}, {"title", title}, {"mimeType", "application/json"}};
}

} // namespace

std::optional<ResourceAt> resourceAt(const std::string& address) {
    if (!address.starts_with(kScheme)) {
        return std::nullopt;
    }
    const auto place = address.substr(kScheme.size());
    for (const auto& kind : kAlone) {
        if (place == kind.name) {
            return ResourceAt{findTool(kind.tool), {}};
        }
    }
    for (const auto& kind : kById) {
        const auto prefix = std::string(kind.name) + "/";
        if (!place.starts_with(prefix)) {
            continue;
        }
        const auto id = urls::make_pct_string_view(std::string_view(place).substr(prefix.size()));
        if (id && !id->empty()) {
            return ResourceAt{findTool(kind.tool), {{"id", id->decode()}}};
        }
    }
    return std::nullopt;
}

json::array resources(const std::vector<api::PathSummary>& paths) {
    json::array all;
    for (const auto& kind : kAlone) {
        all.push_back(entry(std::string(kScheme) + kind.name, kind.name, kind.title));
    }
    for (const auto& path : paths) {
        all.push_back(entry(
            std::string(kScheme) + "path/" + urls::encode(path.id, urls::unreserved_chars), "path " + path.id,
            path.title));
    }
    return all;
}

json::array resourceTemplates() {
    json::array all;
    for (const auto& kind : kById) {
        all.push_back(json::object{
            {"uriTemplate", std::string(kScheme) + kind.name + "/{id}"},
            {"name", kind.name},
            {"title", kind.title},
            {"mimeType", "application/json"}});
    }
    return all;
}

} // namespace cairn::assistant
