#include "sync/server/auth/sealed_files.h"
#include "sync/server/tools/sign_in.h"
#include "sync/wire/frame.h"
#include "tests/sync/host/live_server.h"
#include "tests/sync/host/raw_socket.h"
#include "tests/sync/host/upstreams.h"
#include "tests/sync/scripted_device.h"
#include "tests/sync/server/oauth/browser.h"
#include "tests/sync/server/oauth/protected_server.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTcpSocket>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace cairn;
using test::HttpAnswer;
using test::LiveServer;

namespace {

const QString kValidate = u"/api/learning-paths/validate"_s;
const QString kMe = u"me@example.org"_s;

QJsonObject topic(const QString& id, const QString& technology, const QStringList& needs) {
    return {
        {u"id"_s, id},
        {u"title"_s, u"JSON"_s},
        {u"technology"_s, technology},
        {u"exercises"_s,
         QJsonArray{QJsonObject{{u"title"_s, u"A reader"_s}, {u"needs"_s, QJsonArray::fromStringList(needs)}}}}};
}

QJsonObject plan(const QJsonArray& topics) {
    return {{u"title"_s, u"Modern C++"_s}, {u"topics"_s, topics}};
}

const QJsonObject kPlan = plan({topic(u"json"_s, u"JSON for Modern C++"_s, {u"parse"_s, u"dump"_s})});

QJsonObject firstOf(const HttpAnswer& answer) {
    return answer.body[u"topics"_s].toArray().at(0).toObject();
}

QString standingOf(const HttpAnswer& answer) {
    return firstOf(answer)[u"standing"_s].toString();
}

QString reasonOf(const HttpAnswer& answer) {
    return firstOf(answer)[u"documented"_s].toObject()[u"reason"_s].toString();
}

} // namespace

// What a server says of paths, with Context7's real server of tools.
class PathsTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<test::Upstreams> m_upstreams = std::make_unique<test::Upstreams>();
    std::unique_ptr<LiveServer> m_server;
    QString m_token;

    void start(const std::vector<server::ToolServerConfig>& servers) {
        m_server = std::make_unique<LiveServer>([&](server::Config& config) { config.toolServers = servers; });
        m_server->createAccount(kMe);
        m_token = m_server->token(kMe);
    }

    HttpAnswer validate(const QJsonObject& plan) { return m_server->call("POST", kValidate, m_token, plan); }

    // All that a device of mine has written.
    void push(const test::ScriptedDevice& device) {
        test::RawSocket socket(*m_server);
        QVERIFY(socket.upgrade());
        const auto send = [&](const wire::Message& message, const std::vector<std::string>& lines) {
            socket.write(test::RawSocket::text(QByteArray::fromStdString(wire::encodeFrame(message, lines))));
            const auto answer = socket.next();
            return answer ? answer->payload : QByteArray();
        };
        send(wire::Hello{1, 1'000, m_token.toStdString(), {{device.id(), 0, "", device.stream()}}, {}, 0}, {});
        QVERIFY(send(wire::Push{device.id()}, device.lines()).contains("ack"));
    }

    // With a server that has asked nothing yet.
    void startWithContext7() {
        if (!m_upstreams->ready()) {
            QSKIP("the servers or their upstreams are not here: packaging/check installs them, but for --without-npm");
        }
        m_upstreams->fail({});
        start({m_upstreams->context7()});
    }

private Q_SLOTS:

    void cleanup() {
        if (m_server) {
            QCOMPARE(m_server->conformity(), QString());
        }
        m_server.reset();
    }

    void whatTheDocumentationMentionsIsProven_data() {
        QTest::addColumn<QString>("technology");
        QTest::addColumn<QStringList>("needs");
        QTest::addColumn<QString>("standing");
        QTest::addColumn<QString>("reason");
        QTest::newRow("parse") << u"JSON for Modern C++"_s << QStringList{u"parse"_s} << u"proven"_s << QString();
        QTest::newRow("dump") << u"nlohmann json"_s << QStringList{u"dump"_s, u"parse"_s} << u"proven"_s << QString();
        QTest::newRow("not in it") << u"JSON for Modern C++"_s << QStringList{u"parse"_s, u"from_bson"_s}
                                   << u"unproven"_s << u"does not mention from_bson"_s;
        QTest::newRow("another library") << u"yaml-cpp"_s << QStringList{u"parse"_s} << u"unproven"_s
                                         << u"knows no library called yaml-cpp"_s;
        QTest::newRow("without documentation")
            << u"cppreference"_s << QStringList{u"parse"_s} << u"unproven"_s << u"not found"_s;
    }

    void whatTheDocumentationMentionsIsProven() {
        startWithContext7();
        QFETCH(const QString, technology);
        QFETCH(const QStringList, needs);
        QFETCH(const QString, standing);
        QFETCH(const QString, reason);
        const auto answer = validate(plan({topic(u"json"_s, technology, needs)}));
        QCOMPARE(answer.status, 200);
        QCOMPARE(standingOf(answer), standing);
        QCOMPARE(answer.body[u"valid"_s].toBool(), standing == u"proven"_s);
        QVERIFY2(reasonOf(answer).contains(reason), qPrintable(reasonOf(answer)));
        if (standing == u"proven"_s) {
            const auto documented = firstOf(answer)[u"documented"_s].toObject();
            QCOMPARE(documented[u"library"_s].toString(), u"/nlohmann/json"_s);
            QVERIFY(documented[u"source"_s].toString().startsWith(u"https://github.com/nlohmann/json/"_s));
            QVERIFY(documented[u"at"_s].toInteger() > 0);
        }
    }

    void faultsProveNothing_data() {
        QTest::addColumn<QJsonObject>("fault");
        const auto row = [](const char* name, const QJsonObject& fault) {
            for (const auto* path : {"/api/v2/libs/search", "/api/v2/context"}) {
                auto whole = fault;
                whole[u"host"_s] = u"context7.com"_s;
                whole[u"path"_s] = QString::fromLatin1(path);
                whole[u"times"_s] = 10;
                QTest::addRow("%s %s", name, path) << whole;
            }
        };
        for (const int status : {401, 404, 429, 500, 503}) {
            row(QByteArray::number(status), {{u"status"_s, status}, {u"body"_s, QJsonObject()}});
        }
        row("drop", {{u"drop"_s, true}});
        row("no JSON", {{u"status"_s, 200}, {u"body"_s, u"<html>garbage</html>"_s}});
        row("an empty object", {{u"status"_s, 200}, {u"body"_s, QJsonObject()}});
        row("nothing", {{u"status"_s, 200}, {u"body"_s, u""_s}});
        row("a library that is none",
            {{u"status"_s, 200},
             {u"body"_s,
              QJsonObject{{u"results"_s, QJsonArray{QJsonObject{{u"title"_s, u"JSON for Modern C++"_s}}}}}}});
        row("words without a section", {{u"status"_s, 200}, {u"body"_s, u"parse and dump are well documented"_s}});
        row("half a section",
            {{u"status"_s, 200}, {u"body"_s, u"### Parse\n\nSource: https://a.example\n\n```\nparse dump"_s}});
    }

    void faultsProveNothing() {
        startWithContext7();
        QFETCH(const QJsonObject, fault);
        m_upstreams->fail(fault);
        const auto answer = validate(kPlan);
        QCOMPARE(answer.status, 200);
        QCOMPARE(standingOf(answer), u"unproven"_s);
        QVERIFY(!answer.body[u"valid"_s].toBool());
        QVERIFY2(reasonOf(answer).startsWith(u"Context7 "_s), qPrintable(reasonOf(answer)));
        QVERIFY(firstOf(answer)[u"documented"_s].toObject()[u"found"_s].toArray().isEmpty());

        // It is asked anew, and then proven.
        m_upstreams->fail({});
        m_server->ahead += 10LL * 60'000;
        QVERIFY(validate(kPlan).body[u"valid"_s].toBool());
    }

    void whatTakesTooLongIsUnproven() {
        startWithContext7();
        m_upstreams->fail({{u"host"_s, u"context7.com"_s}, {u"delayMs"_s, 40'000}, {u"times"_s, 10}});
        QElapsedTimer timer;
        timer.start();
        const auto answer = validate(kPlan);
        QVERIFY2(timer.elapsed() < 18'000, "the desktop has given up");
        QCOMPARE(answer.status, 200);
        QCOMPARE(standingOf(answer), u"unproven"_s);
        QVERIFY(!answer.body[u"valid"_s].toBool());
        QCOMPARE(reasonOf(answer), u"Not asked in time; ask again."_s);
        m_upstreams->fail({});
        QVERIFY(validate(kPlan).body[u"valid"_s].toBool());
    }

    void aServerThatDoesNotRunProvesNothing() {
        start({{.name = "context7", .command = {"/nonexistent/context7"}}});
        const auto answer = validate(kPlan);
        QCOMPARE(answer.status, 200);
        QCOMPARE(standingOf(answer), u"unproven"_s);
        QVERIFY2(reasonOf(answer).startsWith(u"Context7 could not be asked: "_s), qPrintable(reasonOf(answer)));
    }

    void withoutContext7NothingIsProven() {
        start({});
        const auto answer = validate(kPlan);
        QCOMPARE(answer.status, 200);
        QCOMPARE(standingOf(answer), u"unproven"_s);
        QCOMPARE(reasonOf(answer), u"This server asks no documentation."_s);
    }

    // Whoever asks for many at a time leaves the server's workers to others.
    void onlySomeAreValidatedAtATime() {
        startWithContext7();
        m_server->createAccount(u"you@example.org"_s);
        const auto yours = m_server->token(u"you@example.org"_s);
        m_upstreams->fail({{u"host"_s, u"context7.com"_s}, {u"delayMs"_s, 4'000}});
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, static_cast<quint16>(m_server->url().section(u':', -1).toInt()));
        QVERIFY(socket.waitForConnected());
        const auto body = QJsonDocument(kPlan).toJson(QJsonDocument::Compact);
        socket.write(
            "POST " + kValidate.toLatin1() + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: " +
            "application/json\r\nAuthorization: Bearer " + m_token.toLatin1() +
            "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        QVERIFY(socket.waitForBytesWritten());
        QTRY_VERIFY_WITH_TIMEOUT(m_upstreams->requests() == 1, 20'000);
        const auto busy = validate(kPlan);
        QCOMPARE(busy.status, 503);
        QCOMPARE(busy.code(), u"busy"_s);
        QCOMPARE(busy.headers["retry-after"], QByteArray("2"));
        QCOMPARE(m_server->call("POST", kValidate, yours, kPlan).status, 200); // others' are another matter
        auto answer = socket.readAll();
        while (socket.waitForReadyRead(20'000)) {
            answer += socket.readAll();
        }
        QVERIFY2(answer.startsWith("HTTP/1.1 200") && answer.contains("\"valid\":true"), answer.constData());
        QVERIFY(validate(kPlan).body[u"valid"_s].toBool());
    }

    void theGraphIsChecked() {
        start({});
        auto first = topic(u"a"_s, {}, {});
        auto second = topic(u"b"_s, {}, {});
        second[u"prerequisites"_s] = QJsonArray{u"a"_s};
        QVERIFY(validate(plan({first, second})).body[u"valid"_s].toBool());
        first[u"prerequisites"_s] = QJsonArray{u"b"_s};
        const auto answer = validate(plan({first, second}));
        QVERIFY(!answer.body[u"valid"_s].toBool());
        const auto graph = answer.body[u"graph"_s].toObject();
        QCOMPARE(graph[u"flaws"_s].toArray().at(0).toObject()[u"kind"_s].toString(), u"circle"_s);
        QVERIFY(graph[u"order"_s].toArray().isEmpty());
    }

    void saysWhatIsWrongWithTheBody() {
        start({});
        const auto broken = m_server->raw("POST", kValidate, "{\"title\":", "application/json", m_token);
        QCOMPARE(broken.status, 400);
        QCOMPARE(m_server->raw("POST", kValidate, "a", "text/plain", m_token).status, 415);
        const auto nameless = validate(plan({QJsonObject{{u"id"_s, u"a"_s}}}));
        QCOMPARE(nameless.status, 400);
        QCOMPARE(nameless.code(), u"validation_failed"_s);
        QVERIFY2(nameless.text.contains("/topics/0/title"), nameless.text.constData());
        QJsonArray topics;
        for (int at = 0; at <= 300; ++at) {
            topics.append(topic(QString::number(at), {}, {}));
        }
        const auto large = validate(plan(topics));
        QCOMPARE(large.status, 413);
        QVERIFY2(large.text.contains("/topics"), large.text.constData());
        QCOMPARE(m_server->call("POST", kValidate, {}, kPlan).status, 401);
    }

    void pathsAreListed() {
        start({});
        QVERIFY(m_server->call("GET", u"/api/learning-paths"_s, m_token).body[u"paths"_s].toArray().isEmpty());
        test::ScriptedDevice device("d1", "learner/d1");
        const auto add = [&](const std::string& subject, const auto& payload) {
            device.add(events::draft(subject, payload), base::Hlc::at(test::kNow + std::ssize(device.log())));
        };
        add("path/p", events::PathCreated{.title = "Modern C++", .language = "C++"});
        add("topic/a", events::TopicCreated{.path = "p", .title = "Strings"});
        add("topic/b", events::TopicCreated{.path = "p", .title = "JSON", .prerequisites = {"a"}, .rank = 1});
        for (const std::string topic : {"a", "b"}) {
            add("task/of-" + topic,
                events::TaskCreated{
                    .title = "T", .kind = events::TaskKind::concept_exercise, .path = "p", .topics = {topic}});
        }
        push(device);

        const auto paths = m_server->call("GET", u"/api/learning-paths"_s, m_token).body[u"paths"_s].toArray();
        QCOMPARE(paths.size(), 1);
        const auto path = paths[0].toObject();
        QCOMPARE(path[u"title"_s].toString(), u"Modern C++"_s);
        QCOMPARE(path[u"position"_s].toString(), u"a"_s);
        QCOMPARE(path[u"topicsAll"_s].toInt(), 2);
        QVERIFY(path[u"topics"_s].isNull());
        const auto topics = m_server->call("GET", u"/api/learning-paths/p"_s, m_token).body[u"topics"_s].toArray();
        QCOMPARE(topics.size(), 2);
        QCOMPARE(topics[1].toObject()[u"standing"_s].toString(), u"locked"_s);
        QCOMPARE(topics[1].toObject()[u"prerequisites"_s], QJsonValue(QJsonArray{u"a"_s}));
        QCOMPARE(m_server->call("GET", u"/api/learning-paths/unknown"_s, m_token).status, 404);
    }

    // Who has signed in for the server, at its computer, is found by it while it runs, and renewed.
    void asksWithTheTokenOfWhoHasSignedIn() {
        if (!test::AuthorizationServer::isHere()) {
            QSKIP("oidc-provider is not here: packaging/check installs it, but for --without-npm");
        }
        test::ProtectedServer tools;
        const test::AuthorizationServer issuer(tools);
        const server::ToolServerConfig config{.name = "context7", .url = tools.url()};
        start({config});
        QCOMPARE(validate(kPlan).status, 200);
        QVERIFY(tools.claims().isEmpty());
        const std::filesystem::path folder(m_server->folder().toStdString());
        const server::Seal seal(folder / "master.key");
        const server::SealedFiles files(seal, folder / server::kSignInFolder);
        std::string first;
        {
            std::jthread browsing;
            const auto signedIn = server::signIn(
                config, 0,
                {.load = {},
                 .keep =
                     [&](const std::string& name, const std::string& made) {
                         files.write(name, made);
                         first = made;
                     }},
                [&](const std::string& page) {
                    browsing = std::jthread([page] {
                        test::Browser browser;
                        browser.get(QUrl(QString::fromStdString(page)));
                    });
                },
                {.longest = std::chrono::minutes(1)});
            QVERIFY2(signedIn, signedIn ? "" : signedIn.error().message.c_str());
        }
        tools.forgetToken();
        QCOMPARE(validate(kPlan).status, 200);
        QCOMPARE(tools.claims()[u"sub"_s].toString(), u"somebody"_s);
        const auto renewed = files.read("context7");
        QVERIFY(!renewed.empty() && renewed != first);
    }
};

QTEST_GUILESS_MAIN(PathsTest)
#include "paths_test.moc"
