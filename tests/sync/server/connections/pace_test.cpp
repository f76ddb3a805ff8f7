#include "sync/server/connections/pace.h"

#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace cairn;
using namespace std::chrono_literals;
using server::Pace;
using std::chrono::steady_clock;

// How often a platform is asked, however many ask.
class PaceTest : public QObject {
    Q_OBJECT

private:
    std::mutex m_mutex;
    std::vector<steady_clock::time_point> m_asked;
    std::atomic<int> m_now = 0;
    std::atomic<int> m_most = 0;

    server::AskPlatform platform(mcp::Expected<mcp::ToolResult> answer = mcp::ToolResult()) {
        return
            [this, answer](const std::string&, const std::string&, const boost::json::object&, const std::stop_token&) {
                const auto now = ++m_now;
                {
                    const std::lock_guard lock(m_mutex);
                    m_most = std::max(m_most.load(), now);
                    m_asked.push_back(steady_clock::now());
                }
                std::this_thread::yield();
                --m_now;
                return answer;
            };
    }

private Q_SLOTS:

    void init() {
        m_asked.clear();
        m_most = 0;
    }

    void allThatAskShareOnePace() {
        Pace pace({{"codeforces", 50ms}});
        std::vector<std::thread> threads;
        for (int one = 0; one < 5; ++one) {
            threads.emplace_back([&] { QVERIFY(pace.ask(platform(), "codeforces", "t", {}, {})); });
        }
        for (auto& thread : threads) {
            thread.join();
        }
        QCOMPARE(m_asked.size(), std::size_t(5));
        QCOMPARE(m_most.load(), 1);
        for (std::size_t at = 1; at < m_asked.size(); ++at) {
            QVERIFY(m_asked[at] - m_asked[at - 1] >= 50ms);
        }
    }

    void othersDoNotWait() {
        Pace pace({{"codeforces", 10min}});
        QVERIFY(pace.ask(platform(), "codeforces", "t", {}, {}));
        QVERIFY(pace.ask(platform(), "github", "t", {}, {}));
        QVERIFY(pace.ask(platform(), "github", "t", {}, {}));
        QCOMPARE(m_asked.size(), std::size_t(3));
    }

    // Whoever does not want to wait any more holds nobody up.
    void waitingCanBeCancelled() {
        Pace pace({{"codeforces", 10min}});
        QVERIFY(pace.ask(platform(), "codeforces", "t", {}, {}));
        std::vector<std::jthread> threads;
        std::atomic<int> cancelled = 0;
        threads.reserve(3);
        for (int one = 0; one < 3; ++one) {
            threads.emplace_back([&](const std::stop_token& stop) {
                const auto answer = pace.ask(platform(), "codeforces", "t", {}, stop);
                cancelled += !answer && answer.error().kind == mcp::Failure::Kind::cancelled ? 1 : 0;
            });
        }
        threads.clear(); // tells them, and waits for them
        QCOMPARE(cancelled.load(), 3);
        QCOMPARE(m_asked.size(), std::size_t(1));
    }

    void whatWasNotAskedNeedsNoPause() {
        Pace pace({{"codeforces", 10min}});
        mcp::Failure failure{mcp::Failure::Kind::unreachable, "it is left alone for a while"};
        failure.notBefore = 1;
        const auto leftAlone = platform(std::unexpected(failure));
        QVERIFY(!pace.ask(leftAlone, "codeforces", "t", {}, {}));
        QVERIFY(!pace.ask(leftAlone, "codeforces", "t", {}, {}));
        QCOMPARE(m_asked.size(), std::size_t(2));
    }
};

QTEST_APPLESS_MAIN(PaceTest)
#include "pace_test.moc"
