#include "app/cli/bench.h"
#include "app/cli/bench_floor.h"
#include "app/cli/platform.h"
#include "app/cli/session.h"
#include "app/cli/table.h"

#include <boost/json/array.hpp>

#include <cmath>

namespace cairn::cli {

namespace {

constexpr std::size_t kTogether = 100;

struct Measured {
    double perSecond = 0;
    double floorPerSecond = 0;
    double ratio = 0; // of the two
};

// What the floor takes to write the last `count` events of the store in `folder` into tables like the store's.
double floorSeconds(
    const std::filesystem::path& place, const std::filesystem::path& folder, std::size_t count, std::size_t together) {
    const BenchFolder other(place);
    openStore(other.path()).reset();
    const auto entries = BenchFloor(store::Store::databaseFile(folder)).lastEntries(count);
    BenchFloor floor(store::Store::databaseFile(other.path()));
    return seconds([&] { floor.write(entries, together); });
}

Measured measure(
    const std::filesystem::path& place, std::size_t count, std::size_t together, std::int64_t rounds,
    const std::function<double(const std::filesystem::path&)>& secondsFor) {
    std::vector<double> ours;
    std::vector<double> floors;
    std::vector<double> ratios;
    for (std::int64_t round = 0; round < rounds; ++round) {
        const BenchFolder folder(place);
        ours.push_back(secondsFor(folder.path()));
        floors.push_back(floorSeconds(place, folder.path(), count, together));
        ratios.push_back(floors.back() / ours.back());
    }
    const auto all = static_cast<double>(count);
    return {all / median(ours), all / median(floors), median(ratios)};
}

// Straight into the store.
double
storeSeconds(const std::filesystem::path& folder, const std::vector<store::Entry>& entries, std::size_t together) {
    const auto store = openStore(folder);
    return seconds([&] { append(*store, entries, together); });
}

// By the commands that the window gives: as many tasks as `count` are started, kTogether in one command.
double serviceSeconds(const std::filesystem::path& folder, std::size_t count, const base::Clock& clock) {
    std::vector<std::string> ids;
    {
        std::vector<store::Entry> entries;
        for (std::size_t task = 0; task < count; ++task) {
            ids.push_back("bench-" + std::to_string(task));
            events::TaskCreated created;
            created.title = "Task " + std::to_string(task);
            entries.push_back({events::draft("task/" + ids.back(), created), clock.now()});
        }
        append(*openStore(folder), entries, entries.size());
    }
    Output quiet(true);
    Session session(folder, true, clock, quiet);
    auto& tasks = session.profile().tasks();
    return seconds([&] {
        for (std::size_t at = 0; at < ids.size(); at += kTogether) {
            const auto first = ids.begin() + static_cast<std::ptrdiff_t>(at);
            const auto last = ids.begin() + static_cast<std::ptrdiff_t>(std::min(at + kTogether, ids.size()));
            session.ask<api::Done>(
                [&](auto reply) { return tasks.act(api::TaskAction::start, {first, last}, {}, std::move(reply)); });
        }
    });
}

} // namespace

void benchStore(Session& session, const Arguments& arguments) {
    // One commit an event is slow everywhere: fewer of them say as much.
    constexpr std::int64_t kAloneShare = 10;
    const auto count = arguments.number("events", 100, 1'000'000).value_or(10'000);
    const auto rounds = arguments.number("rounds", 1, 100).value_or(5);
    const auto place = benchPlace(arguments);
    boost::json::array modes;
    Table table{"THROUGH", ">PER TRANSACTION", ">EVENTS", ">EVENTS/S", ">FLOOR EVENTS/S", ">RATIO"};
    const auto note = [&](const char* through, std::size_t together, std::size_t events, const Measured& measured) {
        modes.push_back(boost::json::object{
            {"through", through},
            {"perTransaction", together},
            {"events", events},
            {"eventsPerSecond", std::llround(measured.perSecond)},
            {"floorEventsPerSecond", std::llround(measured.floorPerSecond)},
            {"ratio", rounded(measured.ratio)},
        });
        table.row(
            {through, std::to_string(together), std::to_string(events),
             std::to_string(std::llround(measured.perSecond)), std::to_string(std::llround(measured.floorPerSecond)),
             std::to_string(measured.ratio).substr(0, 5)});
    };
    const auto all = static_cast<std::size_t>(count);
    const auto commands = measure(place, all, kTogether, rounds, [&](const auto& folder) {
        return serviceSeconds(folder, all, session.clock());
    });
    note("service", kTogether, all, commands);
    for (const std::size_t together : {std::size_t{1}, kTogether, all}) {
        const auto some = together == 1 ? count / kAloneShare : count;
        const auto entries = benchEntries({.events = some}, 0, some);
        const auto measured = measure(place, entries.size(), together, rounds, [&](const auto& folder) {
            return storeSeconds(folder, entries, together);
        });
        note("store", together, entries.size(), measured);
    }
    auto& output = session.output();
    if (output.json()) {
        output.value(boost::json::object{
            {"bench", "store"},
            {"ratio", rounded(commands.ratio)},
            {"rounds", rounds},
            {"payloadBytes", kPayloadBytes},
            {"modes", std::move(modes)},
            {"peakKiB", peakMemory()},
        });
        return;
    }
    output.line(
        "Appending events, checked, chained and folded: by commands that start tasks, and straight into the store with "
        "payloads of " +
        std::to_string(kPayloadBytes) + " bytes. Median of " + std::to_string(rounds) + " rounds.");
    output.line("The floor inserts the same rows into the same tables by SQLite's C interface.");
    table.print(output);
    output.line("peak memory " + std::to_string(peakMemory()) + " KiB");
}

} // namespace cairn::cli
