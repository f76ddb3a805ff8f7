#include "app/cli/bench.h"
#include "app/cli/command.h"
#include "app/cli/failure.h"
#include "app/cli/session.h"
#include "sync/simulation/world.h"

#include <iostream>
#include <sstream>

namespace cairn::cli {

namespace {

constexpr std::int64_t kSeedsMost = 1'000'000;
constexpr std::int64_t kStepsMost = 100'000;

std::string storyOf(simulation::Plan plan, const std::filesystem::path& folder) {
    std::ostringstream story;
    plan.story = &story;
    const auto trouble = simulation::live(plan, folder);
    return story.str() + (trouble ? "--- " + *trouble : "--- all is well");
}

void simulate(Session& session, const Arguments& arguments) {
    const auto seeds = arguments.number("seeds", 1, kSeedsMost).value_or(100);
    const auto from = arguments.number("from", 0, kSeedsMost * kSeedsMost).value_or(0);
    const auto steps = static_cast<int>(arguments.number("steps", 1, kStepsMost).value_or(400));
    const BenchFolder folder(benchPlace(arguments));
    auto& output = session.output();
    for (auto seed = from; seed < from + seeds; ++seed) {
        output.progress({"seeds", seed - from, seeds});
        const simulation::Plan plan{static_cast<std::uint64_t>(seed), steps};
        if (const auto trouble = simulation::live(plan, folder.path())) {
            const auto shortest = simulation::shrink(plan, folder.path());
            std::istringstream story(storyOf(shortest, folder.path()));
            for (std::string line; std::getline(story, line);) {
                output.remark(line);
            }
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
    if (seeds == 1) {
        std::istringstream story(storyOf({static_cast<std::uint64_t>(from), steps}, folder.path()));
        for (std::string line; std::getline(story, line);) {
            output.line(line);
        }
        return;
    }
    output.line(
        std::to_string(seeds) + " lives of " + std::to_string(steps) +
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
          {"in", "DIR", "Keep the profiles in this folder instead of the one for temporary files."}},
         Needs::Nothing,
         simulate},
    };
}

} // namespace cairn::cli
