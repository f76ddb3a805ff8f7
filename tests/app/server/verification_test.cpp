#include "sync/server/connections/connection_store.h"
#include "tests/app/server/cairnd.h"
#include "tests/sync/host/upstreams.h"

#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QNetworkReply>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace cairn;
using test::Cairnd;
using test::Upstreams;

namespace {

const auto kMe = u"me@example.org"_s;
const auto kPassword = u"Correct-Horse-9"_s;

bool many() {
    return qEnvironmentVariableIntValue("CAIRN_LONG_TESTS") == 1;
}

// The recordings, with all that Codeforces knows of solved at `seconds`.
void recordSolved(const QTemporaryDir& folder, qint64 seconds) {
    for (const auto* name : {"codeforces.json", "leetcode.json", "github.json", "context7.json"}) {
        QFile from(QStringLiteral(CAIRN_SHARED_DIR "/mcp-upstreams/recordings/") + QString::fromLatin1(name));
        QFile to(folder.filePath(QString::fromLatin1(name)));
        QVERIFY(from.open(QIODevice::ReadOnly) && to.open(QIODevice::WriteOnly));
        auto text = from.readAll();
        if (QByteArray(name) == "codeforces.json") {
            auto all = QJsonDocument::fromJson(text).object();
            auto users = all[u"users"_s].toObject();
            auto user = users[u"mira_codes"_s].toObject();
            auto status = user[u"status"_s].toArray();
            for (auto&& row : status) {
                auto submission = row.toObject();
                submission[u"creationTimeSeconds"_s] = seconds;
                row = submission;
            }
            user[u"status"_s] = status;
            users[u"mira_codes"_s] = user;
            all[u"users"_s] = users;
            text = QJsonDocument(all).toJson();
        }
        to.write(text);
    }
}

} // namespace

// cairnd, killed while it verifies.
class VerificationTest : public QObject {
    Q_OBJECT

private:
    QNetworkAccessManager m_network;
    QByteArray m_token;

    QJsonObject
    call(const Cairnd& server, const QByteArray& method, const QString& path, const QJsonObject& body = {}) {
        QNetworkRequest request(QUrl(server.url() + path));
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        request.setTransferTimeout(10'000);
        if (!m_token.isEmpty()) {
            request.setRawHeader("Authorization", "Bearer " + m_token);
        }
        const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(
            request, method, method == "GET" ? QByteArray() : QJsonDocument(body).toJson()));
        QElapsedTimer timer;
        timer.start();
        while (!reply->isFinished() && timer.elapsed() < 10'000) {
            QTest::qWait(2);
        }
        return QJsonDocument::fromJson(reply->readAll()).object();
    }

    static std::unique_ptr<server::Database> database(const Cairnd& server) {
        return server::openSqlite(server.file(u"data/server.db"_s).toStdString());
    }

    // Of all types that are an answer to this task.
    static int answers(const Cairnd& server, const QString& task) {
        const auto there = database(server);
        const auto subject = "%\"subject\":\"task/" + task.toStdString() + "\"%";
        int count = 0;
        there->sql() << "SELECT COUNT(*) FROM event JOIN stream ON stream.number = event.stream WHERE stream.stream "
                        "LIKE 'server/%' AND line LIKE :subject AND (line LIKE "
                        "'%task.verified%' OR line LIKE '%task.failed%')",
            soci::use(subject), soci::into(count);
        return count;
    }

    static int openJobs(const Cairnd& server) {
        int count = 0;
        database(server)->sql() << "SELECT COUNT(*) FROM job WHERE kind = 'task.verify' AND ended = 0",
            soci::into(count);
        return count;
    }

    static void writeConfig(const Cairnd& server, const Upstreams& upstreams) {
        QFile file(server.file(u"cairnd.toml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto codeforces = upstreams.servers().front();
        file.write("[mcp.codeforces]\ncommand = [");
        for (const auto& word : codeforces.command) {
            file.write("'" + QByteArray::fromStdString(word) + "', ");
        }
        file.write("]\n[mcp.codeforces.environment]\n");
        for (const auto& [name, value] : codeforces.environment) {
            file.write(QByteArray::fromStdString(name + " = '" + value + "'\n"));
        }
    }

    // With an account whose name at Codeforces is known; from then on at the same port.
    void begin(Cairnd& server, const Upstreams& upstreams) {
        writeConfig(server, upstreams);
        server.set(u"CAIRND_ACCOUNTS_CONFIRM"_s, u"none"_s);
        server.set(u"CAIRND_LIMITS_PER_MINUTE"_s, u"1000000"_s);
        server.set(u"CAIRN_PASSWORD"_s, kPassword);
        QVERIFY(server.start(arguments(server)));
        server.set(u"CAIRND_LISTEN_PORT"_s, QString::number(server.port()));
        m_token.clear();
        const QJsonObject me{{u"email"_s, kMe}, {u"password"_s, kPassword}};
        call(server, "POST", u"/api/auth/register"_s, me);
        auto login = me;
        login[u"device"_s] = u"test"_s;
        m_token = call(server, "POST", u"/api/auth/login"_s, login)[u"accessToken"_s].toString().toLatin1();
        QVERIFY(!m_token.isEmpty());
        const auto account = call(server, "GET", u"/api/auth/profile"_s)[u"id"_s].toString();
        server::Connection connection;
        connection.platform = events::Platform::codeforces;
        connection.handle = "mira_codes";
        const auto there = database(server);
        server::ConnectionStore(*there).put(account.toStdString(), connection);
    }

    static QStringList arguments(const Cairnd& server) { return {u"--config"_s, server.file(u"cairnd.toml"_s)}; }

    // A program that the one before was just starting has the port until it is one of its own.
    static bool startAgain(Cairnd& server) {
        bool started = false;
        for (int tries = 0; tries < 20 && !started; ++tries) {
            started = server.start(arguments(server));
            if (!started) {
                server.stop();
                QTest::qWait(100);
            }
        }
        return started;
    }

    // Tasks that are started now, and solved in a moment.
    QStringList startTasks(const Cairnd& server, int count) {
        QStringList tasks;
        for (int number = 0; number < count; ++number) {
            const auto made = call(
                server, "POST", u"/api/tasks"_s,
                {{u"title"_s, u"t%1"_s.arg(number)}, {u"url"_s, u"https://codeforces.com/contest/2149/problem/D"_s}});
            tasks << made[u"id"_s].toString();
            call(server, "POST", u"/api/tasks/"_s + tasks.back() + u"/start"_s);
        }
        return tasks;
    }

    // The processes that were started to ask these.
    static QStringList programsAsking(const Upstreams& upstreams) {
        QStringList found;
        for (const auto& process : QDir(u"/proc"_s).entryList({u"[0-9]*"_s}, QDir::Dirs)) {
            QFile environment(u"/proc/%1/environ"_s.arg(process));
            if (environment.open(QIODevice::ReadOnly) &&
                environment.readAll().contains("UPSTREAM_STUB=" + upstreams.origin().toUtf8())) {
                found << process;
            }
        }
        return found;
    }

    QString status(const Cairnd& server, const QString& task) {
        return call(server, "GET", u"/api/tasks/"_s + task)[u"status"_s].toString();
    }

    bool claim(const Cairnd& server, const QString& task) {
        return !call(server, "POST", u"/api/tasks/"_s + task + u"/complete"_s)[u"job"_s].toString().isEmpty();
    }

private Q_SLOTS:

    // Wherever the process dies, the learner gets one answer, and it is the right one.
    void killedAnywhereItAnswersOnce() {
        const QTemporaryDir recordings;
        const auto solved = QDateTime::currentSecsSinceEpoch() + 12;
        recordSolved(recordings, solved);
        const Upstreams upstreams(recordings.path());
        if (!upstreams.ready()) {
            QSKIP("the servers or their upstreams are not here: packaging/check installs them, but for --without-npm");
        }
        Cairnd server;
        begin(server, upstreams);
        const int rounds = many() ? 60 : 8;
        const auto tasks = startTasks(server, rounds);
        QVERIFY2(QDateTime::currentSecsSinceEpoch() < solved, "this computer is too slow for this test");
        QTRY_VERIFY_WITH_TIMEOUT(QDateTime::currentSecsSinceEpoch() > solved, 20'000);

        for (int round = 0; round < rounds; ++round) {
            // From before the program of the platform is started to after all of it is done.
            const int moment = round * 900 / rounds;
            QVERIFY(claim(server, tasks[round]));
            QTest::qWait(moment);
            ::kill(static_cast<pid_t>(server.pid()), SIGKILL);
            server.stop();
            QVERIFY(startAgain(server));
            QTRY_COMPARE_WITH_TIMEOUT(status(server, tasks[round]), u"completed"_s, 30'000);
            QCOMPARE(answers(server, tasks[round]), 1);
        }
        // Whatever was left waiting would speak by now.
        QTest::qWait(1'500);
        for (const auto& task : tasks) {
            QCOMPARE(answers(server, task), 1);
        }
    }

    // The same at each step, whichever the moment is.
    void killedAtEachStepItAnswersOnce() {
        const QTemporaryDir recordings;
        const auto solved = QDateTime::currentSecsSinceEpoch() + 12;
        recordSolved(recordings, solved);
        const Upstreams upstreams(recordings.path());
        if (!upstreams.ready()) {
            QSKIP("the servers or their upstreams are not here: packaging/check installs them, but for --without-npm");
        }
        const QStringList points{u"claimed"_s, u"looked"_s, u"asked"_s, u"appended"_s, u"finished"_s};
        Cairnd server;
        begin(server, upstreams);
        const auto tasks = startTasks(server, static_cast<int>(points.size()));
        QVERIFY2(QDateTime::currentSecsSinceEpoch() < solved, "this computer is too slow for this test");
        QTRY_VERIFY_WITH_TIMEOUT(QDateTime::currentSecsSinceEpoch() > solved, 20'000);
        QCOMPARE(server.stop(), 0);

        for (qsizetype at = 0; at < points.size(); ++at) {
            server.set(u"CAIRN_ABORT_AT"_s, u"task.verify."_s + points[at]);
            QVERIFY(startAgain(server));
            claim(server, tasks[at]); // maybe it has ended before it says so
            QVERIFY2(server.crashes(30'000), qPrintable(points[at]));
            const bool written = at >= points.indexOf(u"appended"_s);
            QCOMPARE(answers(server, tasks[at]), written ? 1 : 0);
            server.set(u"CAIRN_ABORT_AT"_s, {});
            QVERIFY(startAgain(server));
            QTRY_COMPARE_WITH_TIMEOUT(status(server, tasks[at]), u"completed"_s, 30'000);
            QTRY_COMPARE_WITH_TIMEOUT(openJobs(server), 0, 30'000);
            QCOMPARE(answers(server, tasks[at]), 1);
            QCOMPARE(server.stop(), 0);
        }
    }

    void howeverItEndsItsProgramsEndToo_data() {
        QTest::addColumn<int>("signal");
        QTest::newRow("in order") << SIGTERM;
        QTest::newRow("interrupted") << SIGINT;
        QTest::newRow("killed") << SIGKILL;
        QTest::newRow("crashed") << SIGSEGV;
        QTest::newRow("aborted") << SIGABRT;
    }

    void howeverItEndsItsProgramsEndToo() {
        const Upstreams upstreams;
        if (!upstreams.ready()) {
            QSKIP("the servers or their upstreams are not here: packaging/check installs them, but for --without-npm");
        }
        QFETCH(int, signal);
        Cairnd server;
        begin(server, upstreams);
        const auto tasks = startTasks(server, 1);
        QVERIFY(claim(server, tasks[0]));
        QTRY_VERIFY_WITH_TIMEOUT(!programsAsking(upstreams).isEmpty(), 20'000);
        ::kill(static_cast<pid_t>(server.pid()), signal);
        server.stop();
        QTRY_COMPARE_WITH_TIMEOUT(programsAsking(upstreams), QStringList(), 10'000);
    }

    // What it said after the backup comes back from a computer, and it says more without contradicting that.
    void aServerThatWasPutBackGoesOnUnderANewName() {
        const QTemporaryDir recordings;
        const auto solved = QDateTime::currentSecsSinceEpoch() + 8;
        recordSolved(recordings, solved);
        const Upstreams upstreams(recordings.path());
        if (!upstreams.ready()) {
            QSKIP("the servers or their upstreams are not here: packaging/check installs them, but for --without-npm");
        }
        Cairnd server;
        begin(server, upstreams);
        const auto tasks = startTasks(server, 3);
        QTRY_VERIFY_WITH_TIMEOUT(QDateTime::currentSecsSinceEpoch() > solved, 20'000);
        const auto atComputer = [&](const QStringList& words) {
            return server
                .control(
                    QStringList{u"--home"_s, server.file(u"one"_s)} + words +
                    QStringList{u"--secrets"_s, server.file(u"secrets"_s)})
                .status;
        };
        const auto admin = [&](const QStringList& words) {
            return server.control(QStringList{u"admin"_s} + words + QStringList{u"--data"_s, server.file(u"data"_s)})
                .status;
        };
        const auto backup = server.file(u"backup.db"_s);

        QVERIFY(claim(server, tasks[0]));
        QTRY_COMPARE_WITH_TIMEOUT(status(server, tasks[0]), u"completed"_s, 30'000);
        QCOMPARE(admin({u"backup"_s, backup}), 0);
        QVERIFY(claim(server, tasks[1]));
        QTRY_COMPARE_WITH_TIMEOUT(status(server, tasks[1]), u"completed"_s, 30'000);
        if (atComputer({u"account"_s, u"sign-in"_s, server.url(), kMe}) != 0) {
            QSKIP("this cairnctl has no accounts");
        }
        QCOMPARE(atComputer({u"sync"_s, u"--once"_s}), 0);

        QCOMPARE(server.stop(), 0);
        QCOMPARE(admin({u"restore"_s, backup}), 0);
        QVERIFY(server.start(arguments(server)));
        QCOMPARE(answers(server, tasks[1]), 0);
        QVERIFY(
            claim(server, tasks[2])); // before the computer is heard of again: at that number it said something else
        QTRY_COMPARE_WITH_TIMEOUT(status(server, tasks[2]), u"completed"_s, 30'000);
        QCOMPARE(atComputer({u"account"_s, u"sign-in"_s, server.url(), kMe}), 0); // that one was forgotten
        QCOMPARE(atComputer({u"sync"_s, u"--once"_s}), 0);
        for (const auto& task : tasks) {
            QTRY_COMPARE(status(server, task), u"completed"_s);
            QCOMPARE(answers(server, task), 1);
        }
        int devices = 0;
        database(server)->sql() << "SELECT COUNT(DISTINCT device) FROM event JOIN stream ON stream.number = "
                                   "event.stream WHERE stream.stream LIKE 'server/%'",
            soci::into(devices);
        QCOMPARE(devices, 2);
    }
};

QTEST_GUILESS_MAIN(VerificationTest)
#include "verification_test.moc"
