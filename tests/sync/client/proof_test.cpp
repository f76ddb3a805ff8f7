#include "sync/server/connections/connection_store.h"
#include "tests/sync/client/computer.h"
#include "tests/sync/host/upstreams.h"

#include <QDateTime>
#include <QTest>

#include <future>

using namespace Qt::StringLiterals;
using namespace cairn;
using api::SyncPhase;
using api::TaskAction;
using api::TaskState;
using test::Computer;
using test::LiveServer;

namespace {

const QString kMe = u"me@example.org"_s;
constexpr int kPatience = 30'000; // ms
constexpr base::Millis kDay = 24LL * 60 * 60 * 1000;
constexpr base::Millis kSolved = 1'758'817'044'000; // 2149D, at Codeforces, by mira_codes
constexpr const char* kProblem = "https://codeforces.com/contest/2149/problem/D";

} // namespace

// A learner's computer and a server that verifies, over the network of this computer.
class ProofTest : public QObject {
    Q_OBJECT

private:
    static void join(Computer& computer, LiveServer& server) {
        const auto joined = computer.signIn(server.url(), kMe, true);
        QVERIFY2(joined, joined ? "" : joined.error().message.c_str());
        QTRY_VERIFY_WITH_TIMEOUT(computer.inSync(), kPatience);
    }

    static std::string startedTask(Computer& computer) {
        api::NewTask task;
        task.title = "A and B";
        task.url = kProblem;
        const auto done = computer.answer<api::Done>(
            [&](auto reply) { return computer.profile().tasks().add(task, std::move(reply)); });
        auto id = done.value().changed.front();
        act(computer, TaskAction::start, id);
        return id;
    }

    static void act(Computer& computer, TaskAction action, const std::string& id) {
        const auto done = computer.answer<api::Done>(
            [&](auto reply) { return computer.profile().tasks().act(action, {id}, {}, std::move(reply)); });
        QVERIFY2(done, done ? "" : done.error().message.c_str());
    }

    static events::KeyRing keys(Computer& computer) {
        std::promise<events::KeyRing> keys;
        computer.profile().onStore([&](store::Store& store) -> service::Exchanged {
            keys.set_value(store.keys());
            return {};
        });
        return keys.get_future().get();
    }

    static std::int64_t level(Computer& computer) {
        return computer
            .answer<api::StatusView>(
                [&](auto reply) { return computer.profile().progress().status({}, std::move(reply)); })
            .value()
            .level.verified;
    }

    static void connectAccount(LiveServer& server) {
        const auto token = server.token(kMe);
        const auto account = server.call("GET", u"/api/auth/profile"_s, token).body[u"id"_s].toString().toStdString();
        server::Connection connection;
        connection.platform = events::Platform::codeforces;
        connection.handle = "mira_codes";
        const auto database = server.database()();
        server::ConnectionStore(*database).put(account, connection);
    }

private Q_SLOTS:

    void joiningPinsTheKeysForGood() {
        LiveServer server;
        Computer computer(u"one"_s);
        QVERIFY(keys(computer).empty());
        join(computer, server);
        const auto pinned = keys(computer);
        QCOMPARE(pinned.size(), std::size_t(1));
        QVERIFY(computer.answer<bool>([&](auto reply) { return computer.sync().leave(std::move(reply)); }).value());
        computer.close();
        computer.open();
        QVERIFY(keys(computer) == pinned);
    }

    void aServerWithOtherKeysIsRefused() {
        LiveServer server;
        Computer computer(u"one"_s);
        join(computer, server);
        const auto pinned = keys(computer);
        server.stop();
        {
            const auto database = server.database()();
            database->sql() << "DELETE FROM receipt_key";
        }
        server.restart();
        computer.sync().tryNow();
        QTRY_COMPARE_WITH_TIMEOUT(computer.state().phase, SyncPhase::refused, kPatience);
        QVERIFY(computer.state().trouble->message.starts_with("the server's signing keys are not those that it had"));
        QVERIFY(keys(computer) == pinned);
    }

    void aClaimWithoutAnAccountSaysSo() {
        test::Upstreams upstreams;
        if (!upstreams.ready()) {
            QSKIP("the servers or their upstreams are not here: packaging/check installs them, but for --without-npm");
        }
        LiveServer server([&](server::Config& config) { config.toolServers = upstreams.servers(); });
        Computer computer(u"one"_s);
        join(computer, server);
        const auto id = startedTask(computer);
        act(computer, TaskAction::claim, id);
        QTRY_COMPARE_WITH_TIMEOUT(computer.task(id)->row.state, TaskState::failed, kPatience);
        QCOMPARE(computer.task(id)->cause.value(), events::FailureCause::no_account);
    }

    // Asked without a connection, looked at with the first one, and kept when the server is left.
    void aClaimMadeOfflineIsVerifiedOnceThereIsAConnection() {
        test::Upstreams upstreams;
        if (!upstreams.ready()) {
            QSKIP("the servers or their upstreams are not here: packaging/check installs them, but for --without-npm");
        }
        LiveServer server([&](server::Config& config) { config.toolServers = upstreams.servers(); });
        server.createAccount(kMe);
        connectAccount(server);
        Computer computer(u"one"_s);
        computer.ahead = kSolved - kDay - QDateTime::currentMSecsSinceEpoch(); // it was started before it was solved
        const auto id = startedTask(computer);
        act(computer, TaskAction::claim, id);
        QCOMPARE(computer.task(id)->row.state, TaskState::verifying);
        QCOMPARE(level(computer), 0);
        computer.ahead = 0;
        QVERIFY(computer.signIn(server.url(), kMe));
        QTRY_COMPARE_WITH_TIMEOUT(computer.task(id)->row.state, TaskState::verified, kPatience);
        const auto receipt = computer.task(id)->receipt.value();
        QCOMPARE(receipt.trouble, std::string());
        QCOMPARE(receipt.account, std::string("mira_codes"));
        QCOMPARE(receipt.solvedAt.value(), kSolved);
        QCOMPARE(QString::fromStdString(receipt.server), server.url());
        const auto moved = level(computer);
        QVERIFY(moved > 0);
        QVERIFY(computer.answer<bool>([&](auto reply) { return computer.sync().leave(std::move(reply)); }).value());
        computer.close();
        computer.open();
        QCOMPARE(level(computer), moved);
        QCOMPARE(computer.task(id)->receipt->trouble, std::string());
    }
};

QTEST_GUILESS_MAIN(ProofTest)
#include "proof_test.moc"
