#pragma once

#include <boost/json/object.hpp>

#include <initializer_list>
#include <string_view>
#include <utility>

// JSON schemas (2020-12) of what core/api/json_views.h writes. What a schema names is always there; more may come.
namespace cairn::assistant::schema {

using Fields = std::initializer_list<std::pair<std::string_view, boost::json::object>>;

boost::json::object text(std::string_view about = {});
boost::json::object number(std::string_view about = {});
boost::json::object number(std::string_view about, std::int64_t least, std::int64_t most);
boost::json::object flag();
boost::json::object instant(); // ISO 8601 in UTC, or null
boost::json::object list(boost::json::object items);
boost::json::object orNull(boost::json::object schema);
boost::json::object record(Fields fields);

// Arguments: those in `needed` have to be there, and others than these are not known.
boost::json::object arguments(Fields fields, std::initializer_list<std::string_view> needed = {});

boost::json::object task();
boost::json::object taskDetail();
boost::json::object path();
boost::json::object topic();
boost::json::object topicDetail();
boost::json::object today();
boost::json::object progress();
boost::json::object proposal();
boost::json::object review();

} // namespace cairn::assistant::schema
