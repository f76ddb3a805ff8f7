#include "sync/server/connections/connection_jobs.h"
#include "sync/server/connections/connection_store.h"
#include "sync/server/connections/import_job.h"
#include "sync/server/connections/outcome_store.h"
#include "tests/sync/server/desk_server.h"
#include "tests/sync/server/every_database.h"

#include <QTest>

#include <barrier>
#include <set>
#include <thread>

using namespace cairn;
using events::Platform;
using store::testing::must;
using test::kNow;

namespace {

std::string solved(std::int64_t contest) {
    return R"({"id":)" + std::to_string(contest) + R"(,"creationTimeSeconds":1757600411,"problem":{"contestId":)" +
           std::to_string(contest) +
           R"(,"index":"B","name":"A problem"},"author":{"members":[{"handle":"mira"}]},"verdict":"OK"})";
}

} // namespace

// What an import signs, whatever else is said meanwhile. The platform is a function here.
class ImportJobTest : public QObject {
    Q_OBJECT

public:
    explicit ImportJobTest(test::MakeDatabase make)
        : m_make(std::move(make)) {}

private:
    test::MakeDatabase m_make;
    QTemporaryDir m_folder;
    std::unique_ptr<test::DeskServer> m_server;
    std::function<void()> m_beforeSigning = [] {};
    bool m_down = false; // the platform

    server::ConnectionJobs jobs() {
        server::ConnectionJobs jobs;
        jobs.open = m_server->open;
        jobs.now = [] { return kNow; };
        jobs.ask = [this](const std::string&, const std::string&, const boost::json::object&, const std::stop_token&) {
            mcp::ToolResult result;
            result.isError = m_down;
            result.content.push_back(
                boost::json::object{{"type", "text"}, {"text", "[" + solved(1900) + "," + solved(1901) + "]"}});
            return mcp::Expected<mcp::ToolResult>(result);
        };
        jobs.said = [this](const std::string& account) {
            return m_server->notary.end(server::Notary::streamOf(account));
        };
        jobs.announce = [this](
                            const std::string& account, const std::vector<events::Draft>& drafts, base::Hlc after,
                            const std::optional<server::Unsaid>& unsaid) -> base::Expected<void> {
            m_beforeSigning();
            server::Notary::Order order{account, server::Notary::streamOf(account), drafts, after, {}};
            if (unsaid) {
                order.unless = server::Notary::Unless{unsaid->subjects, unsaid->since};
            }
            const auto written = m_server->notary.append(order);
            return written ? base::Expected<void>() : std::unexpected(written.error());
        };
        return jobs;
    }

    server::JobResult import(std::int64_t attempt = 1) {
        server::Job job;
        job.id = "import";
        job.kind = server::kImportKind;
        job.payload = server::draftOf("", "", {"me", Platform::codeforces, {}}).payload;
        job.attempt = attempt;
        return server::importKind(jobs(), m_server->desks).handler(job, {});
    }

    std::multiset<std::string> receipts() const {
        std::multiset<std::string> subjects;
        for (const auto& event : m_server->said("task.verified")) {
            subjects.insert(event.subject);
        }
        return subjects;
    }

    inline static const std::multiset<std::string> kBoth{"task/codeforces.1900.B", "task/codeforces.1901.B"};

private Q_SLOTS:

    void init() {
        m_server = std::make_unique<test::DeskServer>(m_make(), m_folder.path().toStdString());
        m_server->addAccount("me");
        server::Connection connection;
        connection.platform = Platform::codeforces;
        connection.handle = "mira";
        server::ConnectionStore(*m_server->database).put("me", connection);
        m_beforeSigning = [] {};
        m_down = false;
    }

    void cleanup() { m_server.reset(); }

    void signsEachProblemOnce() {
        QCOMPARE(import().outcome, server::JobResult::Outcome::done);
        QCOMPARE(import().outcome, server::JobResult::Outcome::done);
        QVERIFY(receipts() == kBoth);
    }

    // Nobody waits for the answer of a job: what came of it is kept.
    void whatCameOfItIsKept() {
        server::OutcomeStore outcomes(*m_server->database);
        m_down = true;
        QCOMPARE(import().outcome, server::JobResult::Outcome::failed);
        QVERIFY(outcomes.of("me").empty()); // another attempt follows
        import(5);
        QCOMPARE(outcomes.of("me").size(), std::size_t(1));
        QVERIFY(outcomes.of("me")[0].reason && !outcomes.of("me")[0].count);
        m_down = false;
        import();
        QCOMPARE(outcomes.of("me").size(), std::size_t(1));
        QCOMPARE(outcomes.of("me")[0].kind, server::OutcomeKind::imported);
        QCOMPARE(outcomes.of("me")[0].count, std::optional<std::int64_t>(2));
        QVERIFY(!outcomes.of("me")[0].reason);
    }

    // Both have seen that nothing is signed yet.
    void twoAtOnceSignOnce() {
        std::barrier together(2);
        std::atomic<int> looked = 0;
        m_beforeSigning = [&] {
            if (++looked <= 2) {
                together.arrive_and_wait();
            }
        };
        std::thread thread([&] { import(); });
        QCOMPARE(import().outcome, server::JobResult::Outcome::done);
        thread.join();
        QVERIFY(receipts() == kBoth);
    }

    // A claim to one of the tasks is answered while the import is about to.
    void whatIsVerifiedMeanwhileIsLeftAlone() {
        bool verified = false;
        m_beforeSigning = [&] {
            if (!std::exchange(verified, true)) {
                events::TaskVerified said;
                said.platform = Platform::codeforces;
                said.imported = true;
                said.problem = "codeforces/1900/B";
                must(m_server->notary.append(
                    "me", server::Notary::streamOf("me"), {events::draft("task/codeforces.1900.B", said)}));
            }
        };
        QCOMPARE(import().outcome, server::JobResult::Outcome::done);
        QVERIFY(receipts() == kBoth);
    }
};

int main(int count, char** arguments) {
    return test::runOnEveryDatabase<ImportJobTest>(count, arguments);
}

#include "import_job_test.moc"
