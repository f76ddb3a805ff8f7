#include "core/base/text.h"
#include "core/store/task_query.h"
#include "core/store/views.h"
#include "tests/core/store/faulty_vfs.h"
#include "tests/core/store/profile_folder.h"

#include <QTest>

#include <boost/describe/enum_to_string.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <tuple>

using namespace cairn;
using namespace cairn::store;
using namespace cairn::store::testing;
using events::TaskStatus;

namespace {

const std::vector<std::string> kTitles = {"Loops", "loops again", "100%_done", "a\\b", "Ünï", "ünï", "Two  words", ""};
const std::vector<std::string> kPaths = {"", "p1", "p2", "removed", "unknown"};
const std::vector<std::string> kTopics = {"t1", "t2", "t3"};
const std::vector<std::string> kStates = {"in_progress", "verifying", "scheduled", "available", "expired",
                                          "failed",      "locked",    "skipped",   "verified",  "self_reported"};

template<class T> T oneOf(const std::vector<T>& values) {
    return values[*rc::gen::inRange<std::size_t>(0, values.size())];
}

template<class T> std::vector<T> someOf(const std::vector<T>& values) {
    std::vector<T> some;
    for (const auto& value : values) {
        if (*rc::gen::inRange(0, 3) == 0) {
            some.push_back(value);
        }
    }
    return some;
}

void addTask(Device& device, const std::string& id) {
    std::int64_t at = kNow;
    const auto happens = [&](const auto& payload, bool receipt = false) {
        device.add(events::draft("task/" + id, payload), base::Hlc::at(at += 1000), receipt);
    };
    happens(events::TaskCreated{
        .title = oneOf(kTitles),
        .slug = "slug-" + id,
        .source = oneOf<events::TaskSource>({events::TaskSource::own, events::TaskSource::exercism}),
        .path = oneOf(kPaths),
        .module = oneOf<std::string>({"", "Basics", "More"}),
        .topics = someOf(kTopics),
        .tags = someOf<std::string>({"Fast", "slow"}),
        .difficulty = *rc::gen::inRange<std::int64_t>(1, 5),
        .rank = *rc::gen::inRange<std::int64_t>(0, 3)});
    if (*rc::gen::inRange(0, 2) == 0) {
        happens(events::TaskScheduled{kNow + *rc::gen::inRange<std::int64_t>(0, 5)});
    }
    switch (*rc::gen::inRange(0, 9)) {
    case 0:
        happens(events::TaskStarted{});
        break;
    case 1:
        happens(events::TaskStarted{});
        happens(events::TaskCompleted{});
        break;
    case 2:
        happens(events::TaskStarted{});
        happens(events::TaskCompletionClaimed{});
        happens(events::TaskVerified{.evidence = "seen"}, true);
        break;
    case 3:
        happens(events::TaskSkipped{"no"});
        break;
    case 4:
        happens(events::TaskDeleted{});
        break;
    case 5:
        happens(events::TaskStarted{});
        happens(events::TaskCompletionClaimed{});
        break;
    case 6:
        happens(events::TaskEdited{.title = oneOf(kTitles), .tags = std::vector<std::string>{"edited"}});
        break;
    default:
        break;
    }
}

// A profile in memory as the naive model sees it.
struct World {
    std::map<std::string, state::Task> tasks;
    std::map<std::string, state::StudyPath> paths;
    std::map<std::string, state::Topic> topics;
};

World worldOf(Store& store, const std::vector<std::string>& ids) {
    World world;
    Views views(store.database());
    for (const auto& id : ids) {
        world.tasks[id] = *views.find<state::Task>("task/" + id);
    }
    world.paths = views.paths();
    for (const auto& topic : kTopics) {
        if (auto state = views.find<state::Topic>("topic/" + topic)) {
            world.topics[topic] = *state;
        }
    }
    return world;
}

std::string stateOf(const std::string& id, const state::Task& task, const std::vector<std::string>& locked) {
    if (task.status == TaskStatus::completed) {
        return task.verified ? "verified" : "self_reported";
    }
    if (task.status == TaskStatus::scheduled) {
        return std::ranges::count(locked, id) != 0 ? "locked" : task.scheduledAt ? "scheduled" : "available";
    }
    return boost::describe::enum_to_string(task.status, "");
}

std::optional<std::int64_t> dateOf(const state::Task& task) {
    return task.completedAt ? task.completedAt : task.scheduledAt;
}

std::string firstTopicTitle(const World& world, const state::Task& task, bool& known) {
    const auto found =
        task.definition.topics.empty() ? world.topics.end() : world.topics.find(task.definition.topics[0]);
    known = found != world.topics.end();
    return known ? found->second.definition.title : std::string();
}

bool fits(const World& world, const TaskQuery& query, const std::string& id, const state::Task& task) {
    const auto listed = [](const auto& list, const std::string& value) {
        return list.empty() || std::ranges::count(list, value) != 0;
    };
    const auto& definition = task.definition;
    const auto path = world.paths.find(definition.path);
    if (!task.visible() || (!definition.path.empty() && (path == world.paths.end() || path->second.removed))) {
        return false;
    }
    const auto date = dateOf(task);
    std::string words = task.title() + '\n' + task.module() + '\n' + definition.slug;
    for (const auto& tag : task.tags()) {
        words += '\n' + tag;
    }
    words = base::foldCase(words);
    bool known = false;
    const auto topicTitle = base::foldCase(firstTopicTitle(world, task, known));
    return (query.path.empty() || query.path == definition.path) &&
           (query.module.empty() || query.module == task.module()) &&
           (query.topic.empty() || std::ranges::count(definition.topics, query.topic) != 0) &&
           listed(query.states, stateOf(id, task, query.locked)) &&
           listed(query.sources, boost::describe::enum_to_string(definition.source, "")) && listed(query.ids, id) &&
           (!query.difficultyFrom || task.difficulty() >= *query.difficultyFrom) &&
           (!query.difficultyTo || task.difficulty() <= *query.difficultyTo) &&
           (!query.dateFrom || (date && *date >= *query.dateFrom)) &&
           (!query.dateBefore || (date && *date < *query.dateBefore)) &&
           std::ranges::all_of(query.words, [&](const auto& word) {
               return words.find(word) != std::string::npos || topicTitle.find(word) != std::string::npos;
           });
}

// Compares so that the smaller comes first: what is absent before all else.
template<class T> int compare(const T& left, const T& right) {
    return left < right ? -1 : right < left ? 1 : 0;
}

int compareBy(const World& world, const TaskQuery& query, const std::string& one, const std::string& other) {
    const auto& left = world.tasks.at(one);
    const auto& right = world.tasks.at(other);
    const auto created = [&](const state::Task& task) -> std::optional<std::int64_t> {
        const auto found = world.paths.find(task.definition.path);
        return found == world.paths.end() ? std::nullopt : std::optional(found->second.createdAt);
    };
    const auto topic = [&](const state::Task& task) -> std::optional<std::string> {
        bool known = false;
        auto title = firstTopicTitle(world, task, known);
        return known ? std::optional(base::foldCase(title)) : std::nullopt;
    };
    const auto place = [&](const std::string& id, const state::Task& task) {
        static const std::vector<std::string> kOrder = {"in_progress",   "verifying", "scheduled", "available",
                                                        "expired",       "failed",    "locked",    "skipped",
                                                        "self_reported", "verified"};
        return std::ranges::find(kOrder, stateOf(id, task, query.locked)) - kOrder.begin();
    };
    const int byPath = compare(
        std::tuple(created(left), left.definition.path, left.definition.rank, one),
        std::tuple(created(right), right.definition.path, right.definition.rank, other));
    int first = 0;
    switch (query.order) {
    case TaskColumn::path:
        return query.descending ? -byPath : byPath;
    case TaskColumn::title:
        first = compare(base::foldCase(left.title()), base::foldCase(right.title()));
        break;
    case TaskColumn::topic:
        first = compare(topic(left), topic(right));
        break;
    case TaskColumn::difficulty:
        first = compare(left.difficulty(), right.difficulty());
        break;
    case TaskColumn::state:
        first = compare(place(one, left), place(other, right));
        break;
    case TaskColumn::source: {
        const auto name = [](const state::Task& task) {
            return std::string(boost::describe::enum_to_string(task.definition.source, ""));
        };
        first = compare(name(left), name(right));
        break;
    }
    case TaskColumn::date:
        if (dateOf(left).has_value() != dateOf(right).has_value()) {
            return dateOf(left) ? -1 : 1; // undated last, in both directions
        }
        first = compare(dateOf(left), dateOf(right));
        break;
    }
    return first != 0 ? (query.descending ? -first : first) : byPath;
}

TaskQuery anyQuery(const std::vector<std::string>& ids) {
    const auto maybe = [](std::int64_t from, std::int64_t to) -> std::optional<std::int64_t> {
        return *rc::gen::inRange(0, 3) == 0 ? std::optional(*rc::gen::inRange(from, to)) : std::nullopt;
    };
    const auto rarely = [](const auto& make) { return *rc::gen::inRange(0, 3) == 0 ? make() : decltype(make()){}; };
    TaskQuery query;
    query.path = rarely([] { return oneOf(kPaths); });
    query.module = rarely([] { return oneOf<std::string>({"", "Basics", "None"}); });
    query.topic = rarely([] { return oneOf(kTopics); });
    query.states = rarely([] { return someOf(kStates); });
    query.sources = rarely([] { return someOf<std::string>({"own", "exercism", "github"}); });
    query.difficultyFrom = maybe(0, 6);
    query.difficultyTo = maybe(0, 6);
    query.dateFrom = maybe(kNow, kNow + 6);
    query.dateBefore = maybe(kNow, kNow + 6000);
    query.words = rarely([] {
        return someOf<std::string>({"loops", "%", "_", "\\", "\xc3\x9c", "t", "edited", "fast\nslow", "slug-1", ""});
    });
    query.ids = rarely([&] { return someOf(ids); });
    query.locked = someOf(ids);
    query.order = static_cast<TaskColumn>(*rc::gen::inRange(0, 7));
    query.descending = *rc::gen::arbitrary<bool>();
    query.offset = *rc::gen::inRange<std::int64_t>(0, 6);
    query.limit = *rc::gen::inRange<std::int64_t>(0, 12);
    return query;
}

// What queryTasks should answer, by looking at every task.
std::vector<std::string> naive(const World& world, const TaskQuery& query) {
    std::vector<std::string> found;
    for (const auto& [id, task] : world.tasks) {
        if (fits(world, query, id, task)) {
            found.push_back(id);
        }
    }
    std::ranges::sort(
        found, [&](const auto& one, const auto& other) { return compareBy(world, query, one, other) < 0; });
    return found;
}

} // namespace

class TaskQueryTest : public QObject {
    Q_OBJECT

private slots:
    void answersAsALookAtEveryTaskWould();
    void takesManyAndLongWords();
};

void TaskQueryTest::answersAsALookAtEveryTaskWould() {
    const FaultyVfs quick; // no waiting for the disk
    QVERIFY(rc::check("queryTasks equals a naive filter", [] {
        const ProfileFolder folder;
        auto store = folder.open();
        Device device("other");
        device.add(events::draft("path/p1", events::PathCreated{.title = "One"}), base::Hlc::at(kNow + 5));
        device.add(events::draft("path/p2", events::PathCreated{.title = "Two"}), base::Hlc::at(kNow + 3));
        device.add(events::draft("path/removed", events::PathCreated{.title = "Gone"}), base::Hlc::at(kNow));
        device.add(events::draft("path/removed", events::PathRemoved{}), base::Hlc::at(kNow + 1));
        device.add(events::draft("topic/t1", events::TopicCreated{.path = "p1", .title = "text"}), base::Hlc::at(kNow));
        device.add(
            events::draft("topic/t2", events::TopicCreated{.path = "p1", .title = "Lists"}), base::Hlc::at(kNow));
        std::vector<std::string> ids;
        for (int at = 0, count = *rc::gen::inRange(0, 16); at < count; ++at) {
            ids.push_back(std::to_string(at));
            addTask(device, ids.back());
        }
        must(store->receive(device.log(), kNow));
        const auto world = worldOf(*store, ids);
        for (int round = 0; round < 20; ++round) {
            const auto query = anyQuery(ids);
            const auto wanted = naive(world, query);
            const auto got = queryTasks(store->database(), query);
            RC_ASSERT(got.total == static_cast<std::int64_t>(wanted.size()));
            RC_ASSERT(got.done == std::ranges::count_if(wanted, [&](const auto& id) {
                          return world.tasks.at(id).status == TaskStatus::completed;
                      }));
            const auto first = std::min<std::size_t>(static_cast<std::size_t>(query.offset), wanted.size());
            const auto count = std::min<std::size_t>(static_cast<std::size_t>(query.limit), wanted.size() - first);
            RC_ASSERT(got.lines.size() == count);
            for (std::size_t at = 0; at < count; ++at) {
                const auto& line = got.lines[at];
                const auto& task = world.tasks.at(wanted[first + at]);
                RC_ASSERT(line.id == wanted[first + at]);
                RC_ASSERT(line.title == task.title());
                RC_ASSERT(line.state == stateOf(line.id, task, query.locked));
                RC_ASSERT(line.scheduledAt == task.scheduledAt);
                RC_ASSERT(line.startedAt == task.startedAt);
                RC_ASSERT(line.completedAt == task.completedAt);
                RC_ASSERT(
                    line.pathTitle == (task.definition.path.empty()
                                           ? std::string()
                                           : world.paths.at(task.definition.path).definition.title));
                bool known = false;
                RC_ASSERT(line.topicTitle == firstTopicTitle(world, task, known));
            }
        }
    }));
}

void TaskQueryTest::takesManyAndLongWords() {
    const ProfileFolder folder;
    auto store = folder.open();
    must(store->append(std::vector{created("one", "One")}));
    TaskQuery query;
    query.words.assign(5000, "one");
    QCOMPARE(queryTasks(store->database(), query).total, 1);
    query.words = {std::string(100'000, '%')};
    QCOMPARE(queryTasks(store->database(), query).total, 0);
    QVERIFY(Views(store->database()).search(query.words, 5).empty());
    query.words.assign(5000, "one");
    QCOMPARE(Views(store->database()).search(query.words, 5).size(), std::size_t{1});
}

QTEST_GUILESS_MAIN(TaskQueryTest)
#include "task_query_test.moc"
