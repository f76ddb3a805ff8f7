#include "sync/mcp/stdio_transport.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <boost/json/serialize.hpp>

#include <csignal>
#include <thread>

using namespace Qt::StringLiterals;
using namespace cairn::mcp;

namespace {

// A program that heeds neither the end of its input nor a request to end, and has started another one. Both write down
// who they are.
std::string stubborn(const QString& folder) {
    const auto place = folder.toStdString();
    return "trap '' TERM; sh -c 'trap \"\" TERM; echo $$ > " + place +
           "/second; while :; do sleep 0.1; done' & echo $$ > " + place + "/first; while :; do sleep 0.1; done";
}

pid_t pidIn(const QString& file) {
    QFile opened(file);
    return opened.open(QIODevice::ReadOnly) ? opened.readAll().trimmed().toInt() : 0;
}

bool lives(pid_t pid) {
    QFile status(u"/proc/%1/stat"_s.arg(pid));
    return status.open(QIODevice::ReadOnly) && !status.readAll().contains(") Z ");
}

QByteArray nameOf(pid_t pid) {
    QFile name(u"/proc/%1/comm"_s.arg(pid));
    return name.open(QIODevice::ReadOnly) ? name.readAll().trimmed() : QByteArray();
}

pid_t parentOf(pid_t pid) {
    QFile status(u"/proc/%1/stat"_s.arg(pid));
    if (!status.open(QIODevice::ReadOnly)) {
        return 0;
    }
    const auto all = status.readAll();
    return all.mid(all.lastIndexOf(')') + 2).split(' ').value(1).toInt(); // behind the name and the state
}

// What this program does when it is told to: owns such a child, and is killed.
int ownAndWait(const char* folder) {
    const auto child = Child::start({.words = {"sh", "-c", stubborn(QString::fromUtf8(folder))}});
    std::puts("ready");
    std::fflush(stdout);
    std::this_thread::sleep_for(std::chrono::seconds(60));
    return child ? 0 : 1;
}

} // namespace

class ChildTest : public QObject {
    Q_OBJECT

private:
    static std::unique_ptr<StdioTransport> talkTo(const std::string& script) {
        auto child = Child::start({.words = {"sh", "-c", script}});
        return child ? std::make_unique<StdioTransport>(std::move(*child)) : nullptr;
    }

    static Outgoing question() { return {{{"jsonrpc", "2.0"}, {"id", 1}, {"method", "m"}}}; }

private Q_SLOTS:

    void speaksAndHears() {
        const auto transport =
            talkTo("read line; echo 'a line of a log'; printf '%s\\n' '{\"jsonrpc\":\"2.0\",\"method\":\"n\"}'; "
                   "printf '{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"heard\":%s}}\\n' \"$line\"; read end");
        std::vector<boost::json::object> heard;
        const auto sent = transport->send(question(), {}, [&](boost::json::object message) {
            heard.push_back(std::move(message));
            return heard.back().contains("result");
        });
        QVERIFY(sent);
        QCOMPARE(heard.size(), std::size_t(2)); // and not the log
        const auto echoed = boost::json::serialize(heard[1]);
        QVERIFY(echoed.find("method") != std::string::npos);
    }

    void anEndIsAFailureWithItsLastWords() {
        const auto transport = talkTo("echo 'no such key' >&2; exit 3");
        const auto sent = transport->send(question(), {}, [](const auto&) { return true; });
        QVERIFY(!sent);
        QCOMPARE(sent.error().kind, Failure::Kind::unreachable);
        QVERIFY2(sent.error().message.find("no such key") != std::string::npos, sent.error().message.c_str());
    }

    void aProgramThatIsNotThereIsAFailure() {
        auto child = Child::start({.words = {"/no/such/program"}});
        QVERIFY(child); // that is found out when it is asked
        StdioTransport transport(std::move(*child));
        const auto sent = transport.send(question(), {}, [](const auto&) { return true; });
        QCOMPARE(sent.error().kind, Failure::Kind::unreachable);
    }

    void silenceIsATimeout() {
        const auto transport = talkTo("read line; read end");
        const auto sent =
            transport->send(question(), {.timeout = std::chrono::milliseconds(100)}, [](const auto&) { return true; });
        QCOMPARE(sent.error().kind, Failure::Kind::timeout);
    }

    // Also where it says something else all the time.
    void thereIsAnEndToAnyWait() {
        const auto transport = talkTo("while :; do echo '{\"jsonrpc\":\"2.0\",\"method\":\"n\"}'; done");
        const auto never = [](const auto&) { return false; };
        const auto sent = transport->send(question(), {.longest = std::chrono::milliseconds(300)}, never);
        QCOMPARE(sent.error().kind, Failure::Kind::timeout);
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(transport->send(question(), {.stop = stop.get_token()}, never).error().kind, Failure::Kind::cancelled);
    }

    // What nobody has asked for is not kept without end.
    void oldNewsIsForgotten() {
        constexpr int kSaid = 40; // of a MiB each
        const auto transport = talkTo(
            "pad=$(head -c 1000000 /dev/zero | tr '\\0' x); for each in $(seq " + std::to_string(kSaid) +
            "); do printf '{\"jsonrpc\":\"2.0\",\"method\":\"n\",\"params\":\"%s\"}\\n' \"$pad\"; done; echo said >&2; "
            "read line; echo '{\"jsonrpc\":\"2.0\",\"id\":1}'; read end");
        QTRY_VERIFY_WITH_TIMEOUT(transport->log() == "said\n", 60'000);
        int heard = 0;
        const auto sent = transport->send(question(), {}, [&](const boost::json::object& message) {
            ++heard;
            return message.contains("id");
        });
        QVERIFY(sent);
        QVERIFY2(heard > 1 && heard < kSaid / 2, std::to_string(heard).c_str());
    }

    void whoeverWaitsCanStop() {
        const auto transport = talkTo("read line; read end");
        std::stop_source stop;
        std::jthread stopper([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            stop.request_stop();
        });
        const auto sent = transport->send(question(), {.stop = stop.get_token()}, [](const auto&) { return true; });
        QCOMPARE(sent.error().kind, Failure::Kind::cancelled);
    }

    void aLineWithoutEndIsRefused() {
        const auto transport = talkTo("yes x | tr -d '\\n'");
        const auto sent = transport->send(question(), {}, [](const auto&) { return true; });
        QCOMPARE(sent.error().kind, Failure::Kind::tooLarge);
    }

    void itGetsNoSecretsOfItsOwner() {
        qputenv("CAIRND_SECRET_OF_THE_OWNER", "hidden");
        auto child = Child::start({.words = {"sh", "-c", "env"}, .environment = {{"GIVEN", "shown"}}});
        std::string output;
        std::string log;
        while ((*child)->read(output, log)) {
        }
        QVERIFY(output.find("GIVEN=shown") != std::string::npos);
        QVERIFY(output.find("hidden") == std::string::npos);
    }

    void endsWithItsOwnerInOrder() {
        const QTemporaryDir folder;
        auto child = Child::start({.words = {"sh", "-c", stubborn(folder.path())}});
        QTRY_VERIFY(pidIn(folder.filePath(u"second"_s)) != 0);
        const auto first = pidIn(folder.filePath(u"first"_s));
        const auto second = pidIn(folder.filePath(u"second"_s));
        QVERIFY(lives(first) && lives(second));
        QElapsedTimer timer;
        timer.start();
        child->reset();
        QVERIFY(!lives(first) && !lives(second));
        QVERIFY(timer.elapsed() < 10'000);
    }

    // SIGKILL leaves nobody the time to do anything.
    void endsWithItsOwnerHoweverThatEnds_data() {
        QTest::addColumn<int>("signal");
        for (const int signal : {SIGKILL, SIGTERM, SIGSEGV, SIGINT}) {
            QTest::addRow("signal %d", signal) << signal;
        }
    }

    void endsWithItsOwnerHoweverThatEnds() {
        QFETCH(const int, signal);
        const QTemporaryDir folder;
        QProcess owner;
        owner.start(QCoreApplication::applicationFilePath(), {u"--own"_s, folder.path()});
        QVERIFY(owner.waitForReadyRead(20'000));
        QTRY_VERIFY(pidIn(folder.filePath(u"second"_s)) != 0);
        const auto first = pidIn(folder.filePath(u"first"_s));
        const auto second = pidIn(folder.filePath(u"second"_s));
        QVERIFY(lives(first) && lives(second));
        ::kill(static_cast<pid_t>(owner.processId()), signal);
        QVERIFY(owner.waitForFinished(20'000));
        QTRY_VERIFY_WITH_TIMEOUT(!lives(first) && !lives(second), 10'000);
    }

    // Also where its guardian ends with the owner: by somebody who kills all processes of that program.
    void endsWithItsGuardian() {
        const QTemporaryDir folder;
        QProcess owner;
        owner.start(QCoreApplication::applicationFilePath(), {u"--own"_s, folder.path()});
        QVERIFY(owner.waitForReadyRead(20'000));
        QTRY_VERIFY(pidIn(folder.filePath(u"second"_s)) != 0);
        const auto first = pidIn(folder.filePath(u"first"_s));
        const auto second = pidIn(folder.filePath(u"second"_s));
        const auto guardian = parentOf(first);
        const auto ownerPid = static_cast<pid_t>(owner.processId());
        QCOMPARE(parentOf(guardian), ownerPid);
        const auto name = nameOf(ownerPid);
        QVERIFY(!name.isEmpty() && !nameOf(guardian).isEmpty());
        QVERIFY2(!nameOf(guardian).contains(name), nameOf(guardian)); // who kills by the owner's name spares it
        ::kill(guardian, SIGKILL);
        ::kill(ownerPid, SIGKILL);
        QVERIFY(owner.waitForFinished(20'000));
        QTRY_VERIFY_WITH_TIMEOUT(!lives(first), 10'000);
        ::kill(second, SIGKILL); // what the program has started has lost whoever would end it
    }

    // The guardian holds nothing of its owner's: who comes after it can have the same lock and the same port.
    void itsGuardianHoldsNothing() {
        QTemporaryDir folder;
        QFile open(folder.filePath(u"open"_s));
        QVERIFY(open.open(QIODevice::WriteOnly));
        const auto child = Child::start({.words = {"sh", "-c", "read line"}});
        QTest::qWait(200);
        QProcess holders;
        holders.start(u"sh"_s, {u"-c"_s, u"ls -l /proc/[0-9]*/fd 2>/dev/null | grep -c '%1'"_s.arg(open.fileName())});
        QVERIFY(holders.waitForFinished());
        QCOMPARE(holders.readAllStandardOutput().trimmed(), QByteArray("1"));
    }
};

int main(int count, char** words) {
    if (count == 3 && std::string(words[1]) == "--own") {
        return ownAndWait(words[2]);
    }
    const QCoreApplication application(count, words);
    ChildTest test;
    return QTest::qExec(&test, count, words);
}

#include "child_test.moc"
