#include "core/events/event_codec.h"
#include "sync/server/jobs/job_store.h"
#include "sync/server/log/sql_log.h"
#include "sync/server/verify/evidence.h"
#include "sync/server/verify/verification_job.h"
#include "tests/sync/server/desk_server.h"
#include "tests/sync/server/every_database.h"

#include <QTest>

#include <sodium.h>

#include <atomic>
#include <barrier>
#include <thread>

using namespace cairn;
using events::FailureCause;
using events::Platform;
using store::testing::must;
using test::kNow;
using test::ScriptedDevice;

namespace {

constexpr base::Millis kStarted = kNow - 3'600'000;
const events::Requirement kProblem{.platform = Platform::codeforces, .contest = 1900, .index = "B"};

std::string submissions(const char* verdict, base::Millis at) {
    return R"([{"id":1,"creationTimeSeconds":)" + std::to_string(at / 1000) +
           R"(,"problem":{"contestId":1900,"index":"B"},"author":{"members":[{"handle":"mira"}]},"verdict":")" +
           verdict + R"("}])";
}

mcp::Expected<mcp::ToolResult> answering(const std::string& text) {
    mcp::ToolResult result;
    result.content.push_back(boost::json::object{{"type", "text"}, {"text", text}});
    return result;
}

} // namespace

// What becomes of a job, step by step: the platform is a function here, so that it can be interrupted anywhere. How the
// real servers are asked is the matter of sync_verification_test.
class VerificationJobTest : public QObject {
    Q_OBJECT

public:
    explicit VerificationJobTest(test::MakeDatabase make)
        : m_make(std::move(make)) {}

private:
    struct Server : test::DeskServer {
        Server(
            const server::OpenDatabase& make, const std::string& folder, server::VerificationJob::Ask ask,
            std::function<base::Millis()> now)
            : DeskServer(make, folder)
            , job({desks, notary, open, std::move(ask), std::move(now)}) {}

        server::VerificationJob job;
    };

    test::MakeDatabase m_make;
    server::OpenDatabase m_open;
    QTemporaryDir m_folder;
    std::unique_ptr<Server> m_server;
    std::atomic<int> m_asked = 0;
    std::atomic<base::Millis> m_now = kNow;
    std::function<mcp::Expected<mcp::ToolResult>()> m_platform;

    std::unique_ptr<Server> newServer() {
        return std::make_unique<Server>(
            m_open, m_folder.path().toStdString(),
            [this](const std::string&, const std::string&, const boost::json::object&, const std::stop_token&) {
                ++m_asked;
                return m_platform();
            },
            [this] { return m_now.load(); });
    }

    static void push(Server& server, const ScriptedDevice& device) { QVERIFY(server.push(device)); }

    static ScriptedDevice claimed(const std::string& name, base::Millis started = kStarted) {
        ScriptedDevice device(name, "learner/" + name);
        device.add(
            events::draft("task/t", events::TaskCreated{.title = "t", .requirement = kProblem}),
            base::Hlc::at(started - 1));
        device.add(events::draft("task/t", events::TaskStarted{}), base::Hlc::at(started));
        device.add(events::draft("task/t", events::TaskCompletionClaimed{}), base::Hlc::at(started + 1));
        return device;
    }

    // As a runner hands it out.
    std::optional<server::Job> next() {
        server::JobStore jobs(*m_server->database);
        return jobs.claim(server::kVerificationQueue, kNow, 60'000);
    }

    server::JobResult run(const server::Job& job) { return m_server->job.run(job, {}); }

    std::vector<events::Event> said(const std::string& type) { return m_server->said(type); }

private Q_SLOTS:

    void init() {
        m_open = m_make();
        m_asked = 0;
        m_now = kNow;
        m_platform = [] { return answering(submissions("OK", kStarted + 60'000)); };
        m_server = newServer();
        m_server->addAccount("me");
        server::Connection connection;
        connection.platform = Platform::codeforces;
        connection.handle = "mira";
        server::ConnectionStore(*m_server->database).put("me", connection);
    }

    void cleanup() { m_server.reset(); }

    void oneClaimHasOneJob() {
        const auto device = claimed("d1");
        push(*m_server, device);
        push(*m_server, device);
        const auto job = next();
        QVERIFY(job);
        QCOMPARE(job->id, std::string("verify d1 3"));
        QVERIFY(!next());
    }

    // A claim whose transaction failed left no job.
    void aJobIsThereWithItsClaimOnly() {
        const auto device = claimed("d1");
        server::SqlLog direct(
            m_open(), server::FollowUp{
                          [](server::Database& there, const engine::Batch& batch, std::size_t fresh) {
                              server::enqueueClaims(there, batch, fresh, kNow);
                              throw std::runtime_error("the disk is full");
                          },
                          [] {}});
        const engine::Batch good{"me", device.id(), device.stream(), device.log(), device.lines()};
        QVERIFY_EXCEPTION_THROWN((void)direct.append({good}), std::runtime_error);
        QVERIFY(!next());
        QVERIFY(!direct.end("d1"));
    }

    void isVerifiedOnceAlsoWhereTheProcessDiesAfterwards() {
        push(*m_server, claimed("d1"));
        const auto job = next();
        QCOMPARE(run(*job).outcome, server::JobResult::Outcome::done);
        QCOMPARE(said("task.verified").size(), std::size_t(1));
        // The job was not noted as done: it comes back to a process that knows of nothing.
        m_server = newServer();
        QCOMPARE(run(*job).outcome, server::JobResult::Outcome::done);
        QCOMPARE(said("task.verified").size(), std::size_t(1));
        QCOMPARE(m_asked.load(), 1);
    }

    void isVerifiedAfterTheProcessDiedBefore() {
        push(*m_server, claimed("d1"));
        const auto job = next();
        m_platform = []() -> mcp::Expected<mcp::ToolResult> { throw std::runtime_error("killed"); };
        QVERIFY_EXCEPTION_THROWN((void)run(*job), std::runtime_error);
        QVERIFY(said("task.verified").empty());
        m_platform = [] { return answering(submissions("OK", kStarted + 60'000)); };
        m_server = newServer();
        run(*job);
        QCOMPARE(said("task.verified").size(), std::size_t(1));
    }

    // It was lost to another server, but goes on: both have the answer in hand at the same time.
    void twoThatRunTheSameJobAnswerOnce() {
        push(*m_server, claimed("d1"));
        const auto job = next();
        std::barrier together(2);
        m_platform = [&] {
            together.arrive_and_wait();
            return answering(submissions("OK", kStarted + 60'000));
        };
        const auto other = newServer();
        std::thread thread([&] { other->job.run(*job, {}); });
        run(*job);
        thread.join();
        QCOMPARE(said("task.verified").size(), std::size_t(1));
    }

    // While the platform is asked for one claim, another comes that was made before, at a computer without network.
    void twoClaimsToATaskAreAnsweredOnce() {
        push(*m_server, claimed("d1"));
        const auto first = next();
        std::optional<server::Job> second;
        std::thread thread;
        bool nested = false;
        m_platform = [&] {
            if (!std::exchange(nested, true)) {
                push(*m_server, claimed("d2", kStarted - 1'000));
                second = next();
                thread = std::thread([&] { run(*second); });
                thread.join();
            }
            return answering(submissions("OK", kStarted + 60'000));
        };
        run(*first);
        QVERIFY(second);
        QCOMPARE(m_asked.load(), 2);
        QCOMPARE(said("task.verified").size(), std::size_t(1));
    }

    void anOutageWaitsAndShowsIt() {
        push(*m_server, claimed("d1"));
        m_platform = [] { return mcp::fail(mcp::Failure::Kind::timeout, "it did not answer in time"); };
        auto job = *next();
        job.attempt = 4; // the process has died before: that was no try at the platform
        for (int tries = 1; tries < server::VerificationJob::kAttempts; ++tries) {
            const auto result = run(job);
            QCOMPARE(result.outcome, server::JobResult::Outcome::postponed);
            QCOMPARE(result.until, kNow + (1'000LL << tries));
            const auto delayed = said("task.verification_delayed");
            QCOMPARE(delayed.size(), static_cast<std::size_t>(tries));
            const auto payload = std::get<events::TaskVerificationDelayed>(must(events::decodePayload(delayed.back())));
            QCOMPARE(payload.attempt, tries);
            QCOMPARE(payload.againAt, result.until);
        }
        QCOMPARE(run(job).outcome, server::JobResult::Outcome::done);
        const auto failed = std::get<events::TaskFailed>(must(events::decodePayload(said("task.failed").at(0))));
        QCOMPARE(failed.cause, FailureCause::given_up);
        QVERIFY(failed.reason.contains("tried 5 times"));
        run(job);
        QCOMPARE(said("task.failed").size(), std::size_t(1));
    }

    // The learner does not wait for a job that nobody does any more.
    void aJobThatNeverComesToAnEndIsGivenUp() {
        push(*m_server, claimed("d1"));
        m_platform = []() -> mcp::Expected<mcp::ToolResult> { throw std::runtime_error("killed"); };
        auto job = *next();
        for (job.attempt = 1; job.attempt < server::VerificationJob::kJobAttempts; ++job.attempt) {
            QVERIFY_EXCEPTION_THROWN((void)run(job), std::runtime_error);
        }
        const auto asked = m_asked.load();
        QCOMPARE(run(job).outcome, server::JobResult::Outcome::done);
        QCOMPARE(m_asked.load(), asked); // asking might be what kills it
        const auto failed = std::get<events::TaskFailed>(must(events::decodePayload(said("task.failed").at(0))));
        QCOMPARE(failed.cause, FailureCause::given_up);
        QVERIFY(!failed.reason.contains("tried"));
        QVERIFY(server::verificationKind(m_server->job).attempts > server::VerificationJob::kJobAttempts);
    }

    // Nobody gets to ask a platform that fails for everybody: that uses up none of the attempts.
    void aPlatformThatIsLeftAloneIsAskedLater() {
        push(*m_server, claimed("d1"));
        mcp::Failure failure{mcp::Failure::Kind::unreachable, "it is left alone for a while"};
        failure.notBefore = kNow + 60'000;
        m_platform = [&] { return std::unexpected(failure); };
        auto job = *next();
        job.created = kNow;
        const auto first = run(job);
        QCOMPARE(first.outcome, server::JobResult::Outcome::postponed);
        QCOMPARE(first.until, failure.notBefore);
        const auto delayed = said("task.verification_delayed");
        QCOMPARE(delayed.size(), std::size_t(1));
        const auto told = std::get<events::TaskVerificationDelayed>(must(events::decodePayload(delayed.front())));
        QCOMPARE(told.againAt, failure.notBefore);
        QCOMPARE(told.attempt, 0);
        job.created = kNow - 20 * 60'000; // the longer it has waited, the less often
        QCOMPARE(run(job).until, kNow + 20 * 60'000);
        QVERIFY(said("task.failed").empty());
        job.created = kNow - server::VerificationJob::kPatience;
        QCOMPARE(run(job).outcome, server::JobResult::Outcome::done);
        QCOMPARE(said("task.failed").size(), std::size_t(1));
    }

    void whoeverIsToldToStopSaysNothing() {
        push(*m_server, claimed("d1"));
        m_platform = [] { return mcp::fail(mcp::Failure::Kind::cancelled, "stopped"); };
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(m_server->job.run(*next(), stop.get_token()).outcome, server::JobResult::Outcome::failed);
        QVERIFY(said("task.verification_delayed").empty());
    }

    void whatIsBeingJudgedIsNoAnswer() {
        push(*m_server, claimed("d1"));
        m_platform = [] { return answering(submissions("TESTING", kStarted + 60'000)); };
        QCOMPARE(run(*next()).outcome, server::JobResult::Outcome::postponed);
        QVERIFY(said("task.failed").empty() && said("task.verified").empty());
    }

    void wrongVerdictsAndDatesOfTheFuture_data() {
        QTest::addColumn<QByteArray>("verdict");
        QTest::addColumn<qint64>("at");
        QTest::addColumn<int>("cause");
        QTest::newRow("wrong") << QByteArray("WRONG_ANSWER") << qint64(kStarted + 60'000)
                               << static_cast<int>(FailureCause::not_accepted);
        QTest::newRow("before") << QByteArray("OK") << qint64(kStarted - 60'000)
                                << static_cast<int>(FailureCause::too_early);
        QTest::newRow("to come") << QByteArray("OK") << qint64(kNow + server::kClocksDiffer + 1'000)
                                 << static_cast<int>(FailureCause::not_found);
    }

    void wrongVerdictsAndDatesOfTheFuture() {
        QFETCH(QByteArray, verdict);
        QFETCH(qint64, at);
        QFETCH(int, cause);
        push(*m_server, claimed("d1"));
        m_platform = [&] { return answering(submissions(verdict.constData(), at)); };
        QCOMPARE(run(*next()).outcome, server::JobResult::Outcome::done);
        const auto failed = std::get<events::TaskFailed>(must(events::decodePayload(said("task.failed").at(0))));
        QCOMPARE(static_cast<int>(failed.cause), cause);
        QVERIFY(said("task.verified").empty());
    }

    void whatIsNotProvenIsAskedForAgainAndEvidenceIsNot() {
        const server::Question question{kProblem, "mira", kStarted, kNow};
        server::ResultCache cache;
        server::Verdict verdict;
        for (const auto kind : {server::Verdict::Kind::unproven, server::Verdict::Kind::outage}) {
            verdict.kind = kind;
            cache.keep(question, verdict);
            QVERIFY(!cache.find(question));
        }
        verdict.kind = server::Verdict::Kind::verified;
        verdict.solvedAt = kStarted + 60'000;
        cache.keep(question, verdict);
        QVERIFY(cache.find(question));
        const auto with = [&](auto&& change) {
            auto other = question;
            change(other);
            return cache.find(other).has_value();
        };
        QVERIFY(with([](auto& other) { other.since += 60'000; }));
        QVERIFY(!with([](auto& other) { other.since += 60'001; })); // it was solved before
        QVERIFY(!with([](auto& other) { other.account = "else"; }));
        QVERIFY(!with([](auto& other) { other.requirement.index = "C"; }));
        QVERIFY(!with([](auto& other) { other.now += server::ResultCache::kKeep + 1; }));
    }

    // A page of 50, newest first, of which none is the problem's.
    static std::string fullPage() {
        std::string page;
        for (int at = 0; at < 50; ++at) {
            auto one = submissions("OK", kStarted + 120'000);
            one.replace(one.find("1900"), 4, "1901");
            page += (page.empty() ? "[" : ",") + one.substr(1, one.size() - 2);
        }
        return page + "]";
    }

    void longAnswersAreKeptInPart() {
        push(*m_server, claimed("d1"));
        auto first = fullPage();
        first.insert(1, std::string(400'000, '\n')); // two bytes each, in an event
        auto second = submissions("OK", kStarted + 60'000);
        second.insert(1, std::string(300'000, ' '));
        m_platform = [&] { return answering(m_asked == 1 ? first : second); };
        run(*next());
        const auto seen = said("evidence.seen");
        QCOMPARE(seen.size(), std::size_t(2));
        const auto answer = [&](std::size_t at) {
            return std::get<events::EvidenceSeen>(must(events::decodePayload(seen[at]))).answer;
        };
        QVERIFY(answer(1) == second); // what decided is whole
        const auto cut = answer(0);
        QVERIFY(server::jsonSize(cut) + second.size() <= server::VerificationJob::kSeenBytes + 200);
        const auto mark = cut.find(" … cut (of " + std::to_string(first.size()) + " bytes, BLAKE2b-256 ");
        QVERIFY(mark != std::string::npos && cut.substr(0, mark) == first.substr(0, mark));
        events::Digest digest{};
        crypto_generichash(
            digest.data(), digest.size(), reinterpret_cast<const unsigned char*>(first.data()), first.size(), nullptr,
            0);
        QVERIFY(cut.contains(events::toHex(digest)));
        const auto verified = std::get<events::TaskVerified>(must(events::decodePayload(said("task.verified").at(0))));
        const auto whole = first + second;
        crypto_generichash(
            digest.data(), digest.size(), reinterpret_cast<const unsigned char*>(whole.data()), whole.size(), nullptr,
            0);
        QCOMPARE(verified.answer, events::toHex(digest));
    }

    // What was seen an hour ago is not said to be seen now.
    void evidenceIsOfTheTimeWhenItWasSeen() {
        push(*m_server, claimed("d1"));
        run(*next());
        m_now = kNow + 50 * 60'000;
        ScriptedDevice other("d2", "learner/d2");
        other.add(
            events::draft("task/u", events::TaskCreated{.title = "u", .requirement = kProblem}),
            base::Hlc::at(kStarted));
        other.add(events::draft("task/u", events::TaskStarted{}), base::Hlc::at(kStarted));
        other.add(events::draft("task/u", events::TaskCompletionClaimed{}), base::Hlc::at(kStarted + 1));
        push(*m_server, other);
        run(*next());
        QCOMPARE(m_asked.load(), 1);
        QCOMPARE(said("task.verified").size(), std::size_t(2));
        const auto seen = said("evidence.seen");
        QCOMPARE(seen.size(), std::size_t(2));
        for (const auto& event : seen) {
            QCOMPARE(std::get<events::EvidenceSeen>(must(events::decodePayload(event))).at, kNow);
        }
    }

    // A definition is the learner's to write; what the receipt says of the problem is not.
    void aReceiptSaysWhatItIsWorth() {
        push(*m_server, claimed("d1"));
        auto text = submissions("OK", kStarted + 60'000);
        text.replace(text.find("\"index\""), 0, "\"rating\":2600,");
        m_platform = [&] { return answering(text); };
        run(*next());
        const auto verified = std::get<events::TaskVerified>(must(events::decodePayload(said("task.verified").at(0))));
        QCOMPARE(verified.problem, std::string("codeforces/1900/B"));
        QCOMPARE(verified.difficulty, 7); // 1 + (2600 - 800) / 300
        QCOMPARE(verified.title, std::string("t"));
    }
};

int main(int count, char** arguments) {
    return cairn::test::runOnEveryDatabase<VerificationJobTest>(count, arguments);
}

#include "verification_job_test.moc"
