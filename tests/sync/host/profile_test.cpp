#include "core/events/catalogue.h"
#include "core/events/event_codec.h"
#include "core/events/receipt.h"
#include "tests/sync/host/live_server.h"
#include "tests/sync/server/connections/platforms.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace cairn;
using test::LiveServer;
using test::Platforms;

// What becomes of a connected account: its figures, its history, and that nothing of them is left after it.
class ProfileTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<Platforms> m_platforms;
    std::unique_ptr<LiveServer> m_server;
    QString m_me;

    void connectCodeforces() {
        const auto token = m_server
                               ->call(
                                   "POST", u"/api/connections/codeforces/begin"_s, m_me,
                                   {{u"method"_s, u"challenge"_s}, {u"account"_s, u"mira_codes"_s}})
                               .body[u"token"_s]
                               .toString();
        const QJsonObject user{
            {u"handle"_s, u"mira_codes"_s}, {u"organization"_s, token},      {u"rating"_s, 1431},
            {u"maxRating"_s, 1452},         {u"rank"_s, u"specialist"_s},    {u"maxRank"_s, u"specialist"_s},
            {u"contribution"_s, 0},         {u"lastOnlineTimeSeconds"_s, 1}, {u"registrationTimeSeconds"_s, 1},
            {u"friendOfCount"_s, 12},       {u"avatar"_s, u"x"_s},           {u"titlePhoto"_s, u"x"_s}};
        m_platforms->answers(
            "codeforces.com", "/api/user.info", QJsonObject{{u"status"_s, u"OK"_s}, {u"result"_s, QJsonArray{user}}});
        const auto answer = m_server->call("POST", u"/api/connections/codeforces/check"_s, m_me);
        QVERIFY2(answer.status == 200, answer.text);
    }

    QJsonObject profile() { return m_server->call("GET", u"/api/profile/unified"_s, m_me).body; }

    QJsonObject figure(const QString& name) {
        for (const auto& total : profile()[u"totals"_s].toArray()) {
            if (total.toObject()[u"name"_s] == name) {
                return total.toObject();
            }
        }
        return {};
    }

    // How it ended the last time.
    QJsonObject outcome(const QString& kind) {
        for (const auto& one : m_server->call("GET", u"/api/connections"_s, m_me).body[u"outcomes"_s].toArray()) {
            if (one.toObject()[u"kind"_s] == kind) {
                return one.toObject();
            }
        }
        return {};
    }

    // The events of a type that the log has, by whomever.
    std::vector<events::Event> stored(const std::string& type) {
        const auto database = m_server->database()();
        std::vector<events::Event> found;
        const soci::rowset<std::string> lines =
            (database->sql().prepare << "SELECT line FROM event ORDER BY stream, cursor");
        for (const auto& line : lines) {
            auto event = events::decodeEvent(line);
            if (event && event->type == type) {
                found.push_back(std::move(*event));
            }
        }
        return found;
    }

private Q_SLOTS:

    void init() {
        if (!Platforms::areHere()) {
            QSKIP("the servers or their upstreams are not here: packaging/check installs them, but for --without-npm");
        }
        m_platforms = std::make_unique<Platforms>();
        m_server = std::make_unique<LiveServer>(
            [this](server::Config& config) { config.toolServers = m_platforms->servers(); });
        m_server->createAccount(u"me@example.org"_s);
        m_me = m_server->token(u"me@example.org"_s);
    }

    void cleanup() {
        if (m_server) {
            QCOMPARE(m_server->conformity(), QString());
        }
        m_server.reset();
        m_platforms.reset();
    }

    void figuresFollowAConnection() {
        QVERIFY(profile()[u"sources"_s].toArray().isEmpty());
        connectCodeforces();
        QTRY_VERIFY_WITH_TIMEOUT(!figure(u"solved"_s).isEmpty(), 40'000);
        const auto solved = figure(u"solved"_s);
        QCOMPARE(solved[u"sum"_s].toInt(), 2);
        const auto part = solved[u"parts"_s].toArray().at(0).toObject();
        QCOMPARE(part[u"platform"_s].toString(), u"codeforces"_s);
        QCOMPARE(part[u"account"_s].toString(), u"mira_codes"_s);
        QVERIFY(part[u"at"_s].toDouble() > 1.7e12);
        QVERIFY(figure(u"rating"_s)[u"sum"_s].isNull());
        QCOMPARE(profile()[u"ratings"_s].toArray().size(), 2);
        // Whatever says so is signed.
        for (const auto* type : {"connection.proven", "connection.figures"}) {
            const auto events = stored(type);
            QCOMPARE(events.size(), std::size_t(1));
            QVERIFY(events[0].receipt);
            QCOMPARE(events[0].subject, std::string("connection/codeforces"));
        }
        const auto listed = m_server->call("GET", u"/api/connections"_s, m_me).body[u"connections"_s].toArray();
        QVERIFY(listed[0].toObject()[u"figuresAt"_s].toDouble() > 1.7e12);

        QCOMPARE(m_server->call("DELETE", u"/api/connections/codeforces"_s, m_me).status, 204);
        QVERIFY(profile()[u"sources"_s].toArray().isEmpty()); // at once
        QVERIFY(profile()[u"totals"_s].toArray().isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(stored("connection.removed").size(), std::size_t(1), 10'000);
        QVERIFY(stored("connection.removed")[0].receipt);
        connectCodeforces(); // what it said before is not shown again
        QTRY_VERIFY_WITH_TIMEOUT(!profile()[u"sources"_s].toArray().isEmpty(), 10'000);
    }

    // Figures that are the same are not written down day by day; when they were looked at is told all the same.
    void figuresAreWrittenDownWhereTheyChange() {
        connectCodeforces();
        QTRY_VERIFY_WITH_TIMEOUT(!outcome(u"figures"_s).isEmpty(), 40'000);
        const auto first = outcome(u"figures"_s)[u"at"_s].toInteger();
        QVERIFY(outcome(u"figures"_s)[u"reason"_s].isNull());
        m_server->ahead += 6LL * 60 * 1'000;
        QCOMPARE(m_server->call("POST", u"/api/connections/codeforces/refresh"_s, m_me).status, 202);
        QTRY_VERIFY_WITH_TIMEOUT(outcome(u"figures"_s)[u"at"_s].toInteger() > first + 5 * 60'000, 40'000);
        QCOMPARE(stored("connection.figures").size(), std::size_t(1));
        QVERIFY(figure(u"solved"_s)[u"parts"_s].toArray()[0].toObject()[u"at"_s].toInteger() > first + 5 * 60'000);
    }

    void anOutageIsTriedAgain() {
        m_platforms->fault({{u"host"_s, u"codeforces.com"_s}, {u"path"_s, u"/api/user.rating"_s}, {u"status"_s, 500}});
        connectCodeforces();
        QTRY_VERIFY_WITH_TIMEOUT(!figure(u"solved"_s).isEmpty(), 60'000);
        QCOMPARE(stored("connection.figures").size(), std::size_t(1));
    }

    void historyIsImportedOnce() {
        connectCodeforces();
        const auto import = [&] { return m_server->call("POST", u"/api/connections/codeforces/import"_s, m_me); };
        const auto answer = import();
        QVERIFY2(answer.status == 202, answer.text);
        QVERIFY(!answer.body[u"job"_s].toString().isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(stored("task.verified").size(), std::size_t(2), 60'000);
        const auto tasks = m_server->call("GET", u"/api/tasks"_s, m_me).body[u"tasks"_s].toArray();
        QCOMPARE(tasks.size(), 2);
        for (const auto& task : tasks) {
            QCOMPARE(task.toObject()[u"status"_s].toString(), u"completed"_s);
            QCOMPARE(task.toObject()[u"source"_s].toString(), u"codeforces"_s);
        }
        const auto created = stored("task.created");
        QCOMPARE(created.size(), std::size_t(2));
        QVERIFY(!created[0].receipt && created[0].ref.device != stored("task.verified")[0].ref.device);
        for (const auto& event : stored("task.verified")) {
            QVERIFY(event.receipt);
            const auto payload = events::decodePayload(event);
            const auto& verified = std::get<events::TaskVerified>(*payload);
            QVERIFY(verified.imported && verified.solvedAt > 0 && verified.solvedAt < 1'760'000'000'000);
            QCOMPARE(verified.account, std::string("mira_codes"));
            QVERIFY(verified.problem.starts_with("codeforces/") && !verified.title.empty());
            QVERIFY(verified.difficulty >= 1 && verified.difficulty <= 10);
            const auto evidence = stored("evidence.seen");
            QVERIFY(std::ranges::any_of(evidence, [&](const events::Event& seen) {
                return seen.subject == "evidence/" + event.subject.substr(5);
            }));
        }
        QTRY_COMPARE_WITH_TIMEOUT(outcome(u"imported"_s)[u"count"_s].toInt(), 2, 10'000);
        // Again: nothing changes.
        m_server->ahead += 6LL * 60 * 1'000;
        QCOMPARE(import().status, 202);
        const auto database = m_server->database()();
        const auto open = [&] {
            int count = 0;
            database->sql() << "SELECT COUNT(*) FROM job WHERE kind = 'connection.import' AND ended = 0",
                soci::into(count);
            return count;
        };
        QTRY_COMPARE_WITH_TIMEOUT(open(), 0, 60'000);
        QCOMPARE(outcome(u"imported"_s)[u"count"_s].toInt(-1), 0);
        QCOMPARE(stored("task.created").size(), std::size_t(2));
        QCOMPARE(stored("task.verified").size(), std::size_t(2));
    }

    void whatWasDeletedIsNotImportedAgain() {
        connectCodeforces();
        m_server->call("POST", u"/api/connections/codeforces/import"_s, m_me);
        QTRY_COMPARE_WITH_TIMEOUT(stored("task.verified").size(), std::size_t(2), 60'000);
        QCOMPARE(m_server->call("DELETE", u"/api/tasks/codeforces.1900.B"_s, m_me).status, 204);
        m_server->ahead += 6LL * 60 * 1'000;
        QCOMPARE(m_server->call("POST", u"/api/connections/codeforces/import"_s, m_me).status, 202);
        const auto database = m_server->database()();
        const auto open = [&] {
            int count = 0;
            database->sql() << "SELECT COUNT(*) FROM job WHERE kind = 'connection.import' AND ended = 0",
                soci::into(count);
            return count;
        };
        QTRY_COMPARE_WITH_TIMEOUT(open(), 0, 60'000);
        QCOMPARE(m_server->call("GET", u"/api/tasks"_s, m_me).body[u"total"_s].toInt(), 1);
    }

    void anErasedAccountLeavesNothing() {
        m_server->createAccount(u"you@example.org"_s);
        connectCodeforces();
        QCOMPARE(
            m_server
                ->call("DELETE", u"/api/auth/profile"_s, m_me, {{u"password"_s, QLatin1String(LiveServer::kPassword)}})
                .status,
            204);
        const auto database = m_server->database()();
        const auto left = [&] {
            int count = -1;
            database->sql() << "SELECT COUNT(*) FROM connection", soci::into(count);
            return count;
        };
        QTRY_COMPARE_WITH_TIMEOUT(left(), 0, 60'000);
    }
};

QTEST_GUILESS_MAIN(ProfileTest)
#include "profile_test.moc"
