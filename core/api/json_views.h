#pragma once

#include "core/api/history.h"
#include "core/api/imports.h"
#include "core/api/paths.h"
#include "core/api/progress.h"
#include "core/api/proposals.h"
#include "core/api/reviews.h"
#include "core/api/tasks.h"

#include <boost/describe/enum_to_string.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <string>

// Answers of the profile as JSON. What is written here is relied on by scripts and by other programs: a member may be
// added, none is renamed or left out when it is empty. Times are ISO 8601 in UTC, days YYYY-MM-DD, levels both as
// "1.85" and as 185.
namespace cairn::api {

template<class Enum> std::string word(Enum value) {
    return boost::describe::enum_to_string(value, "unknown");
}

// "1.85" for 185.
std::string decimal(std::int64_t hundredths);

boost::json::value instant(const std::optional<std::int64_t>& at);
boost::json::array texts(const std::vector<std::string>& list);
boost::json::array names(const std::vector<TopicName>& topics);

boost::json::object view(const TaskRow& row);
boost::json::object view(const TaskDetail& detail);
boost::json::object view(const PathSummary& path);
boost::json::object view(const TopicRow& topic);
boost::json::object view(const TopicDetail& detail);
boost::json::object view(const TopicLevel& level);
boost::json::object view(const HistoryEntry& entry);
boost::json::object view(const StatusView& status);
boost::json::object view(const Done& done);
boost::json::object view(const Proposal& proposal);
boost::json::object view(const ReviewRow& row);
boost::json::object view(const ReviewsView& reviews);
boost::json::object view(const TodayView& today);

// A list of what view() takes.
template<class Item> boost::json::array viewAll(const std::vector<Item>& items) {
    boost::json::array list;
    list.reserve(items.size());
    for (const auto& item : items) {
        list.push_back(view(item));
    }
    return list;
}

} // namespace cairn::api
