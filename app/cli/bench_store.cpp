#include "app/cli/bench.h"
#include "app/cli/bench_floor.h"
#include "app/cli/platform.h"
#include "app/cli/session.h"
#include "app/cli/table.h"

#include <boost/json/array.hpp>

#include <cmath>

namespace cairn::cli {

namespace {

struct Measured {
    double perSecond = 0;
    double floorPerSecond = 0;
    double timesFloor = 0;
};

Measured measure(
    const std::filesystem::path& place, const std::vector<store::Entry>& entries, std::size_t at, std::int64_t rounds) {
    std::vector<double> ours;
    std::vector<double> floors;
    std::vector<double> ratios;
    for (std::int64_t round = 0; round < rounds; ++round) {
        const BenchFolder folder(place);
        {
            BenchFloor floor(folder.path() / "floor.db");
            floor.prepare();
            floors.push_back(seconds([&] { floor.append(entries, at); }));
        }
        const auto store = openStore(folder.path());
        ours.push_back(seconds([&] { append(*store, entries, at); }));
        ratios.push_back(ours.back() / floors.back());
    }
    const auto count = static_cast<double>(entries.size());
    return {count / median(ours), count / median(floors), median(ratios)};
}

} // namespace

void benchStore(Session& session, const Arguments& arguments) {
    constexpr std::size_t kTogether = 100;
    // One commit an event is slow everywhere: fewer of them say as much.
    constexpr std::int64_t kAloneShare = 10;
    const auto count = arguments.number("events", 100, 1'000'000).value_or(10'000);
    const auto rounds = arguments.number("rounds", 1, 100).value_or(5);
    const auto entries = benchEntries(count);
    const auto few = benchEntries(count / kAloneShare);
    boost::json::array modes;
    Table table{">PER TRANSACTION", ">EVENTS", ">EVENTS/S", ">FLOOR EVENTS/S", ">TIMES THE FLOOR"};
    for (const std::size_t together : {std::size_t{1}, kTogether, entries.size()}) {
        const auto& some = together == 1 ? few : entries;
        const auto measured = measure(benchPlace(arguments), some, together, rounds);
        modes.push_back(boost::json::object{
            {"perTransaction", together},
            {"events", some.size()},
            {"eventsPerSecond", std::llround(measured.perSecond)},
            {"floorEventsPerSecond", std::llround(measured.floorPerSecond)},
            {"timesFloor", rounded(measured.timesFloor)},
        });
        table.row(
            {std::to_string(together), std::to_string(some.size()), std::to_string(std::llround(measured.perSecond)),
             std::to_string(std::llround(measured.floorPerSecond)), std::to_string(measured.timesFloor).substr(0, 5)});
    }
    auto& output = session.output();
    if (output.json()) {
        output.value(boost::json::object{
            {"bench", "store"},
            {"rounds", rounds},
            {"payloadBytes", kPayloadBytes},
            {"modes", std::move(modes)},
            {"peakKiB", peakMemory()},
        });
        return;
    }
    output.line(
        "Appending events with payloads of " + std::to_string(kPayloadBytes) +
        " bytes, folded and chained; median of " + std::to_string(rounds) + " rounds.");
    output.line("The floor inserts the same payloads into one indexed table by SQLite's C interface.");
    table.print(output);
    output.line("peak memory " + std::to_string(peakMemory()) + " KiB");
}

} // namespace cairn::cli
