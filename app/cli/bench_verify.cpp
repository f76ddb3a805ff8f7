#include "app/cli/bench.h"
#include "app/cli/bench_device.h"
#include "app/cli/bench_server.h"
#include "app/cli/failure.h"
#include "app/cli/platform.h"
#include "app/cli/session.h"
#include "sync/server/connections/connection_store.h"
#include "sync/server/database/database.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <fstream>
#include <memory>
#include <thread>

namespace cairn::cli {

namespace {

constexpr int kAccounts = 10;
static_assert(kAccounts < kBenchLearners);
constexpr std::chrono::seconds kPatience{300};

// One learner, who has started tasks and claims them all at once.
struct Learner {
    Learner(int number, const BenchServer& server, const std::string& token)
        : replica(number)
        , device(replica, server.port(), false, token) {
        device.push();
    }

    BenchReplica replica;
    BenchDevice device;
};

// Twice as many claims are in hand as are asked for at once: while some wait for the platform, others are looked up and
// written down.
void writeConfig(const std::filesystem::path& file, std::int64_t concurrency, std::int64_t delay) {
    std::ofstream out(file);
    out << "[verification]\nconcurrency = " << 2 * concurrency << "\n[mcp.github]\ncommand = ['"
        << (programFolder() / "cairnctl").string() << "', 'bench', 'platform', '--delay', '" << delay
        << "']\nconnections = " << concurrency << "\n";
}

void connectAll(server::Database& database) {
    std::vector<std::string> accounts(kAccounts + 1);
    database.sql() << "SELECT id FROM account", soci::into(accounts);
    server::ConnectionStore store(database);
    for (int learner = 0; const auto& account : accounts) {
        server::Connection connection;
        connection.platform = events::Platform::github;
        connection.handle = "bench-" + std::to_string(learner++);
        store.put(account, connection);
    }
}

std::string subjectOf(int learner, int task) {
    return "task/" + std::to_string(learner) + "-" + std::to_string(task);
}

void start(Learner& learner, int number, int from, int to, base::Millis at) {
    for (int task = from; task < to; ++task) {
        const auto subject = subjectOf(number, task);
        events::TaskCreated created;
        created.title = subject;
        created.requirement.platform = events::Platform::github;
        // Another one for each: what was seen once is not asked for again.
        created.requirement.repository = "bench/" + std::to_string(number) + "-" + std::to_string(task);
        created.requirement.commits = 1;
        learner.replica.write(events::draft(subject, created), at);
        learner.replica.write(events::draft(subject, events::TaskStarted{}), at);
    }
    learner.device.push();
}

void claim(Learner& learner, int number, int from, int to, base::Millis at) {
    for (int task = from; task < to; ++task) {
        learner.replica.write(events::draft(subjectOf(number, task), events::TaskCompletionClaimed{}), at);
    }
    learner.device.push();
}

void waitForAnswers(server::Database& database, std::int64_t wanted) {
    const auto end = std::chrono::steady_clock::now() + kPatience;
    for (long long done = 0; done < wanted;) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        database.sql() << "SELECT COUNT(*) FROM job WHERE queue = 'verification' AND state = 'succeeded'",
            soci::into(done);
        if (std::chrono::steady_clock::now() > end) {
            throw Failure{{base::ErrorCode::Unreachable, std::to_string(done) + " claims were answered in time"}};
        }
    }
}

long long countOf(server::Database& database, const std::string& type) {
    const auto words = "%\"type\":\"" + type + "\"%";
    long long count = 0;
    database.sql() << "SELECT COUNT(*) FROM event JOIN stream ON stream.number = event.stream WHERE stream.stream LIKE "
                      "'server/%' AND line LIKE :words",
        soci::into(count), soci::use(words);
    return count;
}

double p95(std::vector<double> values) {
    std::ranges::sort(values);
    return values.empty() ? 0 : values[static_cast<std::size_t>(0.95 * static_cast<double>(values.size() - 1))];
}

// What others see of the server: a change that is confirmed, and a question over HTTP.
struct Meanwhile {
    std::vector<double> pushMs{};
    std::vector<double> httpMs{};

    int number = 0; // of its device

    void measure(const BenchServer& server, const std::string& token, const std::atomic<bool>& enough) {
        BenchReplica replica(number);
        BenchDevice device(replica, server.port(), false, token);
        device.push();
        while (!enough) {
            replica.write(1);
            pushMs.push_back(1000 * seconds([&] { device.push(); }));
            httpMs.push_back(1000 * seconds([&] { httpGet(server.port(), "/api/health"); }));
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    }
};

} // namespace

void benchVerify(Session& session, const Arguments& arguments) {
    const auto claims = static_cast<int>(arguments.number("claims", kAccounts, 100'000).value_or(1'000));
    const auto concurrency = arguments.number("concurrency", 1, 256).value_or(4);
    const auto delay = arguments.number("delay", 0, 10'000).value_or(50);
    const BenchFolder folder(benchPlace(arguments));
    const auto config = folder.path() / "cairnd.toml";
    writeConfig(config, concurrency, delay);
    BenchServer server(folder.path(), kAccounts + 1, false, {"--config", config.string()});
    const auto database = server::openSqlite(folder.path() / "server.db");
    connectAll(*database);
    const auto each = claims / kAccounts;
    const auto at = session.clock().now() - 60'000;
    std::vector<std::unique_ptr<Learner>> learners;
    for (int number = 0; number < kAccounts; ++number) {
        learners.push_back(std::make_unique<Learner>(2'000 + number, server, server.token(number)));
        start(*learners.back(), number, 0, each + 1, at);
        claim(*learners.back(), number, 0, 1, at + 1); // starts what is started on demand
    }
    waitForAnswers(*database, kAccounts);

    Meanwhile quiet{.number = 3'001};
    Meanwhile busy{.number = 3'002};
    std::atomic<bool> enough = false;
    {
        std::jthread watcher([&] { quiet.measure(server, server.token(kAccounts), enough); });
        std::this_thread::sleep_for(std::chrono::seconds(2));
        enough = true;
    }
    enough = false;
    double taken = 0;
    {
        std::jthread watcher([&] { busy.measure(server, server.token(kAccounts), enough); });
        taken = seconds([&] {
            for (int number = 0; number < kAccounts; ++number) {
                claim(*learners[static_cast<std::size_t>(number)], number, 1, each + 1, at + 1);
            }
            waitForAnswers(*database, kAccounts + static_cast<std::int64_t>(each) * kAccounts);
        });
        enough = true;
    }
    const auto receipts = countOf(*database, "task.verified");
    if (receipts != kAccounts + static_cast<long long>(each) * kAccounts) {
        throw Failure{{base::ErrorCode::Corrupt, "there are " + std::to_string(receipts) + " receipts"}};
    }
    const auto ideal =
        static_cast<double>(each) * kAccounts * static_cast<double>(delay) / 1000 / static_cast<double>(concurrency);
    auto& output = session.output();
    if (output.json()) {
        output.value(boost::json::object{
            {"bench", "verify"},
            {"claims", each * kAccounts},
            {"concurrency", concurrency},
            {"seconds", rounded(taken)},
            {"ideal_seconds", rounded(ideal)},
            {"ratio", rounded(taken / ideal)},
            {"push_p95_ms", rounded(p95(busy.pushMs))},
            {"push_p95_ms_before", rounded(p95(quiet.pushMs))},
            {"http_p95_ms", rounded(p95(busy.httpMs))},
            {"http_p95_ms_before", rounded(p95(quiet.httpMs))}});
        return;
    }
    const auto inWords = [](double value) {
        const auto hundredths = std::llround(value * 100);
        const auto rest = hundredths % 100;
        return std::to_string(hundredths / 100) + (rest < 10 ? ".0" : ".") + std::to_string(rest);
    };
    const auto ms = [&](double value) { return inWords(value) + " ms"; };
    output.line(
        std::to_string(each * kAccounts) + " claims were verified in " + inWords(taken) + " s, " +
        inWords(taken / ideal) + " times what the platform alone takes (" + std::to_string(concurrency) +
        " asked at once, " + std::to_string(delay) + " ms each).");
    output.line(
        "Meanwhile p95 of a confirmed change was " + ms(p95(busy.pushMs)) + " (before: " + ms(p95(quiet.pushMs)) +
        "), of a request " + ms(p95(busy.httpMs)) + " (before: " + ms(p95(quiet.httpMs)) + ").");
}

} // namespace cairn::cli
