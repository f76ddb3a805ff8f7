#pragma once

#include "core/api/history.h"
#include "core/api/imports.h"
#include "core/api/paths.h"
#include "core/api/progress.h"
#include "core/api/tasks.h"

#include <boost/describe/enum_to_string.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <string>

// Answers of the profile as JSON. What is written here is relied on by scripts: a member may be added, none is renamed
// or left out when it is empty. Times are ISO 8601 in UTC, days YYYY-MM-DD, levels both as "1.85" and as 185.
namespace cairn::cli {

template<class Enum> std::string word(Enum value) {
    return boost::describe::enum_to_string(value, "unknown");
}

// "1.85" for 185.
std::string decimal(std::int64_t hundredths);

boost::json::value instant(const std::optional<std::int64_t>& at);
boost::json::array texts(const std::vector<std::string>& list);
boost::json::array names(const std::vector<api::TopicName>& topics);

boost::json::object view(const api::TaskRow& row);
boost::json::object view(const api::TaskDetail& detail);
boost::json::object view(const api::PathSummary& path);
boost::json::object view(const api::TopicRow& topic);
boost::json::object view(const api::TopicDetail& detail);
boost::json::object view(const api::TopicLevel& level);
boost::json::object view(const api::HistoryEntry& entry);
boost::json::object view(const api::StatusView& status);
boost::json::object view(const api::Done& done);

// A list of what view() takes.
template<class Item> boost::json::array viewAll(const std::vector<Item>& items) {
    boost::json::array list;
    list.reserve(items.size());
    for (const auto& item : items) {
        list.push_back(view(item));
    }
    return list;
}

} // namespace cairn::cli
