#include "core/events/chain.h"
#include "core/events/event_codec.h"
#include "core/events/receipt.h"
#include "sync/server/connections/connection_store.h"
#include "sync/server/verify/receipt_keys.h"
#include "sync/wire/frame.h"
#include "tests/sync/host/every_server.h"
#include "tests/sync/host/raw_socket.h"
#include "tests/sync/host/upstreams.h"
#include "tests/sync/scripted_device.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkReply>
#include <QTest>

#include <sodium.h>

using namespace Qt::StringLiterals;
using namespace cairn;
using events::FailureCause;
using events::Platform;
using events::Requirement;
using store::testing::must;
using test::LiveServer;
using test::RawSocket;
using test::ScriptedDevice;

namespace {

const QString kMe = u"me@example.org"_s;
constexpr base::Millis kDay = 24LL * 60 * 60 * 1000;
constexpr base::Millis kSolved = 1'758'817'044'000; // 2149D, at Codeforces; 2149D was wrong before, 1900B right

const Requirement kProblem{.platform = Platform::codeforces, .contest = 2149, .index = "D"};

QByteArray encoded(const wire::Message& message, const std::vector<std::string>& lines = {}) {
    return QByteArray::fromStdString(wire::encodeFrame(message, lines));
}

template<class T> T payloadOf(const events::Event& event) {
    return std::get<T>(must(events::decodePayload(event)));
}

} // namespace

// From a device's claim to the server's signed answer, through the real servers of tools.
class VerificationTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<test::Upstreams> m_upstreams = std::make_unique<test::Upstreams>();
    std::unique_ptr<LiveServer> m_server;
    QNetworkAccessManager m_network;
    QString m_token;
    std::string m_account;
    int m_devices = 0;

    // What devices of the test have said is answered by what is in the server's own log.
    std::vector<events::Event> said(const std::string& type) const {
        std::vector<events::Event> all;
        const auto database = m_server->database()();
        const std::string stream = "server/" + m_account;
        const soci::rowset<std::string> lines =
            (database->sql().prepare << "SELECT line FROM event WHERE stream = (SELECT number FROM stream WHERE stream "
                                        "= :stream) ORDER BY cursor",
             soci::use(stream));
        for (const auto& line : lines) {
            auto event = must(events::decodeEvent(line));
            if (event.type == type) {
                all.push_back(std::move(event));
            }
        }
        return all;
    }

    std::vector<events::Event> said(const std::string& type, const std::string& subject) const {
        auto all = said(type);
        std::erase_if(all, [&](const events::Event& event) { return event.subject != subject; });
        return all;
    }

    void connect(Platform platform, const char* handle) const {
        const auto database = m_server->database()();
        server::Connection connection;
        connection.platform = platform;
        connection.handle = handle;
        server::ConnectionStore(*database).put(m_account, connection);
    }

    ScriptedDevice newDevice() {
        const auto name = "d" + std::to_string(++m_devices);
        return ScriptedDevice(name, "learner/" + name);
    }

    // A task that was started then, and is claimed now.
    static void claim(
        ScriptedDevice& device, const std::string& id, const Requirement& requirement, base::Millis started,
        const std::string& url = {}) {
        const auto subject = "task/" + id;
        device.add(
            events::draft(subject, events::TaskCreated{.title = id, .url = url, .requirement = requirement}),
            base::Hlc::at(started - 1'000));
        device.add(events::draft(subject, events::TaskStarted{}), base::Hlc::at(started));
        device.add(events::draft(subject, events::TaskCompletionClaimed{60}), base::Hlc::at(started + 1'000));
    }

    // All that the device has written, as it sends it. Waits for what the server says to that.
    QByteArray push(const ScriptedDevice& device) {
        RawSocket socket(*m_server);
        if (!socket.upgrade()) {
            return "no WebSocket";
        }
        const wire::Hello hello{1, 1'000, m_token.toStdString(), {{device.id(), 0, "", device.stream()}}, {}, 0};
        socket.write(RawSocket::text(encoded(hello)));
        socket.next();
        socket.write(RawSocket::text(encoded(wire::Push{device.id()}, device.lines())));
        const auto answer = socket.next();
        return answer ? answer->payload : QByteArray("nothing");
    }

    QJsonObject task(const std::string& id) {
        return m_server->call("GET", u"/api/tasks/"_s + QString::fromStdString(id), m_token).body;
    }

    // Until the task waits for nothing any more.
    QString ends(const std::string& id, int patience = 30'000) {
        QElapsedTimer timer;
        timer.start();
        QString status;
        do {
            status = task(id)[u"status"_s].toString();
            QTest::qWait(50);
        } while (status == u"verifying"_s && timer.elapsed() < patience);
        return status;
    }

    void fault(const QJsonObject& what) {
        QNetworkRequest request(QUrl(m_upstreams->origin() + u"/__fault"_s));
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        const std::unique_ptr<QNetworkReply> reply(m_network.post(request, QJsonDocument(what).toJson()));
        QTRY_VERIFY(reply->isFinished());
    }

    void noFaults() {
        QNetworkRequest request(QUrl(m_upstreams->origin() + u"/__reset"_s));
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        const std::unique_ptr<QNetworkReply> reply(m_network.post(request, QByteArray()));
        QTRY_VERIFY(reply->isFinished());
    }

    events::KeyRing announced() {
        events::KeyRing ring;
        const auto keys = m_server->call("GET", u"/api/receipts/keys"_s).body[u"keys"_s].toArray();
        for (const auto& key : keys) {
            auto& open = ring[key.toObject()[u"id"_s].toString().toStdString()];
            events::fromHex(key.toObject()[u"open"_s].toString().toStdString(), open.data(), open.size());
        }
        return ring;
    }

    // `change`: how its configuration differs.
    void newServer(const std::function<void(server::Config&)>& change = {}) {
        m_server.reset();
        m_server = std::make_unique<LiveServer>([&](server::Config& config) {
            config.toolServers = m_upstreams->servers(3);
            if (change) {
                change(config);
            }
        });
        m_server->createAccount(kMe);
        m_token = m_server->token(kMe);
        m_account = m_server->call("GET", u"/api/auth/profile"_s, m_token).body[u"id"_s].toString().toStdString();
        if (m_account.empty()) {
            qFatal("no id");
        }
        connect(Platform::codeforces, "mira_codes");
        connect(Platform::leetcode, "mira_codes");
        connect(Platform::github, "mira-codes");
    }

private Q_SLOTS:

    void initTestCase() {
        if (!m_upstreams->ready()) {
            QSKIP("the servers or their upstreams are not here: packaging/check installs them, but for --without-npm");
        }
    }

    // Each has a server of its own: what one leaves at a server of tools is not the next one's.
    void init() {
        noFaults();
        newServer();
    }

    void cleanup() { m_server.reset(); }

    void aClaimIsVerifiedAndSigned() {
        auto device = newDevice();
        claim(device, "t", kProblem, kSolved - kDay);
        QVERIFY(push(device).contains("ack"));
        QCOMPARE(ends("t"), u"completed"_s);

        const auto receipts = said("task.verified");
        QCOMPARE(receipts.size(), std::size_t(1));
        QVERIFY(events::verifyReceipt(receipts[0], announced()));
        const auto verified = payloadOf<events::TaskVerified>(receipts[0]);
        QCOMPARE(verified.account, std::string("mira_codes"));
        QCOMPARE(verified.solvedAt, kSolved);
        QCOMPARE(verified.utcOffset, 60);
        QVERIFY(!verified.imported && verified.platform == Platform::codeforces);

        // What the platform said is there, word by word.
        const auto seen = said("evidence.seen", "evidence/t");
        QCOMPARE(seen.size(), std::size_t(1));
        const auto evidence = payloadOf<events::EvidenceSeen>(seen[0]);
        QVERIFY(evidence.answer.find("341870221") != std::string::npos);
        QVERIFY(events::verifyReceipt(seen[0], announced()));
        events::Digest digest{};
        crypto_generichash(
            digest.data(), digest.size(), reinterpret_cast<const unsigned char*>(evidence.answer.data()),
            evidence.answer.size(), nullptr, 0);
        QCOMPARE(verified.answer, events::toHex(digest));
        QCOMPARE(m_server->conformity(), QString());
    }

    void platformsAreAsked_data() {
        QTest::addColumn<Requirement>("requirement");
        QTest::addColumn<qint64>("started");
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("status");
        QTest::addColumn<int>("cause");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* name, const Requirement& requirement, base::Millis started, const char* url,
                            std::optional<FailureCause> cause, const char* sentence) {
            QTest::newRow(name) << requirement << static_cast<qint64>(started) << QString::fromLatin1(url)
                                << (cause ? u"failed"_s : u"completed"_s)
                                << static_cast<int>(cause.value_or(FailureCause::other)) << QString::fromUtf8(sentence);
        };
        const bool few = LiveServer::s_newPostgres != nullptr; // what platforms say has nothing to do with the database
        constexpr base::Millis kAutumn = 1'756'000'000'000;    // before all of it
        const auto codeforces = [](std::int64_t contest, const char* index) {
            return Requirement{.platform = Platform::codeforces, .contest = contest, .index = index};
        };
        const auto leetcode = [](const char* problem) {
            return Requirement{.platform = Platform::leetcode, .problem = problem};
        };
        const auto github = [](const char* repository, std::int64_t commits, std::int64_t pulls) {
            return Requirement{
                .platform = Platform::github, .repository = repository, .commits = commits, .pullRequests = pulls};
        };
        row("codeforces", codeforces(1900, "B"), kAutumn, "", std::nullopt, "");
        row("codeforces by its address", {}, kAutumn, "https://codeforces.com/problemset/problem/1900/B", std::nullopt,
            "");
        if (few) {
            return;
        }
        row("never tried", codeforces(1900, "C"), kAutumn, "", FailureCause::not_found, "no submission");
        row("another contest's", codeforces(1901, "B"), kAutumn, "", FailureCause::not_found, "1901B");
        row("before it was started", codeforces(1900, "B"), kSolved, "", FailureCause::too_early, "once more");
        row("leetcode", leetcode("two-sum"), kAutumn, "", std::nullopt, "");
        row("leetcode by its address", {}, kAutumn, "https://leetcode.com/problems/course-schedule-ii/", std::nullopt,
            "");
        row("leetcode, never tried", leetcode("three-sum"), kAutumn, "", FailureCause::not_found, "three-sum");
        row("leetcode, before it was started", leetcode("two-sum"), 1'760'800'000'000, "", FailureCause::too_early,
            "once more");
        row("commits", github("mira-codes/graph-katas", 2, 0), kAutumn, "", std::nullopt, "");
        row("commits and a pull request", github("mira-codes/graph-katas", 2, 1), kAutumn, "", std::nullopt, "");
        row("one commit since", github("mira-codes/graph-katas", 2, 0), 1'760'750'000'000, "", FailureCause::too_few,
            "wanted: 2 commits");
        row("others' commits", github("mira-codes/graph-katas", 3, 0), kAutumn, "", FailureCause::too_few, "2 commits");
        row("too few pull requests", github("mira-codes/graph-katas", 0, 2), kAutumn, "", FailureCause::too_few,
            "merged");
        row("no repository", github("mira-codes/absent", 1, 0), kAutumn, "", FailureCause::not_found, "public");
        row("nothing required", {}, kAutumn, "https://example.org/", FailureCause::no_requirement, "does not say");
        row("half a requirement", codeforces(1900, ""), kAutumn, "", FailureCause::no_requirement, "does not say");
    }

    void platformsAreAsked() {
        QFETCH(Requirement, requirement);
        QFETCH(qint64, started);
        QFETCH(QString, url);
        QFETCH(QString, status);
        QFETCH(int, cause);
        QFETCH(QString, sentence);
        auto device = newDevice();
        claim(device, "t", requirement, started, url.toStdString());
        QVERIFY(push(device).contains("ack"));
        QCOMPARE(ends("t"), status);
        QCOMPARE(said("task.verified").size(), std::size_t(status == u"completed"_s ? 1 : 0));
        if (status == u"failed"_s) {
            const auto failed = payloadOf<events::TaskFailed>(said("task.failed").at(0));
            QCOMPARE(static_cast<int>(failed.cause), cause);
            QVERIFY2(failed.reason.find(sentence.toStdString()) != std::string::npos, failed.reason.c_str());
            QVERIFY(said("task.verification_delayed").empty()); // a plain no is final at once
        }
    }

    void accountsThatAreNotProvenOrNotThere() {
        connect(Platform::codeforces, "nobody_here");
        connect(Platform::leetcode, "nobody_here");
        {
            const auto database = m_server->database()();
            server::ConnectionStore(*database).remove(m_account, Platform::github);
        }
        auto device = newDevice();
        claim(device, "a", kProblem, kSolved - kDay);
        claim(device, "b", {.platform = Platform::leetcode, .problem = "two-sum"}, kSolved - kDay);
        claim(device, "c", {.platform = Platform::github, .repository = "a/b", .commits = 1}, kSolved - kDay);
        push(device);
        for (const auto* id : {"a", "b", "c"}) {
            QCOMPARE(ends(id), u"failed"_s);
            const auto failed = payloadOf<events::TaskFailed>(said("task.failed", std::string("task/") + id).at(0));
            QCOMPARE(failed.cause, FailureCause::no_account);
        }
    }

    void faultsNeverProveAnything_data() {
        QTest::addColumn<QJsonObject>("what");
        QTest::addColumn<Requirement>("requirement");
        const Requirement leetcode{.platform = Platform::leetcode, .problem = "two-sum"};
        const Requirement github{.platform = Platform::github, .repository = "mira-codes/graph-katas", .commits = 1};
        for (const auto& [host, requirement] :
             {std::pair{"codeforces.com", kProblem}, std::pair{"leetcode.com", leetcode},
              std::pair{"api.github.com", github}}) {
            const auto row = [&, host = host, requirement = requirement](const char* name, QJsonObject what) {
                what[u"host"_s] = QString::fromLatin1(host);
                what[u"times"_s] = 50;
                QTest::newRow(qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(host), QLatin1String(name))))
                    << what << requirement;
            };
            row("too many requests", {{u"status"_s, 429}, {u"body"_s, QJsonObject{{u"status"_s, u"FAILED"_s}}}});
            if (LiveServer::s_newPostgres) {
                continue;
            }
            row("an error", {{u"status"_s, 500}, {u"body"_s, u"oops"_s}});
            row("busy", {{u"status"_s, 503}, {u"body"_s, QJsonObject()}});
            row("not let in", {{u"status"_s, 403}, {u"body"_s, QJsonObject{{u"message"_s, u"Forbidden"_s}}}});
            row("cut off",
                {{u"status"_s, 200}, {u"body"_s, u"{\"status\":\"OK\",\"result\":[{\"id\":1,\"verdict\":"_s}});
            row("garbage", {{u"status"_s, 200}, {u"body"_s, u"<html>Just a moment...</html>"_s}});
            row("an empty object", {{u"status"_s, 200}, {u"body"_s, QJsonObject()}});
            row("dropped", {{u"drop"_s, true}});
            row("late", {{u"delayMs"_s, 8'000}});
        }
    }

    void faultsNeverProveAnything() {
        QFETCH(QJsonObject, what);
        QFETCH(Requirement, requirement);
        fault(what);
        auto device = newDevice();
        claim(device, "t", requirement, 1'756'000'000'000);
        push(device);
        QTRY_VERIFY_WITH_TIMEOUT(!said("task.verification_delayed").empty(), 30'000);
        QVERIFY(said("task.verified").empty() && said("task.failed").empty());
        const auto delayed = payloadOf<events::TaskVerificationDelayed>(said("task.verification_delayed").at(0));
        QCOMPARE(delayed.attempt, 1);
        QVERIFY(!delayed.trouble.empty() && delayed.againAt > 0);
        QCOMPARE(task("t")[u"status"_s].toString(), u"verifying"_s);

        noFaults();
        m_server->ahead += 70'000; // until servers that ended are started again
        m_token = m_server->token(kMe);
        QCOMPARE(ends("t"), u"completed"_s);
        QCOMPARE(said("task.verified").size(), std::size_t(1));
    }

    // With a session of its own, LeetCode's server asks LeetCode before it says a word. Where that fails it says it on
    // its output, where the protocol is spoken, and ends, or says nothing at all.
    void aLeetCodeServerThatCannotSignIn_data() {
        QTest::addColumn<QJsonObject>("what");
        QTest::newRow("dropped") << QJsonObject{{u"drop"_s, true}};
        QTest::newRow("never answered") << QJsonObject{{u"delayMs"_s, 60'000}};
    }

    void aLeetCodeServerThatCannotSignIn() {
        QFETCH(QJsonObject, what);
        what[u"host"_s] = u"leetcode.com"_s;
        what[u"times"_s] = 50;
        newServer([](server::Config& config) {
            for (auto& tools : config.toolServers) {
                tools.environment["LEETCODE_SESSION"] = "expired";
            }
        });
        fault(what);
        auto device = newDevice();
        claim(device, "t", {.platform = Platform::leetcode, .problem = "two-sum"}, 1'756'000'000'000);
        push(device);
        QTRY_VERIFY_WITH_TIMEOUT(!said("task.verification_delayed").empty(), 30'000);
        QVERIFY(said("task.verified").empty() && said("task.failed").empty());
        QCOMPARE(task("t")[u"status"_s].toString(), u"verifying"_s);

        // A session that LeetCode does not know any more takes nothing from what everybody may see.
        noFaults();
        m_server->ahead += 70'000;
        m_token = m_server->token(kMe);
        QCOMPARE(ends("t"), u"completed"_s);
        QCOMPARE(said("task.verified").size(), std::size_t(1));
    }

    void isGivenUpAfterFiveAttempts() {
        fault({{u"host"_s, u"codeforces.com"_s}, {u"status"_s, 429}, {u"times"_s, 1'000}});
        auto device = newDevice();
        claim(device, "t", kProblem, kSolved - kDay);
        push(device);
        for (int attempt = 1; attempt < 5; ++attempt) {
            QTRY_COMPARE_WITH_TIMEOUT(
                said("task.verification_delayed").size(), static_cast<std::size_t>(attempt), 30'000);
            const auto events = said("task.verification_delayed");
            const auto delayed = payloadOf<events::TaskVerificationDelayed>(events.back());
            QCOMPARE(delayed.attempt, attempt);
            m_server->ahead += 1'000LL << attempt; // 2^n seconds
        }
        QCOMPARE(ends("t"), u"failed"_s);
        QCOMPARE(payloadOf<events::TaskFailed>(said("task.failed").at(0)).cause, FailureCause::given_up);
        QVERIFY(said("task.verified").empty());
    }

    void pushedTwiceIsAnsweredOnce() {
        auto device = newDevice();
        claim(device, "t", kProblem, kSolved - kDay);
        push(device);
        push(device);
        // The same task, claimed at another computer as well.
        auto other = newDevice();
        claim(other, "t", kProblem, kSolved - kDay + 100);
        push(other);
        QCOMPARE(ends("t"), u"completed"_s);
        push(other);
        // When later ones are answered, so were these.
        auto last = newDevice();
        claim(last, "u", kProblem, kSolved - kDay);
        push(last);
        QCOMPARE(ends("u"), u"completed"_s);
        QCOMPARE(said("task.verified", "task/t").size(), std::size_t(1));
    }

    void completeOverHttp() {
        const auto made = m_server->call(
            "POST", u"/api/tasks"_s, m_token,
            {{u"title"_s, u"Solve"_s}, {u"url"_s, u"https://codeforces.com/contest/2149/problem/D"_s}});
        QCOMPARE(made.status, 201);
        const auto place = u"/api/tasks/"_s + made.body[u"id"_s].toString();
        const auto early = m_server->call("POST", place + u"/complete"_s, m_token);
        QCOMPARE(early.status, 409);
        QVERIFY(early.text.contains("start it first"));
        QCOMPARE(m_server->call("POST", u"/api/tasks/none/complete"_s, m_token).status, 404);
        QCOMPARE(m_server->call("POST", place + u"/start"_s, m_token).status, 200);
        fault({{u"host"_s, u"codeforces.com"_s}, {u"delayMs"_s, 1'500}, {u"times"_s, 1}});
        const auto claimed = m_server->call("POST", place + u"/complete"_s, m_token);
        QCOMPARE(claimed.status, 202);
        const auto again = m_server->call("POST", place + u"/complete"_s, m_token);
        QCOMPARE(again.status, 202);
        QCOMPARE(again.body[u"job"_s].toString(), claimed.body[u"job"_s].toString());
        QCOMPARE(ends(made.body[u"id"_s].toString().toStdString()), u"failed"_s); // solved a year before
        QCOMPARE(said("task.failed").size(), std::size_t(1));
        QCOMPARE(m_server->conformity(), QString());
    }

    // A job that was given up without a word is no answer to whoever asks again.
    void askingAgainWakesADeadJob() {
        fault({{u"host"_s, u"codeforces.com"_s}, {u"status"_s, 429}, {u"times"_s, 1'000}});
        auto device = newDevice();
        claim(device, "t", kProblem, kSolved - kDay);
        push(device);
        QTRY_VERIFY_WITH_TIMEOUT(!said("task.verification_delayed").empty(), 30'000);
        const auto database = m_server->database()();
        const auto name = "verify " + device.id() + " 3";
        database->sql() << "UPDATE job SET state = 'dead', ended = 1 WHERE id = :name", soci::use(name);
        noFaults();
        const auto again = m_server->call("POST", u"/api/tasks/t/complete"_s, m_token);
        QCOMPARE(again.status, 202);
        QCOMPARE(again.body[u"job"_s].toString().toStdString(), name);
        QCOMPARE(ends("t"), u"completed"_s);
    }

    // What a device says in the server's place is kept, as all that is written, and moves nothing.
    void forgedVerdictsCountForNothing() {
        auto device = newDevice();
        claim(device, "real", kProblem, kSolved - kDay);
        push(device);
        QCOMPARE(ends("real"), u"completed"_s);
        const auto receipt = said("task.verified").at(0);

        fault({{u"host"_s, u"codeforces.com"_s}, {u"delayMs"_s, 20'000}, {u"times"_s, 50}});
        auto forger = newDevice();
        claim(forger, "t", {.platform = Platform::codeforces, .contest = 1, .index = "A"}, kSolved - kDay);
        forger.add(events::draft("task/t", events::TaskVerified{.evidence = "believe me"}), base::Hlc::at(kSolved));
        QVERIFY(push(forger).contains("ack")); // without a receipt: stored
        QCOMPARE(task("t")[u"status"_s].toString(), u"verifying"_s);
        m_server->restart(); // and folded anew
        m_token = m_server->token(kMe);
        QCOMPARE(task("t")[u"status"_s].toString(), u"verifying"_s);

        // With a receipt that was made for something else, or by somebody else, it is refused at the door.
        const auto refused = [&](const std::string& name, auto&& change) {
            auto event = receipt;
            event.effective.reset();
            change(event);
            event.link = events::linkAfter({}, event);
            wire::Hello hello{1, 1'000, m_token.toStdString(), {{name, 0, "", event.stream}}, {}, 0};
            RawSocket socket(*m_server);
            socket.upgrade();
            socket.write(RawSocket::text(encoded(hello)));
            socket.next();
            socket.write(RawSocket::text(encoded(wire::Push{name}, {events::encodeEvent(event)})));
            const auto answer = socket.next();
            return answer && answer->payload.contains("reject");
        };
        QVERIFY(refused("replayed", [](auto& event) {
            event.ref = {"replayed", 1};
            event.stream = "learner/r";
        }));
        const auto named = receipt.ref.device;
        QVERIFY(refused(named, [](auto& event) {
            event.subject = "task/t";
            event.ref.seq = 1;
        }));
        QVERIFY(refused("server-x", [](auto& event) { event.ref = {"server-x", 1}; }));
        QVERIFY(refused("server-x", [](auto& event) {
            event.ref = {"server-x", 1};
            event.stream = "learner/s";
        }));
        QVERIFY(refused("server-y", [](auto& event) {
            event.ref = {"server-y", 1};
            event.subject = "task/t";
            const auto key = events::SigningKey::generate(event.receipt->key); // another's, under our key's name
            event.receipt = key.sign(event);
        }));
        QCOMPARE(task("t")[u"status"_s].toString(), u"verifying"_s);
        QCOMPARE(said("task.verified").size(), std::size_t(1));
    }

    // What was learnt of keys when the account's desk was opened is not all that there is to know.
    void receiptsOfAKeyThatIsNewCount() {
        auto device = newDevice();
        claim(device, "a", kProblem, kSolved - kDay);
        push(device);
        QCOMPARE(ends("a"), u"completed"_s);
        {
            const auto database = m_server->database()();
            const server::Seal seal((m_server->folder() + u"/master.key"_s).toStdString());
            server::ReceiptKeys keys(*database, seal, 0);
            server::Transaction transaction(*database);
            keys.rotate(*database, seal, 0);
            database->sql() << "UPDATE revision SET number = number + 1";
            transaction.commit();
        }
        QTRY_COMPARE(announced().size(), std::size_t(2));
        auto other = newDevice();
        claim(other, "b", kProblem, kSolved - kDay);
        push(other);
        QCOMPARE(ends("b"), u"completed"_s);
        const auto receipts = said("task.verified");
        QCOMPARE(receipts.size(), std::size_t(2));
        QVERIFY(receipts[0].receipt->key != receipts[1].receipt->key);
        QCOMPARE(task("a")[u"status"_s].toString(), u"completed"_s);
    }
};

int main(int count, char** arguments) {
    return cairn::test::runOnEveryServer<VerificationTest>(count, arguments);
}

#include "verification_test.moc"
