#pragma once

#include "core/api/history.h"
#include "core/api/imports.h"
#include "core/api/paths.h"
#include "core/api/progress.h"
#include "core/api/proposals.h"
#include "core/api/reviews.h"
#include "core/api/tasks.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace cairn::api {

// What has changed, so that a page asks again only for what it shows.
struct Change {
    bool tasks = false;
    bool paths = false;   // paths or topics
    bool profile = false; // name or preferences
    bool undo = false;
    bool connections = false;
    bool proposals = false;
    bool reviews = false;              // what was graded or wanted; which tasks are reviewed, `tasks` and `paths` say
    std::vector<std::string> subjects; // at most 100; empty when there are more
};

struct SearchHit {
    enum class Kind { task, topic, path };
    Kind kind = Kind::task;
    std::string id;
    std::string title;
    std::string context; // the path that it belongs to
};

struct ProfileState {
    std::filesystem::path folder;
    bool readOnly = false;  // another process writes here
    bool recovered = false; // the last run ended uncleanly, and the check found all in order
    bool sample = false;    // sample data is there
    std::string name;
    std::map<std::string, std::string> preferences;
};

// One learner's data, opened. Every call returns at once; work happens on a thread behind it, and answers come back
// through the Deliver that it was made with. Destroying it waits for what was begun.
class Profile {
public:
    virtual ~Profile() = default;

    virtual Tasks& tasks() = 0;
    virtual Paths& paths() = 0;
    virtual Progress& progress() = 0;
    virtual Imports& imports() = 0;
    virtual History& history() = 0;
    virtual Proposals& proposals() = 0;
    virtual Reviews& reviews() = 0;

    virtual ProfileState state() const = 0;
    virtual Request setName(std::string name, Reply<bool> reply) = 0;
    virtual Request setPreference(std::string key, std::string value, Reply<bool> reply) = 0;

    // Tasks, topics and paths whose names have all the words, best first.
    virtual Request search(std::string words, std::int64_t limit, Reply<std::vector<SearchHit>> reply) = 0;

    virtual Subscription subscribe(std::function<void(const Change&)> heard) = 0;
};

} // namespace cairn::api
