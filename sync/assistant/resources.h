#pragma once

#include "core/api/profile.h"
#include "sync/assistant/tools.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <optional>
#include <string>

// What can be read by address as well: the same answers that tools give.
namespace cairn::assistant {

// What an address names: a tool that answers, and its arguments. None where it names nothing.
struct ResourceAt {
    const Tool* tool = nullptr;
    boost::json::object arguments;
};

std::optional<ResourceAt> resourceAt(const std::string& address);

// As resources/list and resources/templates/list show them.
boost::json::array resources(const std::vector<api::PathSummary>& paths);
boost::json::array resourceTemplates();

} // namespace cairn::assistant
