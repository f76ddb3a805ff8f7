#pragma once

#include "app/cli/arguments.h"
#include "core/store/store.h"

#include <boost/json/object.hpp>

#include <chrono>
#include <filesystem>
#include <functional>
#include <vector>

// Measures that hold on any machine: each is told as a ratio to a floor that is measured beside it, in turns, so that a
// busy or slow computer slows both. What is told is the median of the rounds.
namespace cairn::cli {

class Session;

// A folder for one measure, gone with this object.
class BenchFolder {
public:
    // Inside of `parent`.
    explicit BenchFolder(const std::filesystem::path& parent);
    ~BenchFolder();
    BenchFolder(const BenchFolder&) = delete;
    BenchFolder& operator=(const BenchFolder&) = delete;

    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

// Seconds that `work` takes.
double seconds(const std::function<void()>& work);

double median(std::vector<double> values);

// A number with two decimals.
double rounded(double value);

inline constexpr std::size_t kPayloadBytes = 194;

inline constexpr int kBenchLearners = 16; // that the platform of the bench knows: "bench-0" and so on

// A log of one learner on one path.
struct BenchLog {
    std::int64_t events = 0;
    std::int64_t perTask = 4; // a task is created, edited again and again, and completed

    // A topic for so many tasks.
    static constexpr std::int64_t kTasksPerTopic = 25;
};

// Events `from` up to `to` of the log, each with a payload of kPayloadBytes: the path, the topics, the tasks.
std::vector<store::Entry> benchEntries(const BenchLog& log, std::int64_t from, std::int64_t to);

// A store in `folder` with that many of them, written in pieces: memory does not grow with their number.
void fillStore(const std::filesystem::path& folder, const BenchLog& log);

// A store in `folder` that is the writer. Throws Failure.
std::unique_ptr<store::Store> openStore(const std::filesystem::path& folder);

// Appends `entries`, so many at once. Throws Failure.
void append(store::Store& store, const std::vector<store::Entry>& entries, std::size_t perTransaction);

// What option --in says, or else the system's folder for temporary files. On a memory disk, a commit costs nothing.
std::filesystem::path benchPlace(const Arguments& arguments);

void benchStore(Session& session, const Arguments& arguments);
void benchRebuild(Session& session, const Arguments& arguments);
void benchStartup(Session& session, const Arguments& arguments);
void benchMindmap(Session& session, const Arguments& arguments);
void benchSync(Session& session, const Arguments& arguments);
void benchIdle(Session& session, const Arguments& arguments);
void benchVerify(Session& session, const Arguments& arguments);

// A server of tools for benchVerify(), on standard input and output.
void playPlatform(Session& session, const Arguments& arguments);

} // namespace cairn::cli
