#include "app/cli/bench.h"
#include "app/cli/bench_floor.h"
#include "app/cli/platform.h"
#include "app/cli/session.h"

#include <cmath>

namespace cairn::cli {

namespace {

constexpr std::size_t kAtOnce = 10'000;

std::string number(double value) {
    return std::to_string(std::llround(value * 100) / 100) + "." +
           std::to_string(100 + std::llround(value * 100) % 100).substr(1);
}

// Opens the profile as a window does, and asks for what it shows first.
double startupSeconds(const std::filesystem::path& home, Session& session) {
    return seconds([&] {
        Output quiet(true);
        Session other(home, true, session.clock(), quiet);
        auto& profile = other.profile();
        other.ask<api::TodayView>([&](auto reply) { return profile.progress().today(std::move(reply)); });
        api::TaskFilter filter;
        filter.limit = 100;
        other.ask<api::TaskPage>([&](auto reply) { return profile.tasks().list(filter, std::move(reply)); });
    });
}

// Copies what a writer that is killed now would leave behind.
void copyUnclean(const std::filesystem::path& from, const std::filesystem::path& to) {
    const auto file = store::Store::databaseFile(from).string();
    std::filesystem::create_directories(to);
    for (const char* part : {"", "-wal"}) {
        if (std::filesystem::exists(file + part)) {
            std::filesystem::copy_file(file + part, store::Store::databaseFile(to).string() + part);
        }
    }
}

} // namespace

void benchRebuild(Session& session, const Arguments& arguments) {
    const auto count = arguments.number("events", 100, 10'000'000).value_or(100'000);
    const auto rounds = arguments.number("rounds", 1, 100).value_or(5);
    const BenchFolder folder(benchPlace(arguments));
    const auto store = openStore(folder.path());
    append(*store, benchEntries(count), kAtOnce);
    std::vector<double> ours;
    std::vector<double> ratios;
    for (std::int64_t round = 0; round < rounds; ++round) {
        BenchFloor floor(store::Store::databaseFile(folder.path()));
        const auto parsing = seconds([&] { floor.parseEveryPayload(); });
        ours.push_back(seconds([&] {
            if (auto rebuilt = store->rebuild(); !rebuilt) {
                throw Failure{std::move(rebuilt.error())};
            }
        }));
        ratios.push_back(ours.back() / parsing);
    }
    const auto perSecond = static_cast<double>(count) / median(ours);
    auto& output = session.output();
    if (output.json()) {
        output.value(boost::json::object{
            {"bench", "rebuild"},
            {"rounds", rounds},
            {"events", count},
            {"eventsPerSecond", std::llround(perSecond)},
            {"timesFloor", rounded(median(ratios))},
            {"peakKiB", peakMemory()},
        });
        return;
    }
    output.line(
        "Rebuilding " + std::to_string(count) + " events: " + std::to_string(std::llround(perSecond)) + " events/s, " +
        number(median(ratios)) + " times as long as reading and parsing every payload.");
    output.line(
        "Median of " + std::to_string(rounds) + " rounds; peak memory " + std::to_string(peakMemory()) + " KiB");
}

void benchStartup(Session& session, const Arguments& arguments) {
    const auto count = arguments.number("events", 100, 10'000'000).value_or(20'000);
    const auto rounds = arguments.number("rounds", 1, 100).value_or(5);
    const BenchFolder folder(benchPlace(arguments));
    const auto clean = folder.path() / "clean";
    const auto killed = folder.path() / "killed";
    {
        const auto store = openStore(clean);
        append(*store, benchEntries(count), kAtOnce);
        copyUnclean(clean, killed);
    }
    std::vector<double> cleanly;
    std::vector<double> afterKill;
    std::vector<double> floors;
    std::vector<double> ratios;
    for (std::int64_t round = 0; round < rounds; ++round) {
        floors.push_back(seconds([&] { BenchFloor(store::Store::databaseFile(clean)).readOne(); }));
        cleanly.push_back(startupSeconds(clean, session));
        ratios.push_back(cleanly.back() / floors.back());
        // Opening one mends it, so that each round gets a copy of its own.
        const auto copy = folder.path() / ("killed-" + std::to_string(round));
        copyUnclean(killed, copy);
        afterKill.push_back(startupSeconds(copy, session));
    }
    constexpr double kMillis = 1000;
    auto& output = session.output();
    if (output.json()) {
        output.value(boost::json::object{
            {"bench", "startup"},
            {"rounds", rounds},
            {"events", count},
            {"ms", rounded(median(cleanly) * kMillis)},
            {"msAfterKill", rounded(median(afterKill) * kMillis)},
            {"floorMs", rounded(median(floors) * kMillis)},
            {"timesFloor", rounded(median(ratios))},
            {"peakKiB", peakMemory()},
        });
        return;
    }
    output.line(
        "Opening a profile of " + std::to_string(count) +
        " events, and its first page: " + number(median(cleanly) * kMillis) + " ms; " +
        number(median(afterKill) * kMillis) + " ms after an unclean end, with the check of the database.");
    output.line(
        "Opening the database and reading one row: " + number(median(floors) * kMillis) + " ms. Median of " +
        std::to_string(rounds) + " rounds; peak memory " + std::to_string(peakMemory()) + " KiB");
}

} // namespace cairn::cli
