#include "app/cli/bench.h"
#include "app/cli/bench_floor.h"
#include "app/cli/platform.h"
#include "app/cli/session.h"

#include <cmath>

namespace cairn::cli {

namespace {

std::string number(double value) {
    return std::to_string(std::llround(value * 100) / 100) + "." +
           std::to_string(100 + std::llround(value * 100) % 100).substr(1);
}

} // namespace

void benchRebuild(Session& session, const Arguments& arguments) {
    const auto count = arguments.number("events", 100, 10'000'000).value_or(100'000);
    const auto rounds = arguments.number("rounds", 1, 100).value_or(5);
    const BenchFolder folder(benchPlace(arguments));
    fillStore(folder.path(), {.events = count});
    const auto store = openStore(folder.path());
    const auto peakBefore = peakMemory();
    std::vector<double> ours;
    std::vector<double> ratios;
    for (std::int64_t round = 0; round < rounds; ++round) {
        BenchFloor floor(store::Store::databaseFile(folder.path()));
        const auto parsing = seconds([&] { floor.parseEveryRow(); });
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
            {"ratio", rounded(median(ratios))},
            {"peakBeforeKiB", peakBefore},
            {"peakKiB", peakMemory()},
        });
        return;
    }
    output.line(
        "Rebuilding " + std::to_string(count) + " events: " + std::to_string(std::llround(perSecond)) + " events/s, " +
        number(median(ratios)) + " times as long as reading every row and parsing its payload.");
    output.line(
        "Median of " + std::to_string(rounds) + " rounds; peak memory " + std::to_string(peakMemory()) + " KiB");
}

} // namespace cairn::cli
