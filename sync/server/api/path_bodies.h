#pragma once

#include "core/api/paths.h"

#include <boost/describe/class.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cairn::server {

struct PathTopicBody {
    std::string id{};
    std::string title{};
    api::TopicStanding standing = api::TopicStanding::unscored;
    std::int64_t required = 0; // exercises
    std::int64_t requiredDone = 0;
    bool unlocked = false;
    std::vector<std::string> prerequisites{}; // ids
    std::vector<std::string> missing{};       // those of them that are not done
};
BOOST_DESCRIBE_STRUCT(
    PathTopicBody, (), (id, title, standing, required, requiredDone, unlocked, prerequisites, missing))

struct PathBody {
    std::string id{};
    std::string title{};
    std::string language{};
    std::string summary{};
    events::TaskSource source = events::TaskSource::own;
    bool current = false;
    std::int64_t topicsDone = 0;
    std::int64_t topicsAll = 0;
    std::int64_t tasksDone = 0;
    std::int64_t tasksAll = 0;
    std::string position{}; // id of the current topic, empty when all are done
    std::string positionTitle{};
    std::optional<std::vector<PathTopicBody>> topics{}; // of one path; a list of paths has them not
};
BOOST_DESCRIBE_STRUCT(
    PathBody, (),
    (id, title, language, summary, source, current, topicsDone, topicsAll, tasksDone, tasksAll, position, positionTitle,
     topics))

struct PathsBody {
    std::vector<PathBody> paths{};
};
BOOST_DESCRIBE_STRUCT(PathsBody, (), (paths))

} // namespace cairn::server
