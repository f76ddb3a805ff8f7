#include "app/cli/bench.h"
#include "app/cli/command.h"
#include "app/cli/failure.h"
#include "app/cli/session.h"
#include "sync/simulation/shrink.h"

#include <fstream>
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

void keep(const std::string& file, const simulation::Life& life, const std::string& why) {
    std::ofstream out(file, std::ios::binary);
    out << "# " << why << '\n' << simulation::encodeLife(life);
    if (!out.flush()) {
        throw Failure{{base::ErrorCode::Io, "the life cannot be written", file}};
    }
}

// Tells why it fails, as short as can be found.
[[noreturn]] void fail(
    Session& session, const Arguments& arguments, const simulation::Life& life, const simulation::Trouble& trouble,
    const std::filesystem::path& folder, const std::string& name) {
    const auto least = simulation::shrink(life, trouble.end, folder);
    std::ostringstream story;
    const auto end = simulation::live(least, folder, &story);
    const std::string why = name + ": " + (end ? *end : trouble).what;
    auto& output = session.output();
    output.endProgress();
    tellStory(story, [&](const std::string& line) { output.remark(line); });
    if (arguments.has("keep")) {
        keep(arguments.text("keep"), least, why);
    }
    throw Failure{
        {base::ErrorCode::Corrupt, why + " (" + std::to_string(least.happenings.size()) + " of " +
                                       std::to_string(life.happenings.size()) + " happenings)"}};
}

void simulateFile(Session& session, const Arguments& arguments, const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) {
        throw Failure{{base::ErrorCode::NotFound, "the life cannot be read", file}};
    }
    const auto life = simulation::decodeLife(text.str());
    if (!life) {
        throw Failure{{life.error().code, life.error().message, file}};
    }
    const BenchFolder folder(benchPlace(arguments));
    std::ostringstream story;
    if (const auto trouble = simulation::live(*life, folder.path(), &story)) {
        fail(session, arguments, *life, *trouble, folder.path(), file);
    }
    auto& output = session.output();
    if (output.json()) {
        output.value(boost::json::object{{"life", file}, {"happenings", life->happenings.size()}, {"failed", 0}});
        return;
    }
    tellStory(story, [&](const std::string& line) { output.line(line); });
    output.line("All replicas hold the same, and nothing is lost or there twice.");
}

void simulate(Session& session, const Arguments& arguments) {
    if (arguments.has("life")) {
        simulateFile(session, arguments, arguments.text("life"));
        return;
    }
    const auto seeds = arguments.number("seeds", 1, kSeedsMost).value_or(100);
    const auto from = arguments.number("from", 0, kSeedsMost * kSeedsMost).value_or(0);
    const auto steps = static_cast<int>(arguments.number("steps", 1, kStepsMost).value_or(400));
    const BenchFolder folder(benchPlace(arguments));
    auto& output = session.output();
    std::ostringstream only; // of one seed alone
    for (auto seed = from; seed < from + seeds; ++seed) {
        output.progress({"seeds", seed - from, seeds});
        const auto life = simulation::lifeOf(static_cast<std::uint64_t>(seed), steps);
        if (const auto trouble = simulation::live(life, folder.path(), seeds == 1 ? &only : nullptr)) {
            fail(session, arguments, life, *trouble, folder.path(), "seed " + std::to_string(seed));
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
         "that break, programs that end or are cut off, older programs, profiles that are copied or put back, clocks "
         "that are wrong. All must then hold the same, with nothing lost and nothing there twice. The story of one "
         "life is told; that of one that fails goes to standard error, without all that it fails without, and the "
         "exit code is 1.",
         {{"seeds", "N", "How many lives (100)."},
          {"from", "S", "The first seed (0)."},
          {"steps", "N", "How many steps each has (400)."},
          {"life", "FILE", "Live through one that was kept, instead."},
          {"keep", "FILE", "Where to keep one that fails, as short as can be found."},
          {"in", "DIR", "Work in this folder instead of the one for temporary files."}},
         Needs::Nothing,
         simulate},
    };
}

} // namespace cairn::cli
