#include "app/cli/bench.h"

#include "app/cli/failure.h"
#include "core/events/described_json.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace cairn::cli {

namespace {

constexpr base::Millis kStart = 1'795'000'000'000; // 2026-11-18
constexpr base::Millis kBetween = 30'000;

// The draft of `payload` with `text`, one of its members, as long as it takes.
template<class Payload> events::Draft padded(const std::string& subject, Payload payload, std::string Payload::* text) {
    payload.*text = "x";
    const auto size = events::encodeDescribed(payload).size();
    payload.*text = std::string(kPayloadBytes - std::min(kPayloadBytes - 1, size) + 1, 'x');
    return events::draft(subject, payload);
}

events::Draft taskDraft(std::int64_t number, std::int64_t perTask, std::int64_t topics) {
    const auto task = number / perTask;
    const auto subject = "task/bench-" + std::to_string(task);
    const auto step = number % perTask;
    if (step == 0) {
        events::TaskCreated created;
        created.title = "Task " + std::to_string(task);
        created.slug = "task-" + std::to_string(task);
        created.kind = events::TaskKind::practice_exercise;
        created.path = "bench";
        created.topics = {"bench.t" + std::to_string(task % topics)};
        created.difficulty = 1 + task % 10;
        created.rank = task;
        return padded(subject, created, &events::TaskCreated::summary);
    }
    if (step == 1) {
        return events::draft(subject, events::TaskStarted{});
    }
    if (step == perTask - 1) {
        return padded(subject, events::TaskCompleted{}, &events::TaskCompleted::note);
    }
    events::TaskEdited edited;
    edited.summary = "x";
    const auto size = events::encodeDescribed(edited).size();
    edited.summary = std::string(kPayloadBytes - size + 1, static_cast<char>('a' + step % 26));
    return events::draft(subject, edited);
}

events::Draft topicDraft(std::int64_t number) {
    events::TopicCreated created;
    created.path = "bench";
    created.slug = "t" + std::to_string(number);
    created.title = "Topic " + std::to_string(number);
    created.rank = number;
    if (number > 0) {
        created.prerequisites.push_back("bench.t" + std::to_string(number / 2));
    }
    return padded("topic/bench.t" + std::to_string(number), created, &events::TopicCreated::summary);
}

} // namespace

BenchFolder::BenchFolder(const std::filesystem::path& parent) {
    std::random_device random;
    std::error_code trouble;
    m_path = parent / ("cairn-bench-" + std::to_string(random()));
    if (!std::filesystem::create_directories(m_path, trouble)) {
        throw Failure{{base::ErrorCode::Io, "the folder cannot be made: " + trouble.message(), m_path.string()}};
    }
}

BenchFolder::~BenchFolder() {
    std::error_code trouble;
    std::filesystem::remove_all(m_path, trouble);
}

double seconds(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    const auto middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double rounded(double value) {
    return std::round(value * 100) / 100;
}

std::vector<store::Entry> benchEntries(const BenchLog& log, std::int64_t from, std::int64_t to) {
    const auto topics = std::max<std::int64_t>(1, log.events / log.perTask / BenchLog::kTasksPerTopic);
    std::vector<store::Entry> entries;
    entries.reserve(static_cast<std::size_t>(to - from));
    for (std::int64_t number = from; number < to; ++number) {
        const auto at = kStart + number * kBetween;
        if (number == 0) {
            events::PathCreated path;
            path.title = "Bench";
            entries.push_back({padded("path/bench", path, &events::PathCreated::summary), at});
        } else if (number <= topics) {
            entries.push_back({topicDraft(number - 1), at});
        } else {
            entries.push_back({taskDraft(number - topics - 1, log.perTask, topics), at});
        }
    }
    return entries;
}

std::unique_ptr<store::Store> openStore(const std::filesystem::path& folder) {
    auto opened = store::Store::open(folder, {});
    if (!opened) {
        throw Failure{std::move(opened.error())};
    }
    return std::move(*opened);
}

void append(store::Store& store, const std::vector<store::Entry>& entries, std::size_t perTransaction) {
    const std::span<const store::Entry> all = entries;
    for (std::size_t at = 0; at < all.size(); at += perTransaction) {
        auto appended = store.append(all.subspan(at, std::min(perTransaction, all.size() - at)));
        if (!appended) {
            throw Failure{std::move(appended.error())};
        }
    }
}

void fillStore(const std::filesystem::path& folder, const BenchLog& log) {
    constexpr std::int64_t kPiece = 10'000;
    const auto store = openStore(folder);
    for (std::int64_t from = 0; from < log.events; from += kPiece) {
        append(*store, benchEntries(log, from, std::min(log.events, from + kPiece)), kPiece);
    }
}

std::filesystem::path benchPlace(const Arguments& arguments) {
    return arguments.has("in") ? std::filesystem::path(arguments.text("in")) : std::filesystem::temp_directory_path();
}

} // namespace cairn::cli
