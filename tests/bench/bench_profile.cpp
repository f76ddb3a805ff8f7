#include "tests/bench/bench_profile.h"

#include "core/service/open_profile.h"
#include "core/store/store.h"

#include <QDateTime>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <vector>

using namespace Qt::StringLiterals;

namespace cairn::bench {

namespace {

constexpr int kTopics = 500;
constexpr int kModules = 40;
constexpr base::Millis kDay = 24LL * 60 * 60 * 1000;
constexpr std::array kThings{"loops",    "strings", "graphs",    "closures", "recursion", "parsers",
                             "matrices", "queues",  "iterators", "bits",     "dates",     "proofs"};
constexpr std::array kDeeds{"Reverse", "Count", "Balance", "Merge", "Explain", "Rewrite", "Measure"};

std::string topicId(int number) {
    return "bench.t" + std::to_string(number);
}

base::Millis now() {
    return QDateTime::currentMSecsSinceEpoch();
}

events::TopicCreated topic(int number) {
    events::TopicCreated created;
    created.path = "bench";
    created.slug = "t" + std::to_string(number);
    created.title = std::string("Topic of ") + kThings[number % kThings.size()] + " " + std::to_string(number);
    created.rank = number;
    if (number > 0) {
        created.prerequisites = {topicId(number / 2)};
    }
    return created;
}

events::TaskCreated task(int number) {
    const int topic = number % kTopics;
    events::TaskCreated created;
    created.title = std::string(kDeeds[number % kDeeds.size()]) + " the " + kThings[number % kThings.size()] + " " +
                    std::to_string(number);
    created.slug = "task-" + std::to_string(number);
    created.source = static_cast<events::TaskSource>(number / 7 % 5);
    created.kind = number < kTopics ? events::TaskKind::concept_exercise : events::TaskKind::practice_exercise;
    created.path = "bench";
    created.module = "Module " + std::to_string(number / 11 % kModules);
    created.topics = {topicId(topic)};
    if (topic > 0) {
        created.prerequisites = {topicId(topic / 2)};
    }
    created.tags = {kThings[number / 5 % kThings.size()]};
    created.difficulty = 1 + number % 10;
    created.summary = "What is to be done, in a sentence of the usual length.";
    created.rank = number;
    return created;
}

// What has happened to a task: a third is done over the last year, a quarter is planned around today.
void addHistory(std::vector<store::Entry>& entries, int number) {
    const std::string subject = "task/bench-" + std::to_string(number);
    const auto happens = [&](const events::Payload& payload, base::Millis at) {
        entries.push_back({events::draft(subject, payload), at});
    };
    const base::Millis ago = number % 365 * kDay;
    switch (number % 12) {
    case 0:
    case 1:
    case 2:
    case 3:
        happens(events::TaskStarted{}, now() - ago - kDay);
        happens(events::TaskCompleted{}, now() - ago);
        break;
    case 4:
    case 5:
    case 6:
        happens(events::TaskScheduled{now() + (number / 12 % 120 - 15) * kDay}, now() - 20 * kDay);
        break;
    case 7:
        happens(events::TaskStarted{}, now() - ago);
        break;
    case 8:
        happens(events::TaskSkipped{}, now() - ago);
        break;
    case 9:
        happens(events::TaskStarted{}, now() - ago - kDay);
        happens(events::TaskCompletionClaimed{}, now() - ago);
        break;
    default:
        break;
    }
}

void fill(const QString& folder, int tasks) {
    constexpr std::size_t kAtOnce = 10'000;
    const base::Millis begin = now() - 500 * kDay;
    std::vector<store::Entry> entries;
    events::PathCreated path;
    path.title = "Bench";
    entries.push_back({events::draft("path/bench", path), begin});
    for (int number = 0; number < kTopics; ++number) {
        entries.push_back({events::draft("topic/" + topicId(number), topic(number)), begin});
    }
    for (int number = 0; number < tasks; ++number) {
        entries.push_back({events::draft("task/bench-" + std::to_string(number), task(number)), begin});
        addHistory(entries, number);
    }
    // A log never goes back in time: what comes late is dated later.
    std::ranges::stable_sort(entries, {}, &store::Entry::at);

    auto store = store::Store::open(folder.toStdU16String(), {});
    const std::span<const store::Entry> all = entries;
    for (std::size_t at = 0; store && at < all.size(); at += kAtOnce) {
        if (auto appended = (*store)->append(all.subspan(at, std::min(kAtOnce, all.size() - at))); !appended) {
            store = std::unexpected(appended.error());
        }
    }
    if (!store) {
        qFatal("%s", store.error().message.c_str());
    }
}

} // namespace

BenchProfile::BenchProfile(const QString& folder, int tasks) {
    if (!QFileInfo::exists(folder)) {
        fill(folder, tasks);
    }
    const base::Clock clock{
        .now = now,
        .utcOffset = [](base::Millis at) { return QDateTime::fromMSecsSinceEpoch(at).offsetFromUtc() / 60; },
    };
    auto opened = service::openProfile(folder.toStdU16String(), {}, clock, [this](std::function<void()> call) {
        QMetaObject::invokeMethod(&m_receiver, std::move(call), Qt::QueuedConnection);
    });
    if (!opened) {
        qFatal("%s", opened.error().message.c_str());
    }
    m_profile = std::move(*opened);
}

} // namespace cairn::bench
