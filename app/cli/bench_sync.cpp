#include "app/cli/bench.h"
#include "app/cli/bench_device.h"
#include "app/cli/bench_log_floor.h"
#include "app/cli/bench_server.h"
#include "app/cli/failure.h"
#include "app/cli/platform.h"
#include "app/cli/session.h"
#include "app/cli/table.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <latch>
#include <thread>

namespace cairn::cli {

namespace {

constexpr std::int64_t kEvents = 10'000;
constexpr std::int64_t kEventsMost = 1'000'000;
constexpr int kCrowd = 50;
constexpr std::size_t kTogether = 100;

// How much there is to do. The crowd has as many events as one device alone, and single changes are as many as each of
// the crowd has.
struct Work {
    std::size_t events = 0;

    std::size_t few() const { return events / kCrowd; }
};

struct Figures {
    std::vector<double> push;
    std::vector<double> pull;
    std::vector<double> crowd;
    std::vector<double> changeMs;
    std::vector<double> append100;
    std::vector<double> append1;
    std::vector<double> echoMs;
    double wireBytes = 0;
    double syncs = 0; // a change
    double lineBytes = 0;
};

double part(std::vector<double> values, double share) {
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

// One device sends all that it has, and another of the same account fetches it.
void measurePushAndPull(
    const BenchServer& server, const Work& work, int account, bool tls, int number, Figures& figures) {
    const auto events = work.events;
    BenchReplica writer(number);
    BenchDevice device(writer, server.port(), tls, server.token(account));
    device.push();
    writer.write(events);
    const auto before = device.sentBytes();
    figures.push.push_back(static_cast<double>(events) / seconds([&] { device.push(); }));
    figures.wireBytes = static_cast<double>(device.sentBytes() - before) / static_cast<double>(events);
    figures.lineBytes = static_cast<double>(writer.lineBytes()) / static_cast<double>(events);
    BenchReplica reader(number + 1);
    BenchDevice other(reader, server.port(), tls, server.token(account));
    figures.pull.push_back(static_cast<double>(events) / seconds([&] {
                               other.talkUntil([](const engine::ClientStatus& status) { return status.caughtUp; });
                           }));
    if (reader.received() != static_cast<std::int64_t>(events)) {
        throw Failure{{base::ErrorCode::Corrupt, "the other device got " + std::to_string(reader.received())}};
    }
}

// One change after the other, each confirmed before the next.
void measureChanges(const BenchServer& server, const Work& work, bool tls, Figures& figures) {
    BenchReplica writer(900);
    BenchDevice device(writer, server.port(), tls, server.token(kCrowd));
    device.push();
    const auto before = server.metric("cairn_database_syncs");
    for (std::size_t change = 0; change < work.few(); ++change) {
        writer.write(1);
        figures.changeMs.push_back(1000 * seconds([&] { device.push(); }));
    }
    figures.syncs = (server.metric("cairn_database_syncs") - before) / static_cast<double>(work.few());
}

// Many at once, each with an account and a few events of its own.
void measureCrowd(const BenchServer& server, const Work& work, bool tls, int round, Figures& figures) {
    std::latch ready(kCrowd + 1);
    std::vector<std::thread> threads;
    std::atomic<int> failed = 0;
    for (int member = 0; member < kCrowd; ++member) {
        threads.emplace_back([&, member] {
            try {
                BenchReplica writer(10'000 + round * kCrowd + member);
                BenchDevice device(writer, server.port(), tls, server.token(member));
                device.push();
                writer.write(work.few());
                ready.arrive_and_wait();
                device.push();
            } catch (const std::exception&) {
                ++failed;
                ready.count_down();
            } catch (const Failure&) {
                ++failed;
                ready.count_down();
            }
        });
    }
    ready.arrive_and_wait();
    const auto taken = seconds([&] {
        for (auto& thread : threads) {
            thread.join();
        }
    });
    if (failed > 0) {
        throw Failure{{base::ErrorCode::Unreachable, std::to_string(failed.load()) + " of the crowd were cut off"}};
    }
    figures.crowd.push_back(kCrowd * static_cast<double>(work.few()) / taken);
}

void measureFloor(const std::filesystem::path& place, const Work& work, Figures& figures) {
    const auto events = work.events;
    BenchReplica writer(1);
    writer.write(events);
    const BenchFolder folder(place);
    figures.append100.push_back(
        static_cast<double>(events) / logFloorSeconds(folder.path(), writer.lines(), kTogether));
    const auto single = std::min(writer.lines().size(), std::size_t{1'000});
    const std::vector<std::string> few(
        writer.lines().begin(), writer.lines().begin() + static_cast<std::ptrdiff_t>(single));
    figures.append1.push_back(static_cast<double>(few.size()) / logFloorSeconds(folder.path(), few, 1));
    figures.echoMs.push_back(echoMilliseconds(few.front().size(), 300));
}

} // namespace

void benchSync(Session& session, const Arguments& arguments) {
    const auto rounds = static_cast<int>(arguments.number("rounds", 1, 50).value_or(5));
    const Work work{static_cast<std::size_t>(arguments.number("events", kCrowd, kEventsMost).value_or(kEvents))};
    const bool tls = arguments.has("tls");
    const auto place = benchPlace(arguments);
    const BenchFolder folder(place);
    BenchServer server(folder.path(), kCrowd + 1 + rounds, tls);
    Figures figures;
    for (int round = 0; round < rounds; ++round) {
        measureFloor(place, work, figures);
        measurePushAndPull(server, work, kCrowd + 1 + round, tls, 100 + 2 * round, figures);
        measureCrowd(server, work, tls, round, figures);
    }
    measureChanges(server, work, tls, figures);
    server.stop();
    const auto peak = static_cast<double>(peakMemoryOfChildren()) / 1024;
    const auto push = median(figures.push);
    const auto append100 = median(figures.append100);
    const auto append1 = median(figures.append1);
    const auto p50 = part(figures.changeMs, 0.5);
    const auto echo = median(figures.echoMs);
    const auto least = 1000 / append1 + echo;
    auto& output = session.output();
    if (output.json()) {
        const boost::json::object all{
            {"bench", "sync"},
            {"push_per_s", std::llround(push)},
            {"pull_per_s", std::llround(median(figures.pull))},
            {"change_p50_ms", rounded(p50)},
            {"change_p95_ms", rounded(part(figures.changeMs, 0.95))},
            {"crowd_per_s", std::llround(median(figures.crowd))},
            {"server_peak_mb", rounded(peak)},
            {"wire_bytes_per_event", rounded(figures.wireBytes)},
            {"fsyncs_per_change", rounded(figures.syncs)},
            {"tls", tls},
            {"floor",
             {{"append100_per_s", std::llround(append100)},
              {"append1_per_s", std::llround(append1)},
              {"echo_ms", rounded(echo)}}},
            {"push_of_append100", rounded(push / append100)},
            {"change_p50_of_floor", rounded(p50 / least)},
            {"event_bytes", rounded(figures.lineBytes)},
            {"rounds", rounds}};
        output.value(all);
        return;
    }
    output.line(
        "A cairnd on this computer" + std::string(tls ? ", over TLS" : "") + "; events of " +
        std::to_string(std::llround(figures.lineBytes)) + " bytes, every confirmation durable. Median of " +
        std::to_string(rounds) + " rounds.");
    Table table{"WHAT", ">FIGURE", ">FLOOR"};
    const auto whole = [](double value) { return std::to_string(std::llround(value)); };
    table.row({"push, events/s", whole(push), whole(append100) + " (100 a transaction)"});
    table.row({"pull, events/s", whole(median(figures.pull)), ""});
    table.row({"50 clients x " + std::to_string(work.few()) + ", events/s", whole(median(figures.crowd)), ""});
    table.row(
        {"one change, p50 ms", std::to_string(p50).substr(0, 5),
         std::to_string(least).substr(0, 5) + " (commit + echo)"});
    table.row({"one change, p95 ms", std::to_string(part(figures.changeMs, 0.95)).substr(0, 5), ""});
    table.row({"fsyncs a change", std::to_string(figures.syncs).substr(0, 4), ""});
    table.row({"bytes an event on the wire", whole(figures.wireBytes), ""});
    table.row({"server's peak memory, MiB", whole(peak), ""});
    table.print(output);
}

} // namespace cairn::cli
