#include "sync/server/desk/desk.h"
#include "sync/server/log/sql_log.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

using namespace cairn;
using server::Desk;
using server::Hub;

namespace {

base::Clock clockOfThisComputer() {
    using namespace std::chrono;
    return {
        [] { return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count(); },
        [](base::Millis) { return 0; }};
}

} // namespace

class DeskTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Hub> m_hub;

    std::unique_ptr<Desk> desk() {
        return std::make_unique<Desk>(
            m_folder.filePath(QStringLiteral("desk")).toStdString(), events::KeyRing(), "me", *m_hub,
            clockOfThisComputer());
    }

    static bool write(Desk& desk, const std::string& title) {
        std::promise<bool> written;
        api::NewTask task;
        task.title = title;
        const auto request = desk.profile().tasks().add(
            std::move(task), [&](const base::Expected<api::Done>& done) { written.set_value(done.has_value()); });
        return written.get_future().get();
    }

    // Whether all that several threads ask of it is answered.
    static bool connectAtOnce(Desk& desk) {
        std::atomic<bool> all = true;
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 4; ++thread) {
            threads.emplace_back([&] {
                for (int round = 0; round < 25; ++round) {
                    desk.connectAgain();
                    all = desk.catchUp() && all;
                }
            });
        }
        threads.clear();
        return all;
    }

private Q_SLOTS:

    void init() {
        Hub::Settings settings;
        settings.session = {1'000'000, 0, [](const std::string& token) { return std::optional(token); }};
        settings.now = clockOfThisComputer().now;
        settings.trouble = [](const std::string& what) { qWarning("%s", what.c_str()); };
        m_hub = std::make_unique<Hub>(
            std::make_unique<server::SqlLog>(
                server::openSqlite(m_folder.filePath(QStringLiteral("server.db")).toStdString())),
            settings);
    }

    void cleanup() { m_hub.reset(); }

    // Of lines that several threads made at once one would be nobody's, and outlive the desk that it writes to.
    void whoeverConnectsADeskLeavesItOneLine() {
        auto shared = desk();
        QVERIFY(connectAtOnce(*shared));
        QVERIFY(shared->catchUp());
        m_hub->settle();
        QCOMPARE(m_hub->counts().sessions.load(), 1);
        shared.reset();
        m_hub->settle();
        QCOMPARE(m_hub->counts().sessions.load(), 0);
    }

    // The hub ends lines time and again, also those that have not said hello yet.
    void aLineMayEndBeforeItBegins() {
        const auto shared = desk();
        std::atomic<bool> going = true;
        std::thread news([&] {
            while (going) {
                m_hub->greetAgain();
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            }
        });
        for (int round = 0; round < 1'000; ++round) {
            shared->connectAgain();
        }
        going = false;
        news.join();
        QVERIFY(shared->catchUp());
    }

    // Also what is written while the line is made anew.
    void whatIsSettledIsInTheLog() {
        auto shared = desk();
        QVERIFY(shared->settle());
        for (int round = 0; round < 100; ++round) {
            const auto before = m_hub->counts().events.load();
            const std::jthread another([&] { shared->connectAgain(); });
            QVERIFY(write(*shared, "task " + std::to_string(round)));
            QVERIFY(shared->settle());
            QVERIFY(m_hub->counts().events.load() > before);
        }
    }
};

QTEST_GUILESS_MAIN(DeskTest)
#include "desk_test.moc"
