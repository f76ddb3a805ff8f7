#pragma once

#include "core/api/profile.h"

#include <boost/json/object.hpp>

#include <functional>
#include <string>
#include <vector>

namespace cairn::assistant {

// Who asks, as it calls itself.
using Client = std::string;

// One thing that an assistant can do. There are tools that read, and two that propose; none completes, verifies,
// changes or deletes anything, and none may be added that does.
struct Tool {
    std::string name;
    std::string title;
    std::string about;
    boost::json::object input;
    boost::json::object output;
    bool proposes = false;
    // The arguments are as `input` says. The answer is as `output` says.
    std::function<api::Request(
        api::Profile& profile, const boost::json::object& arguments, const Client& client,
        api::Reply<boost::json::object> reply)>
        call;
};

const std::vector<Tool>& tools();
const Tool* findTool(std::string_view name);

std::vector<Tool> readingTools();
std::vector<Tool> proposingTools();

// As tools/list shows it.
boost::json::object shown(const Tool& tool);

// Arguments that a schema has let through.
std::string textIn(const boost::json::object& arguments, std::string_view name);
std::optional<std::int64_t> numberIn(const boost::json::object& arguments, std::string_view name);

// Answers what a part of the profile answers, as JSON.
template<class T, class View> api::Reply<T> answering(api::Reply<boost::json::object> reply, View view) {
    return [reply = std::move(reply), view = std::move(view)](base::Expected<T> answer) {
        if (answer) {
            reply(view(*answer));
        } else {
            reply(std::unexpected(std::move(answer.error())));
        }
    };
}

} // namespace cairn::assistant
