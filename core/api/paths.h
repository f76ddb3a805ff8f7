#pragma once

#include "core/api/tasks.h"
#include "core/plan/documentation.h"

#include <array>
#include <map>

namespace cairn::api {

BOOST_DEFINE_ENUM_CLASS(TopicStanding, unscored, locked, available, in_progress, done)

struct PathSummary {
    std::string id;
    std::string title;
    std::string language;
    std::string summary;
    events::TaskSource source = events::TaskSource::own;
    bool current = false; // the one that Today and the status strip follow
    bool sample = false;
    std::int64_t topicsDone = 0;
    std::int64_t topicsAll = 0; // that are scored
    std::int64_t tasksDone = 0;
    std::int64_t tasksAll = 0;
    std::string position; // id of the current topic, empty when all are done
    std::string positionTitle;
    std::map<TopicStanding, std::int64_t> standings; // how many topics stand where
};

struct TopicRow {
    std::string id;
    std::string slug;
    std::string title;
    TopicStanding standing = TopicStanding::unscored;
    std::int64_t required = 0;
    std::int64_t requiredDone = 0;
    bool unlocked = false; // open by choice although prerequisites are missing
    std::vector<TopicName> prerequisites;
    std::vector<TopicName> missing;
};

struct PathDetail {
    PathSummary summary;
    std::vector<TopicRow> topics; // in the path's order
};

struct TopicDetail {
    TopicRow row;
    std::string path;
    std::string summary;
    std::string note;
    std::vector<TopicName> opens; // topics that need it
    std::vector<TaskRow> tasks;   // those that teach it first
    events::ContentSet content;
    std::string technology;
    plan::Standing documentation = plan::Standing::unnamed;
    events::TopicDocumented documented;       // `at` 0: it was not looked up
    std::int64_t levelHundredths = 0;         // all completions
    std::int64_t verifiedLevelHundredths = 0; // with receipts only
};

// A path of the learner's own as it is edited, and what was found of its topics before, by id.
struct PathDraft {
    plan::PathPlan plan;
    std::map<std::string, events::TopicDocumented> documented;
};

// A map, laid out: units are points of a 100 % screen, y grows downwards, rows run from left (what comes first) to
// right. The layout depends on topics and edges only, so that finishing one moves nothing.
struct MapNode {
    TopicRow topic;
    double x = 0; // centre
    double y = 0;
    double width = 0;
    double height = 0;
    bool hasNote = false;
};

struct MapEdge {
    std::size_t from = 0; // index into nodes: the prerequisite
    std::size_t to = 0;
    std::vector<std::array<double, 2>> points; // of a cubic spline: 1 + 3n points
};

struct MapView {
    std::string path;
    std::string title;
    std::vector<MapNode> nodes; // in the path's order
    std::vector<MapEdge> edges;
    double width = 0;
    double height = 0;
    std::string position; // id of the learner's topic
};

class Paths {
public:
    virtual ~Paths() = default;

    virtual Request list(Reply<std::vector<PathSummary>> reply) = 0;
    virtual Request detail(std::string path, Reply<PathDetail> reply) = 0;
    virtual Request topic(std::string id, Reply<TopicDetail> reply) = 0;

    // The map of a path. The first layout of a large path takes a while (then it is kept); it can be cancelled.
    // `everything`: also topics that no task is about; those of a path of one's own are there anyway.
    virtual Request map(std::string path, bool everything, Reply<MapView> reply) = 0;

    // One of the learner's own, to be edited; Refused for one that came from elsewhere.
    virtual Request draft(std::string path, Reply<PathDraft> reply) = 0;

    // Saves a path of one's own: a new one where the plan has no id. What is no longer in it leaves the path, and the
    // history keeps it. `looked`: what a server said of its topics (see Sync::validate()). Can be undone; answers with
    // the id of the path. `opened`: the plan as it was when one began to write; Refused where it is another one since
    // (one without an id is not compared). Refused where it could not be learned, InvalidInput and LimitExceeded for
    // its texts.
    virtual Request
    save(plan::PathPlan plan, plan::PathPlan opened, std::vector<plan::TopicVerdict> looked, Reply<Done> reply) = 0;

    virtual Request choose(std::string path, Reply<Done> reply) = 0; // as current
    virtual Request remove(std::string path, Reply<Done> reply) = 0; // can be undone, and keeps the progress
    virtual Request unlock(std::string topic, Reply<Done> reply) = 0;
    virtual Request setNote(std::string topic, std::string markdown, Reply<Done> reply) = 0;
};

} // namespace cairn::api
