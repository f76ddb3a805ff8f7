#include "app/cli/bench.h"
#include "app/cli/platform.h"
#include "app/cli/session.h"

#define BOOST_PROCESS_USE_STD_FS
#include <boost/process/args.hpp>
#include <boost/process/child.hpp>
#include <boost/process/io.hpp>
#include <boost/process/pipe.hpp>

namespace cairn::cli {

namespace {

constexpr double kMillis = 1000;

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

// The seconds until the program, which is told to end then, says that its window can be used.
double secondsUntilUsable(const std::vector<std::string>& arguments) {
    namespace process = boost::process;
    const auto program = programFolder() / "cairn";
    process::ipstream output;
    std::string line;
    std::error_code trouble;
    process::child child;
    const auto taken = seconds([&] {
        child = process::child(
            program, process::args = arguments, process::std_out > output, process::std_err > process::null, trouble);
        std::getline(output, line);
    });
    if (child.valid()) {
        child.wait(trouble);
    }
    if (trouble || line != "usable") {
        throw Failure{
            {base::ErrorCode::NotFound,
             "the desktop did not open a window; a display is needed, or "
             "QT_QPA_PLATFORM=offscreen",
             program.string()}};
    }
    return taken;
}

double windowSeconds(const std::filesystem::path& home) {
    return secondsUntilUsable({"--home", home.string(), "--look", "light", "--until-usable"});
}

} // namespace

void benchStartup(Session& session, const Arguments& arguments) {
    const auto count = arguments.number("events", 100, 10'000'000).value_or(100'000);
    const auto perTask = arguments.number("per-task", 3, 1'000).value_or(40);
    const auto rounds = arguments.number("rounds", 1, 100).value_or(7);
    const BenchFolder folder(benchPlace(arguments));
    const auto clean = folder.path() / "clean";
    const auto killed = folder.path() / "killed";
    {
        fillStore(clean, {.events = count, .perTask = perTask});
        const auto store = openStore(clean);
        copyUnclean(clean, killed);
    }
    std::vector<double> floors;
    std::vector<double> ours;
    std::vector<double> afterKill;
    std::vector<double> ratios;
    floors.push_back(secondsUntilUsable({"--empty-window"})); // what is read from the disk is read by both
    const auto floorPeak = peakMemoryOfChildren();
    windowSeconds(clean);
    floors.clear();
    for (std::int64_t round = 0; round < rounds; ++round) {
        floors.push_back(secondsUntilUsable({"--empty-window"}));
        ours.push_back(windowSeconds(clean));
        ratios.push_back(ours.back() / floors.back());
        // Opening one mends it, so that each round gets a copy of its own.
        const auto copy = folder.path() / ("killed-" + std::to_string(round));
        copyUnclean(killed, copy);
        afterKill.push_back(windowSeconds(copy));
    }
    const auto ms = [](const std::vector<double>& values) { return rounded(median(values) * kMillis); };
    auto& output = session.output();
    if (output.json()) {
        output.value(boost::json::object{
            {"bench", "startup"},
            {"ratio", rounded(median(ratios))},
            {"rounds", rounds},
            {"events", count},
            {"tasks", count / perTask},
            {"ms", ms(ours)},
            {"msAfterKill", ms(afterKill)},
            {"floorMs", ms(floors)},
            {"peakKiB", peakMemoryOfChildren()},
            {"floorPeakKiB", floorPeak},
        });
        return;
    }
    const auto text = [](double value) { return std::to_string(std::llround(value)); };
    output.line(
        "From the start of the program to a window that can be used, with " + std::to_string(count) + " events: " +
        text(ms(ours)) + " ms; " + text(ms(afterKill)) + " ms after an unclean end, with the check of the database.");
    output.line(
        "An empty window of the same program: " + text(ms(floors)) + " ms, ratio " +
        std::to_string(median(ratios)).substr(0, 4) + ". Median of " + std::to_string(rounds) + " rounds.");
    output.line(
        "Peak memory " + std::to_string(peakMemoryOfChildren()) + " KiB; of the empty window " +
        std::to_string(floorPeak) + " KiB");
}

} // namespace cairn::cli
