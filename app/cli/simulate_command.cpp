#include "app/cli/bench.h"
#include "app/cli/command.h"
#include "app/cli/failure.h"
#include "app/cli/session.h"
#include "sync/simulation/world.h"

#include <sstream>

namespace cairn::cli {

namespace {

constexpr std::int64_t kSeedsMost = 1'000'000;
constexpr std::int64_t kStepsMost = 100'000;

// Calls `tell` with each line of `story`.
template<class Tell> void tellStory(const std::ostringstream& story, const Tell& tell) {
    std::istringstream lines(story.str());
    for (std::string line; std::getline(lines, line);) {
        tell(line);
    }
}

void simulate(Session& session, const Arguments& arguments) {
    const auto seeds = arguments.number("seeds", 1, kSeedsMost).value_or(100);
    const auto from = arguments.number("from", 0, kSeedsMost * kSeedsMost).value_or(0);
    const auto steps = static_cast<int>(arguments.number("steps", 1, kStepsMost).value_or(400));
    const BenchFolder folder(benchPlace(arguments));
    auto& output = session.output();
    std::ostringstream only; // of one seed alone
    for (auto seed = from; seed < from + seeds; ++seed) {
        output.progress({"seeds", seed - from, seeds});
        const simulation::Plan plan{static_cast<std::uint64_t>(seed), steps, seeds == 1 ? &only : nullptr};
        if (const auto trouble = simulation::live(plan, folder.path())) {
            auto shortest = simulation::shrink(plan, folder.path());
            std::ostringstream story;
            shortest.story = &story;
            simulation::live(shortest, folder.path());
            output.endProgress();
            tellStory(story, [&](const std::string& line) { output.remark(line); });
            throw Failure{
                {base::ErrorCode::Corrupt,
                 "seed " + std::to_string(seed) + " with " + std::to_string(shortest.steps) + " steps: " + *trouble}};
        }
    }
    output.endProgress();
    if (output.json()) {
        output.value(boost::json::object{{"seeds", seeds}, {"from", from}, {"steps", steps}, {"failed", 0}});
        return;
    }
    tellStory(only, [&](const std::string& line) { output.line(line); });
    output.line(
        std::to_string(seeds) + (seeds == 1 ? " life of " : " lives of ") + std::to_string(steps) +
        " steps: all replicas hold the same, and nothing is lost or there twice.");
}

} // namespace

std::vector<Command> simulateCommands() {
    return {
        {"",
         "simulate",
         "",
         0,
         0,
         "Let computers and a server live through accidents, and look what they hold.",
         "The real engines and stores in one process, with a clock, a network and accidents from a seed: connections "
         "that break, programs that end, profiles that are copied or put back, clocks that are wrong. All must then "
         "hold the same, with nothing lost and nothing there twice. The story of one seed is told; that of a seed "
         "that fails goes to standard error, as short as can be found, and the exit code is 1.",
         {{"seeds", "N", "How many lives (100)."},
          {"from", "S", "The first seed (0)."},
          {"steps", "N", "How many steps each has (400)."},
          {"in", "DIR", "Work in this folder instead of the one for temporary files."}},
         Needs::Nothing,
         simulate},
    };
}

} // namespace cairn::cli
