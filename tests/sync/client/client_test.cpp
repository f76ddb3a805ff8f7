#include "core/state/subject.h"
#include "sync/server/host/snapshot_job.h"
#include "sync/server/log/sql_log.h"
#include "tests/sync/client/computer.h"
#include "tests/sync/host/every_server.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

#include <cstdlib>
#include <future>
#include <map>

using namespace Qt::StringLiterals;
using namespace cairn;
using test::Computer;
using test::LiveServer;
using Step = api::SignInResult::Step;

namespace {

const QString kMe = u"me@example.org"_s;
constexpr int kPatience = 20'000; // ms

} // namespace

// The real client of a profile with a real server, over the network of this computer.
class ClientTest : public QObject {
    Q_OBJECT

private:
    static void join(Computer& computer, LiveServer& server, bool create = false) {
        const auto joined = computer.signIn(server.url(), kMe, create);
        QVERIFY2(joined, joined ? "" : joined.error().message.c_str());
        QCOMPARE(joined->step, Step::joined);
        QTRY_VERIFY_WITH_TIMEOUT(computer.inSync(), kPatience);
    }

    static void settle(Computer& one, Computer& two) {
        QTRY_VERIFY_WITH_TIMEOUT(one.inSync() && two.inSync() && one.fold() == two.fold(), kPatience);
    }

private Q_SLOTS:

    void twoComputersWithMonthsOfWorkMerge() {
        LiveServer server;
        Computer one(u"one"_s);
        Computer two(u"two"_s);
        for (int day = 0; day < 30; ++day) {
            one.add("one " + std::to_string(day));
            two.add("two " + std::to_string(day));
        }
        join(one, server, true);
        join(two, server);
        settle(one, two);
        QCOMPARE(one.titles().size(), 60);
        QCOMPARE(two.titles(), one.titles());
    }

    void aChangeComesWhileBothAreConnected() {
        LiveServer server;
        Computer one(u"one"_s);
        Computer two(u"two"_s);
        join(one, server, true);
        join(two, server);
        const auto id = one.add("live");
        QTRY_VERIFY_WITH_TIMEOUT(two.task(id).has_value(), kPatience);
        events::TaskEdited changes;
        changes.title = "livelier";
        two.edit(id, changes);
        QTRY_COMPARE_WITH_TIMEOUT(one.task(id)->row.title, std::string("livelier"), kPatience);
    }

    void bothEditOneTaskOfflineAndNothingIsLost() {
        LiveServer server;
        Computer one(u"one"_s);
        Computer two(u"two"_s);
        join(one, server, true);
        const auto id = one.add("shared");
        join(two, server);
        QTRY_VERIFY_WITH_TIMEOUT(two.task(id).has_value(), kPatience);
        server.stop();
        QTRY_COMPARE_WITH_TIMEOUT(one.state().phase, api::SyncPhase::offline, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(two.state().phase, api::SyncPhase::offline, kPatience);
        events::TaskEdited title;
        title.title = "shared, named by one";
        one.edit(id, title);
        events::TaskEdited summary;
        summary.summary = "described by two";
        two.edit(id, summary);
        QTRY_COMPARE_WITH_TIMEOUT(one.state().unsent, 1, kPatience);
        server.restart();
        one.sync().tryNow();
        two.sync().tryNow();
        settle(one, two);
        QCOMPARE(two.task(id)->row.title, std::string("shared, named by one"));
        QCOMPARE(one.task(id)->summary, std::string("described by two"));
    }

    // One of them wins; what the other said is kept in the topic's history, whole, on both.
    void aNoteThatIsWrittenOnBothOfflineIsKeptTwice() {
        const auto noted = [](Computer& computer, const std::string& text) {
            const auto done = computer.answer<api::Done>(
                [&](auto reply) { return computer.profile().paths().setNote("t", text, std::move(reply)); });
            QVERIFY2(done, done ? "" : done.error().message.c_str());
        };
        const auto notes = [](Computer& computer) {
            const auto entries = computer.answer<std::vector<api::HistoryEntry>>([&](auto reply) {
                return computer.profile().history().entries({.subject = "topic/t", .before = {}}, std::move(reply));
            });
            std::map<std::string, bool> said; // and whether here
            for (const auto& entry : entries.value_or(std::vector<api::HistoryEntry>())) {
                if (entry.type == "topic.noted") {
                    const auto payload = QJsonDocument::fromJson(QByteArray::fromStdString(entry.payload)).object();
                    said[payload[u"text"_s].toString().toStdString()] = entry.thisDevice;
                }
            }
            return said;
        };
        LiveServer server;
        Computer one(u"one"_s);
        Computer two(u"two"_s);
        join(one, server, true);
        join(two, server);
        one.profile().onStore([](store::Store& store) -> service::Exchanged {
            const base::Millis now = QDateTime::currentMSecsSinceEpoch();
            const auto made = store.append(std::vector<store::Entry>{
                {events::draft("path/p", events::PathCreated{.title = "a path"}), now},
                {events::draft("topic/t", events::TopicCreated{.path = "p", .title = "a topic"}), now}});
            return {.everything = made.has_value()};
        });
        one.add("so that it is sent");
        QTRY_COMPARE_WITH_TIMEOUT(two.titles().size(), 1, kPatience);
        settle(one, two);
        server.stop();
        QTRY_COMPARE_WITH_TIMEOUT(one.state().phase, api::SyncPhase::offline, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(two.state().phase, api::SyncPhase::offline, kPatience);
        const std::string ofOne = "of one: " + std::string(5'000, 'a');
        const std::string ofTwo = "of two: " + std::string(5'000, 'b');
        noted(one, ofOne);
        noted(two, ofTwo);
        server.restart();
        one.sync().tryNow();
        two.sync().tryNow();
        settle(one, two);
        QCOMPARE(notes(one), (std::map<std::string, bool>{{ofOne, true}, {ofTwo, false}}));
        QCOMPARE(notes(two), (std::map<std::string, bool>{{ofOne, false}, {ofTwo, true}}));
        noted(one, ofOne); // taken back by whose it is
        const auto note = [](Computer& computer) {
            return computer
                .answer<api::TopicDetail>(
                    [&](auto reply) { return computer.profile().paths().topic("t", std::move(reply)); })
                .value_or(api::TopicDetail())
                .note;
        };
        QTRY_COMPARE_WITH_TIMEOUT(note(two), ofOne, kPatience);
    }

    void aRestartOfEitherSideGoesUnnoticed() {
        LiveServer server;
        Computer one(u"one"_s);
        join(one, server, true);
        one.close();
        one.open();
        QCOMPARE(one.state().email, kMe.toStdString());
        QTRY_VERIFY_WITH_TIMEOUT(one.inSync(), kPatience);
        server.restart();
        QTRY_COMPARE_WITH_TIMEOUT(one.state().phase, api::SyncPhase::offline, kPatience);
        one.add("meanwhile");
        QTRY_VERIFY_WITH_TIMEOUT(one.inSync(), kPatience);
        Computer two(u"two"_s);
        join(two, server);
        QCOMPARE(two.titles(), QStringList(u"meanwhile"_s));
    }

    void aStartWithoutANetworkKnowsWhatWasConfirmed() {
        LiveServer server;
        Computer one(u"one"_s);
        one.add("sent");
        join(one, server, true);
        one.close();
        server.stop();
        one.open();
        QTRY_COMPARE_WITH_TIMEOUT(one.state().phase, api::SyncPhase::offline, kPatience);
        one.add("waits");
        QTRY_COMPARE_WITH_TIMEOUT(one.state().unsent, 1, kPatience);
    }

    void aLostAnswerToARefreshSignsNobodyOut() {
        LiveServer server;
        Computer one(u"one"_s);
        join(one, server, true);
        one.close();
        QFile file(QString::fromStdString((one.folder() / "sign-in").string()));
        QVERIFY(file.open(QIODevice::ReadWrite));
        auto secrets = QJsonDocument::fromJson(file.readAll()).object();
        auto tokens = QJsonDocument::fromJson(secrets.begin()->toString().toUtf8()).object();
        const QJsonObject asked{{u"refreshToken"_s, tokens[u"refresh"_s]}, {u"nextRefreshToken"_s, QString(64, u'a')}};
        QCOMPARE(server.call("POST", u"/api/auth/refresh"_s, {}, asked).status, 200);
        // It had kept what it asks for, and died before it heard.
        tokens[u"next"_s] = asked[u"nextRefreshToken"_s];
        tokens[u"expires"_s] = 0;
        secrets.begin().value() = QString::fromUtf8(QJsonDocument(tokens).toJson());
        file.resize(0);
        file.write(QJsonDocument(secrets).toJson());
        file.close();
        one.open();
        QTRY_VERIFY_WITH_TIMEOUT(one.inSync(), kPatience);
        one.close();
        one.open(); // with what it was given then
        QTRY_VERIFY_WITH_TIMEOUT(one.inSync(), kPatience);
    }

    void aRevokedComputerIsSignedOutWithinASecondOrSo() {
        LiveServer server;
        Computer one(u"one"_s);
        Computer two(u"two"_s);
        join(one, server, true);
        join(two, server);
        const auto rows =
            one.answer<std::vector<api::SyncDevice>>([&](auto reply) { return one.sync().devices(std::move(reply)); });
        QCOMPARE(rows->size(), std::size_t(2));
        const auto other = std::ranges::find(*rows, std::string("two"), &api::SyncDevice::name);
        QVERIFY(!other->current);
        QVERIFY(one.answer<bool>([&](auto reply) { return one.sync().revoke(other->id, std::move(reply)); }));
        QTRY_COMPARE_WITH_TIMEOUT(two.state().phase, api::SyncPhase::signed_out, 5'000);
        two.add("kept");
        QCOMPARE(two.titles(), QStringList(u"kept"_s));
        QTRY_COMPARE_WITH_TIMEOUT(two.state().unsent, 1, kPatience);
        join(two, server);
        QTRY_COMPARE_WITH_TIMEOUT(one.titles(), QStringList(u"kept"_s), kPatience);
    }

    void aNewPasswordKeepsThisComputerAndSignsOutTheOther() {
        LiveServer server;
        Computer one(u"one"_s);
        Computer two(u"two"_s);
        join(one, server, true);
        join(two, server);
        const auto changed = one.answer<bool>([&](auto reply) {
            return one.sync().changePassword(LiveServer::kPassword, "Another-Horse-9", std::move(reply));
        });
        QVERIFY2(changed, changed ? "" : changed.error().message.c_str());
        QTRY_COMPARE_WITH_TIMEOUT(two.state().phase, api::SyncPhase::signed_out, 5'000);
        QTRY_VERIFY_WITH_TIMEOUT(one.inSync(), kPatience);
    }

    void leavingKeepsTheData() {
        LiveServer server;
        Computer one(u"one"_s);
        join(one, server, true);
        one.add("mine");
        QTRY_VERIFY_WITH_TIMEOUT(one.inSync(), kPatience);
        QVERIFY(one.answer<bool>([&](auto reply) { return one.sync().leave(std::move(reply)); }));
        QCOMPARE(one.state().phase, api::SyncPhase::off);
        QCOMPARE(one.titles(), QStringList(u"mine"_s));
        QVERIFY(!QFile::exists(QString::fromStdString((one.folder() / "server.json").string())));
        QFile secrets(QString::fromStdString((one.folder() / "sign-in").string()));
        QVERIFY(secrets.open(QIODevice::ReadOnly));
        QCOMPARE(secrets.readAll(), QByteArray("{}"));
        join(one, server);
    }

    void aClockThatIsWrongByAYearHindersNothing() {
        LiveServer server;
        Computer one(u"one"_s);
        Computer two(u"two"_s);
        one.ahead = 365LL * 24 * 3'600'000;
        join(one, server, true);
        join(two, server);
        const auto id = one.add("from the future");
        QTRY_VERIFY_WITH_TIMEOUT(two.task(id).has_value(), kPatience);
        QVERIFY(one.state().clockAhead > 364LL * 24 * 3'600'000);
        events::TaskEdited changes;
        changes.title = "from now";
        two.edit(id, changes); // later in truth, and so it wins
        settle(one, two);
        QCOMPARE(one.task(id)->row.title, std::string("from now"));
    }

    // Without waiting for the connection to end.
    void aClockThatIsPutRightIsMeasuredAnew() {
        LiveServer server;
        Computer one(u"one"_s);
        one.ahead = 3'600'000;
        join(one, server, true);
        QVERIFY(one.state().clockAhead > 3'500'000);
        one.ahead = 0;
        QTRY_VERIFY_WITH_TIMEOUT(one.inSync() && std::abs(one.state().clockAhead) < api::kClockTolerance, kPatience);
    }

    void wrongWordsAreExplained() {
        LiveServer server;
        Computer one(u"one"_s);
        const auto unknown = one.signIn(server.url(), kMe);
        QCOMPARE(unknown.error().code, base::ErrorCode::Unauthorized);
        const auto elsewhere = one.signIn(u"http://127.0.0.1:9"_s, kMe);
        QCOMPARE(elsewhere.error().code, base::ErrorCode::Unreachable);
        const auto plain = one.signIn(u"http://cairn.example.org"_s, kMe);
        QCOMPARE(plain.error().code, base::ErrorCode::Refused);
        const auto none = one.signIn(u"::"_s, kMe);
        QCOMPARE(none.error().code, base::ErrorCode::InvalidInput);
        QCOMPARE(one.state().phase, api::SyncPhase::off);
    }

    void aCertificateThatNobodyVouchesForIsAskedAbout() {
        QTemporaryDir folder;
        const QString certificate = folder.filePath(u"c.pem"_s);
        const QString key = folder.filePath(u"k.pem"_s);
        QCOMPARE(
            QProcess::execute(
                u"openssl"_s,
                {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s, u"-nodes"_s,
                 u"-keyout"_s, key, u"-out"_s, certificate, u"-days"_s, u"2"_s, u"-subj"_s, u"/CN=127.0.0.1"_s}),
            0);
        LiveServer server([&](auto& config) {
            config.certificate = certificate.toStdString();
            config.key = key.toStdString();
        });
        Computer one(u"one"_s);
        const auto asked = one.signIn(server.url(), kMe, true);
        QVERIFY2(asked, asked ? "" : asked.error().message.c_str());
        QCOMPARE(asked->step, Step::certificate);
        QCOMPARE(asked->certificate.size(), std::size_t(64));
        const auto trusted = one.signIn(server.url(), kMe, true, asked->certificate);
        QVERIFY2(trusted, trusted ? "" : trusted.error().message.c_str());
        QCOMPARE(trusted->step, Step::joined);
        QTRY_VERIFY_WITH_TIMEOUT(one.inSync(), kPatience);
        const auto other = one.signIn(server.url(), kMe, false, std::string(64, 'a'));
        QCOMPARE(other->step, Step::certificate);
    }

    void whatRestWritesComesToTheComputers() {
        LiveServer server;
        Computer one(u"one"_s);
        join(one, server, true);
        const auto token = server.token(kMe);
        const auto made = server.call("POST", u"/api/tasks"_s, token, {{u"title"_s, u"by REST"_s}});
        QCOMPARE(made.status, 201);
        QTRY_COMPARE_WITH_TIMEOUT(one.titles(), QStringList(u"by REST"_s), kPatience);
        const auto id = one.add("by the window");
        // Right after it was written the computer may not know yet that it has something to send.
        QTRY_COMPARE_WITH_TIMEOUT(
            server.call("GET", u"/api/tasks/"_s + QString::fromStdString(id), token).body[u"title"_s].toString(),
            u"by the window"_s, kPatience);
    }

    // What REST answers from is folded by the same code: the tables are the same, byte for byte.
    void theServerFoldsTheSame() {
        LiveServer server;
        Computer one(u"one"_s);
        for (int count = 0; count < 10; ++count) {
            const auto id = one.add("task " + std::to_string(count));
            if (count % 2 == 0) {
                QVERIFY(one.answer<api::Done>([&](auto reply) {
                    return one.profile().tasks().act(api::TaskAction::start, {id}, "", std::move(reply));
                }));
                QVERIFY(one.answer<api::Done>([&](auto reply) {
                    return one.profile().tasks().act(api::TaskAction::complete, {id}, "done", std::move(reply));
                }));
            }
        }
        join(one, server, true);
        const auto token = server.token(kMe);
        QCOMPARE(server.call("GET", u"/api/tasks"_s, token).body[u"total"_s].toInt(), 10);
        const auto account = server.call("GET", u"/api/auth/profile"_s, token).body[u"id"_s].toString();
        const auto desk =
            Computer::foldOf(std::filesystem::path(server.folder().toStdString()) / "desks" / account.toStdString());
        QVERIFY(desk.size() > 1'000);
        QCOMPARE(desk, one.fold());
    }

    // What a new computer is shown until it has the events is what a computer that has them shows.
    void aNewComputerIsShownTheServersSnapshot() {
        LiveServer server;
        Computer one(u"one"_s);
        for (int count = 0; count < 50; ++count) {
            one.add("task " + std::to_string(count));
        }
        join(one, server, true);
        QVERIFY(server::enqueueSnapshots(server.database(), one.ahead, 50));
        server::SqlLog log(server.database()());
        QTRY_VERIFY_WITH_TIMEOUT(log.wantSnapshots(state::kFoldVersion, 1).empty(), kPatience);
        const auto account =
            server.call("GET", u"/api/auth/profile"_s, server.token(kMe)).body[u"id"_s].toString().toStdString();
        const auto kept = log.snapshot(account, state::kFoldVersion);
        QVERIFY(kept);

        std::promise<base::Expected<store::FoldedProfile>> folded;
        one.profile().onStore([&](store::Store& store) -> service::Exchanged {
            folded.set_value(store.folded());
            return {};
        });
        const auto own = folded.get_future().get();
        QCOMPARE(own->rows.size(), std::size_t(50));
        QCOMPARE(log.rows(*kept, 0), own->rows);
        QCOMPARE(kept->places.at(0).cursor, 50);

        Computer two(u"two"_s);
        two.add("of its own");
        join(two, server);
        settle(one, two);
        QCOMPARE(two.titles().size(), 51);
    }

    void whatIsErasedLeavesEveryComputerAndTheServer() {
        const auto anywhere = [](const std::filesystem::path& folder) {
            for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
                QFile file(QString::fromStdString(entry.path().string()));
                if (entry.is_regular_file() && file.open(QIODevice::ReadOnly) &&
                    file.readAll().contains("nobody is to")) {
                    return true;
                }
            }
            return false;
        };
        LiveServer server;
        const auto database = server.database()();
        // PostgreSQL's tables are in a folder of its own, once they are on the disk; and it keeps samples of columns.
        const bool onPostgres = LiveServer::s_newPostgres != nullptr;
        std::string tables;
        if (onPostgres) {
            database->sql() << "SHOW data_directory", soci::into(tables);
        }
        const auto atServer = [&] {
            if (onPostgres) {
                database->sql() << "CHECKPOINT";
            }
            return anywhere(server.folder().toStdString()) || (onPostgres && anywhere(tables + "/base"));
        };
        Computer one(u"one"_s);
        const auto id = one.add("what nobody is to know");
        one.add("other");
        join(one, server, true);
        QCOMPARE(server.call("GET", u"/api/tasks"_s, server.token(kMe)).body[u"total"_s].toInt(), 2); // its desk has it
        Computer two(u"two"_s);
        join(two, server);
        settle(one, two);
        QVERIFY(atServer() && anywhere(two.folder()));
        if (onPostgres) {
            database->sql() << "ANALYZE event";
        }
        QVERIFY(two.answer<api::Done>(
            [&](auto reply) { return two.profile().tasks().act(api::TaskAction::erase, {id}, "", std::move(reply)); }));
        settle(one, two);
        QCOMPARE(one.titles(), QStringList(u"other"_s));
        QTRY_VERIFY_WITH_TIMEOUT(!anywhere(one.folder()), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!anywhere(two.folder()), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!atServer(), kPatience);
    }

    void closingNeverWaitsForTheNetwork() {
        LiveServer server;
        Computer one(u"one"_s);
        join(one, server, true);
        server.stop();
        for (int count = 0; count < 20; ++count) {
            one.add("unsent");
        }
        QElapsedTimer timer;
        timer.start();
        one.close();
        QVERIFY2(timer.elapsed() < 3'000, "closing waited");
        one.open();
        QCOMPARE(one.titles().size(), 20);
    }
};

int main(int count, char** arguments) {
    return cairn::test::runOnEveryServer<ClientTest>(count, arguments);
}

#include "client_test.moc"
