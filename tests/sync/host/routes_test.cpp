#include "sync/wire/frame.h"
#include "tests/sync/host/live_server.h"
#include "tests/sync/host/raw_socket.h"
#include "tests/sync/scripted_device.h"

#include <QJsonArray>
#include <QTcpSocket>
#include <QTest>

#include <map>

using namespace Qt::StringLiterals;
using namespace cairn;
using test::LiveServer;

namespace {

// Who asks, and who may: each may what those before it may.
const QStringList kRoles{u"anyone"_s, u"learner"_s, u"instructor"_s, u"admin"_s};

struct Row {
    QByteArray method;
    QString path;
    QString name;
    QString access;

    QByteArray where() const { return method + " " + path.toLatin1(); }
};

// The table of routes as the server describes itself.
std::vector<Row> table(LiveServer& server) {
    std::vector<Row> rows;
    const auto paths = server.call("GET", u"/api/openapi.json"_s).body[u"paths"_s].toObject();
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const auto methods = path->toObject();
        for (auto method = methods.begin(); method != methods.end(); ++method) {
            const auto operation = method->toObject();
            rows.push_back(
                {method.key().toUpper().toLatin1(), path.key(), operation[u"operationId"_s].toString(),
                 operation[u"x-access"_s].toString()});
        }
    }
    return rows;
}

QString filledIn(QString path, const QString& id = u"0123456789abcdef"_s) {
    return path.replace(u"{id}"_s, id).replace(u"{platform}"_s, u"codeforces"_s);
}

// Of an account.
struct Belongings {
    QString token;
    QString account;
    QString signIn;
    QString task;
    QString path;

    // What a path's {id} may name; empty where that is nobody's.
    QString idIn(const QString& route) const {
        return route.startsWith(u"/api/tasks/"_s)            ? task
               : route.startsWith(u"/api/learning-paths/"_s) ? path
               : route.startsWith(u"/api/auth/sessions/"_s)  ? signIn
               : route.startsWith(u"/api/admin/accounts/"_s) ? account
                                                             : QString();
    }
};

// Bytes as they are, and what comes back.
QByteArray speak(const LiveServer& server, const QByteArray& bytes) {
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, static_cast<quint16>(server.url().section(u':', -1).toInt()));
    socket.waitForConnected();
    socket.write(bytes);
    QByteArray answer;
    while (socket.waitForReadyRead(3'000)) {
        answer += socket.readAll();
    }
    return answer;
}

} // namespace

class RoutesTest : public QObject {
    Q_OBJECT

private:
    // Somebody who has one of all that routes name by an id.
    static Belongings newcomer(LiveServer& server, const QString& name) {
        server.createAccount(name + u"@example.org"_s);
        const auto title = u"Of "_s + name;
        const auto login = server.login(name + u"@example.org"_s, title);
        Belongings all;
        all.token = login[u"accessToken"_s].toString();
        all.signIn = login[u"signIn"_s].toString();
        all.account = login[u"account"_s].toObject()[u"id"_s].toString();
        all.task = server.call("POST", u"/api/tasks"_s, all.token, {{u"title"_s, title}}).body[u"id"_s].toString();
        all.path = name;
        test::ScriptedDevice device(name.toStdString(), "learner/" + name.toStdString());
        device.add(
            events::draft("path/" + name.toStdString(), events::PathCreated{.title = title.toStdString()}),
            base::Hlc::at(test::kNow));
        test::RawSocket socket(server);
        socket.upgrade();
        const auto send = [&](const wire::Message& message, const std::vector<std::string>& lines) {
            socket.write(test::RawSocket::text(QByteArray::fromStdString(wire::encodeFrame(message, lines))));
            return socket.next();
        };
        send(wire::Hello{1, 1'000, all.token.toStdString(), {{device.id(), 0, "", device.stream()}}, {}, 0}, {});
        const auto stored = send(wire::Push{device.id()}, device.lines());
        if (all.task.isEmpty() || !stored || !stored->payload.contains("ack")) {
            qFatal("nothing is there");
        }
        return all;
    }

    // Of a new account of that role, which the admin gives it; an admin's is the one that is there.
    static QString ofRole(LiveServer& server, const QString& role, const QString& admin) {
        const auto email = role + u"@example.org"_s;
        if (role != u"admin"_s) {
            server.createAccount(email);
            const auto id = server.login(email)[u"account"_s].toObject()[u"id"_s].toString();
            const auto changed = server.call("PATCH", u"/api/admin/accounts/"_s + id, admin, {{u"role"_s, role}});
            if (changed.status != 200) {
                qFatal("no such role: %s", changed.text.constData());
            }
        }
        return server.token(email);
    }

private Q_SLOTS:

    // Every endpoint × everybody: who may not pass is told so, whatever else is wrong.
    void everyRouteKeepsItsPolicy() {
        LiveServer server;
        const auto admin = newcomer(server, u"admin"_s);
        std::map<QString, QString> tokens{{u"anyone"_s, {}}};
        for (const auto& role : kRoles.sliced(1)) {
            tokens[role] = ofRole(server, role, admin.token);
        }
        const auto rows = table(server);
        QVERIFY(rows.size() > 50);
        for (const auto& row : rows) {
            QVERIFY2(kRoles.contains(row.access), row.where());
            for (const auto& role : kRoles) {
                const auto answer = server.call(row.method, filledIn(row.path), tokens[role]);
                const auto what = row.where() + " for " + role.toLatin1() + ": " + answer.text.left(200);
                const bool may = kRoles.indexOf(role) >= kRoles.indexOf(row.access);
                QVERIFY2(answer.status < 500, what);
                if (may) {
                    // A refresh token that is none is no sign-in either.
                    QVERIFY2(answer.code() != u"unauthorized"_s || row.name == u"refresh"_s, what);
                    QVERIFY2(answer.code() != u"forbidden"_s, what);
                } else {
                    QVERIFY2(answer.status == (role == u"anyone"_s ? 401 : 403), what);
                }
                if (row.name == u"logout"_s && may) {
                    tokens[role] = server.token(role + u"@example.org"_s);
                }
            }
        }
        QCOMPARE(server.conformity(), QString());
    }

    // With a real id of another's in its path, and a body as it should be: of every role, but for admins where it is
    // their business.
    void whatIsAnothersIsNotThere() {
        LiveServer server;
        const auto admin = newcomer(server, u"admin"_s);
        const auto owner = newcomer(server, u"owner"_s);
        const std::map<QString, QJsonObject> bodies{
            {u"changeTask"_s, {{u"title"_s, u"taken"_s}}},
            {u"renameSession"_s, {{u"device"_s, u"taken"_s}}},
            {u"changeAccount"_s, {{u"role"_s, u"admin"_s}}}};
        const QStringList nobodys{u"retryJob"_s}; // what ids of jobs name is the server's
        const auto seen = [&] {
            return server.call("GET", filledIn(u"/api/tasks/{id}"_s, owner.task), owner.token).text +
                   server.call("GET", filledIn(u"/api/learning-paths/{id}"_s, owner.path), owner.token).text +
                   server.call("GET", u"/api/auth/profile"_s, owner.token).text;
        };
        const auto before = seen();
        QVERIFY(before.contains("Of owner"));
        int tried = 0;
        for (const auto& role : kRoles.sliced(1)) {
            const auto token = ofRole(server, role, admin.token);
            for (const auto& row : table(server)) {
                const auto id = owner.idIn(row.path);
                if (!row.path.contains(u"{id}"_s) || nobodys.contains(row.name)) {
                    continue;
                }
                QVERIFY2(!id.isEmpty(), row.where()); // a route that this does not know of
                if (row.access == u"admin"_s && role == u"admin"_s) {
                    continue;
                }
                const auto body = bodies.contains(row.name) ? bodies.at(row.name) : QJsonObject();
                const auto answer = server.call(row.method, filledIn(row.path, id), token, body);
                const auto what = row.where() + " for " + role.toLatin1() + ": " + answer.text.left(200);
                QVERIFY2(answer.status == (row.access == u"admin"_s ? 403 : 404), what);
                QVERIFY2(!answer.text.contains("Of owner"), what);
                ++tried;
            }
            // What is there without an id is the caller's own.
            for (const auto& place : {u"/api/tasks"_s, u"/api/learning-paths"_s, u"/api/auth/sessions"_s}) {
                const auto own = server.call("GET", place, token);
                QVERIFY2(own.status == 200 && !own.text.contains("Of owner"), own.text);
                QVERIFY2(!own.text.contains(owner.signIn.toLatin1()), own.text);
            }
        }
        QVERIFY(tried > 25);
        QCOMPARE(seen(), before);
    }

    void everyErrorHasTheOneShape() {
        LiveServer server;
        for (const auto& answer :
             {server.call("GET", u"/nothing"_s), server.call("DELETE", u"/api/health"_s),
              server.call("GET", u"/api/tasks"_s), server.raw("POST", u"/api/auth/login"_s, "{", "application/json"),
              server.raw("POST", u"/api/auth/login"_s, "a=b", "text/plain"),
              server.raw("POST", u"/api/auth/login"_s, R"({"email":5})", "application/json"),
              server.raw("POST", u"/api/auth/login"_s, QByteArray(2 << 20, 'x'), "application/json")}) {
            QVERIFY2(answer.status >= 400 && answer.status < 500, answer.text);
            const auto error = answer.body[u"error"_s].toObject();
            QVERIFY2(!error[u"code"_s].toString().isEmpty() && !error[u"message"_s].toString().isEmpty(), answer.text);
            QVERIFY(error[u"details"_s].isArray());
            QCOMPARE(error[u"requestId"_s].toString().toLatin1(), answer.headers.value("x-request-id"));
        }
    }

    void tooManyRequestsAreToldWhenAgain() {
        LiveServer server([](auto& config) {
            config.anonymousPerMinute = 10;
            config.anonymousBurst = 5;
        });
        int passed = 0;
        while (passed < 100 && server.call("GET", u"/nothing/at/all"_s).status == 404) {
            ++passed; // what is no route costs nothing
        }
        QCOMPARE(passed, 100);
        passed = 0;
        cairn::test::HttpAnswer last;
        for (; passed < 100; ++passed) {
            last = server.call("GET", u"/api/tasks"_s);
            if (last.status == 429) {
                break;
            }
        }
        QCOMPARE(passed, 15);
        QVERIFY(last.headers.value("retry-after").toInt() > 0);
        QCOMPARE(server.call("GET", u"/api/health"_s).status, 200); // for who watches the server
    }

    void whatIsNoHttpIsAnsweredOrDropped_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("nonsense") << QByteArray("\x16\x03\x01 nonsense\r\n\r\n") << QByteArray("400");
        QTest::newRow("header without end") << "GET / HTTP/1.1\r\nX: " + QByteArray(40'000, 'x') << QByteArray("431");
        QTest::newRow("two lengths") << QByteArray("POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n"
                                                   "Content-Length: 3\r\n\r\n{}")
                                     << QByteArray("400");
        QTest::newRow("a slash in disguise")
            << QByteArray("GET /api%2fhealth HTTP/1.1\r\nHost: x\r\n\r\n") << QByteArray("400");
        QTest::newRow("a NUL") << QByteArray("GET /api/health%00 HTTP/1.1\r\nHost: x\r\n\r\n") << QByteArray("400");
        QTest::newRow("no text in the query")
            << QByteArray("GET /api/tasks?state=%ff HTTP/1.1\r\nHost: x\r\n\r\n") << QByteArray("400");
        QTest::newRow("no text in the path")
            << QByteArray("GET /api/tasks/%ed%a0%80 HTTP/1.1\r\nHost: x\r\n\r\n") << QByteArray("400");
        QTest::newRow("up and away") << QByteArray("GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n")
                                     << QByteArray("404");
        QTest::newRow("a request id that breaks logs")
            << QByteArray("GET /api/health HTTP/1.1\r\nHost: x\r\nX-Request-Id: a\"b{}\r\nConnection: close\r\n\r\n")
            << QByteArray("200");
    }

    void whatIsNoHttpIsAnsweredOrDropped() {
        LiveServer server;
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, status);
        const auto answer = speak(server, bytes);
        QVERIFY2(answer.startsWith("HTTP/1.1 " + status), answer.left(200));
        QVERIFY(!answer.contains("a\"b"));
        QCOMPARE(server.call("GET", u"/api/health"_s).status, 200);
    }

    void healthAndNumbers() {
        LiveServer server;
        QCOMPARE(server.call("GET", u"/api/health"_s).body[u"status"_s].toString(), u"ok"_s);
        QCOMPARE(server.call("GET", u"/api/health/db"_s).body[u"status"_s].toString(), u"ok"_s);
        const auto numbers = server.call("GET", u"/metrics"_s).text;
        QVERIFY2(numbers.contains("cairn_http_requests_total{route=\"health\",status=\"200\"} 1"), numbers);
        QVERIFY(numbers.contains("# TYPE cairn_sync_commits gauge"));
        const auto keys = server.call("GET", u"/.well-known/jwks.json"_s).body[u"keys"_s].toArray();
        QCOMPARE(keys.size(), 1);
        QVERIFY(!keys[0].toObject().contains(u"d"_s)); // the secret half
    }

    void whatProvesATaskIsSaidByItsNames() {
        LiveServer server;
        server.createAccount(u"me@example.org"_s);
        const auto token = server.token(u"me@example.org"_s);
        const auto add = [&](const QJsonObject& requirement) {
            return server.call(
                "POST", u"/api/tasks"_s, token, {{u"title"_s, u"Prove it"_s}, {u"requirement"_s, requirement}});
        };
        const auto made = add({{u"repo"_s, u"mira/katas"_s}, {u"min_commits"_s, 3}});
        QVERIFY2(made.status == 201, made.text);
        const auto said = made.body[u"requirement"_s].toObject();
        QCOMPARE(said[u"platform"_s].toString(), u"github"_s);
        QCOMPARE(said[u"repo"_s].toString(), u"mira/katas"_s);
        QCOMPARE(said[u"min_commits"_s].toInt(), 3);
        QVERIFY(said[u"problem_slug"_s].isNull());
        const auto place = u"/api/tasks/"_s + made.body[u"id"_s].toString();
        const QJsonObject problem{{u"contest_id"_s, 1900}, {u"problem_index"_s, u"B"_s}};
        const auto changed = server.call("PUT", place, token, {{u"requirement"_s, problem}});
        QCOMPARE(changed.body[u"requirement"_s].toObject()[u"contest_id"_s].toInt(), 1900);
        QCOMPARE(changed.body[u"title"_s].toString(), u"Prove it"_s);
        const auto none =
            server.call("PUT", place, token, {{u"requirement"_s, QJsonObject{{u"platform"_s, u"none"_s}}}});
        QVERIFY2(none.status == 200 && none.body[u"requirement"_s].isNull(), none.text);

        const auto field = [](const cairn::test::HttpAnswer& answer) {
            const auto details = answer.body[u"error"_s].toObject()[u"details"_s].toArray();
            return answer.status == 400 ? details.at(0).toObject()[u"field"_s].toString()
                                        : answer.body[u"id"_s].toString();
        };
        QCOMPARE(field(add({{u"contest_id"_s, 1900}})), u"requirement/problem_index"_s);
        QCOMPARE(field(add({{u"repo"_s, u"katas"_s}})), u"requirement/repo"_s);
        QCOMPARE(field(add({{u"repo"_s, u"a/b"_s}, {u"min_commits"_s, 5'000}})), u"requirement/min_commits"_s);
        QCOMPARE(field(add({{u"problem_slug"_s, 5}})), u"requirement/problem_slug"_s);
        QCOMPARE(
            field(server.call("PUT", place, token, {{u"requirement"_s, QJsonObject{{u"repo"_s, u""_s}}}})),
            u"requirement/repo"_s);
        QCOMPARE(server.conformity(), QString());
    }

    void tasksAreEventsLikeAnyOther() {
        LiveServer server;
        server.createAccount(u"me@example.org"_s);
        server.createAccount(u"other@example.org"_s);
        const auto token = server.token(u"me@example.org"_s);
        const auto made = server.call(
            "POST", u"/api/tasks"_s, token,
            {{u"title"_s, u"Read"_s}, {u"difficulty"_s, 4}, {u"tags"_s, QJsonArray{u"book"_s}}});
        QCOMPARE(made.status, 201);
        const auto place = u"/api/tasks/"_s + made.body[u"id"_s].toString();
        QCOMPARE(server.call("GET", place, server.token(u"other@example.org"_s)).status, 404);
        QCOMPARE(
            server.call("PUT", place, token, {{u"title"_s, u"Read more"_s}}).body[u"title"_s].toString(),
            u"Read more"_s);
        QCOMPARE(server.call("POST", place + u"/self-report"_s, token).code(), u"refused"_s);
        QCOMPARE(server.call("POST", place + u"/start"_s, token).status, 200);
        QCOMPARE(server.call("POST", place + u"/self-report"_s, token, {{u"remark"_s, u"good"_s}}).status, 200);
        const auto page = server.call("GET", u"/api/tasks?fields=title,status&state=self_reported&text=more"_s, token);
        QCOMPARE(page.body[u"total"_s].toInt(), 1);
        QCOMPARE(
            page.body[u"tasks"_s].toArray()[0].toObject(),
            (QJsonObject{{u"title"_s, u"Read more"_s}, {u"status"_s, u"completed"_s}}));
        QCOMPARE(server.call("GET", u"/api/tasks?limit=0"_s, token).status, 400);
        QCOMPARE(server.call("GET", u"/api/tasks?state=nonsense"_s, token).status, 400);
        server.restart();
        QCOMPARE(server.call("GET", place, token).body[u"status"_s].toString(), u"completed"_s);
        QCOMPARE(server.call("DELETE", place, token).status, 204);
        QCOMPARE(server.call("GET", place, token).status, 404);
        QCOMPARE(server.conformity(), QString());
    }
};

QTEST_GUILESS_MAIN(RoutesTest)
#include "routes_test.moc"
