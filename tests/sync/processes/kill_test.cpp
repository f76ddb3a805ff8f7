#include "tests/sync/processes/faulty_proxy.h"
#include "tests/sync/processes/home.h"
#include "tests/sync/processes/server_process.h"

#include <QElapsedTimer>
#include <QTest>
#include <QTimer>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;
using namespace cairn::test;

namespace {

constexpr int kPatience = 90'000; // ms

// Two homes and a server in processes of their own, with a bad network between them.
class Trial {
public:
    explicit Trial(std::uint32_t seed)
        : m_random(seed)
        , m_proxy(m_server.port(), seed) {}

    QString begin();

    // Writes, exchanges, kills somebody in the midst of it, and looks whether anything is lost. What is wrong; else
    // nothing.
    QString round();

    // Lets all come to rest, and compares.
    QString conclude();

    int kills() const { return m_kills; } // that hit somebody

    QString figures() const;

private:
    int upTo(int most) { return static_cast<int>(m_random() % static_cast<unsigned>(most + 1)); }

    bool oneIn(int count) { return upTo(count - 1) == 0; }

    void strike(int victim);
    QString awaitSync();
    QString stop();
    QString judgeServer() const;
    QString judgeHome(Home& home) const;
    QString judge();

    std::mt19937 m_random;
    ServerProcess m_server;
    FaultyProxy m_proxy;
    std::array<Home, 2> m_homes{Home(u"one"_s), Home(u"two"_s)};
    int m_kills = 0;
    int m_serverKills = 0;
    int m_synced = 0; // exchanges that came to their end
};

QString Trial::begin() {
    if (!m_server.start()) {
        return u"the server does not start: "_s + QString::fromUtf8(m_server.troubles());
    }
    m_proxy.setCalm(true);
    for (auto& home : m_homes) {
        if (auto trouble = home.join(m_proxy.port(), &home == &m_homes.front()); !trouble.isEmpty()) {
            return trouble;
        }
    }
    m_proxy.setCalm(false);
    return {};
}

QString Trial::round() {
    for (auto& home : m_homes) {
        if (!oneIn(4)) {
            home.write(m_random, oneIn(10) ? upTo(400) : 1 + upTo(8));
        }
        if (oneIn(6)) {
            home.endAccess();
        }
        home.start(oneIn(2));
    }
    strike(upTo(3));
    if (auto trouble = judge(); !trouble.isEmpty()) {
        return trouble;
    }
    if (!m_server.running()) {
        QTest::qWait(oneIn(2) ? 0 : upTo(300));
        if (!m_server.start()) {
            return u"the server does not start again: "_s + QString::fromUtf8(m_server.troubles());
        }
    }
    for (auto& home : m_homes) {
        if (!home.running() && oneIn(2)) {
            home.start(oneIn(2));
        }
    }
    if (oneIn(3)) {
        if (auto trouble = awaitSync(); !trouble.isEmpty()) {
            return trouble;
        }
    } else {
        QTest::qWait(upTo(150));
    }
    return stop();
}

// Half of the time within what a quick exchange takes, and half of the time by what has gone over the network.
void Trial::strike(int victim) {
    bool done = false;
    const auto now = [&] {
        if (std::exchange(done, true)) {
            return;
        }
        const bool server = victim > 1;
        const bool hit = server ? m_server.running() : m_homes[static_cast<std::size_t>(victim)].running();
        m_kills += hit ? 1 : 0;
        m_serverKills += hit && server ? 1 : 0;
        if (server) {
            m_server.kill();
        } else {
            m_homes[static_cast<std::size_t>(victim)].kill();
        }
    };
    QTimer timer;
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, &timer, now);
    if (oneIn(2)) {
        m_proxy.callAfter(upTo(10'000), now);
        timer.start(400);
    } else {
        timer.start(upTo(oneIn(2) ? 60 : 400));
    }
    const bool ended = QTest::qWaitFor(
        [&] {
            return done && !(victim > 1 ? m_server.running() : m_homes[static_cast<std::size_t>(victim)].running());
        },
        kPatience);
    m_proxy.forgetCall();
    if (!ended) {
        qFatal("what was killed lives on");
    }
}

// Every home that exchanges comes to an end of it, whatever befell it. A network that never gets better would make that
// a matter of luck: clients wait longer after every failure.
QString Trial::awaitSync() {
    constexpr int kBadEnough = 10'000; // ms
    QTimer clearing;
    clearing.setSingleShot(true);
    QObject::connect(&clearing, &QTimer::timeout, &m_proxy, [this] { m_proxy.setCalm(true); });
    clearing.start(kBadEnough);
    for (auto& home : m_homes) {
        const bool watching = home.running();
        const bool ended = QTest::qWaitFor([&] { return home.saidInSync() || !home.running(); }, kPatience);
        if (!ended || (watching && !home.saidInSync())) {
            return home.name() + u" does not get in sync: "_s + QString::fromUtf8(home.said());
        }
        m_synced += watching ? 1 : 0;
    }
    m_proxy.setCalm(false);
    return judge();
}

QString Trial::stop() {
    for (auto& home : m_homes) {
        home.kill();
    }
    for (auto& home : m_homes) {
        if (!QTest::qWaitFor([&] { return !home.running(); }, kPatience)) {
            return home.name() + u" cannot be killed"_s;
        }
    }
    return judge();
}

QString Trial::judge() {
    auto trouble = judgeServer();
    for (auto& home : m_homes) {
        if (trouble.isEmpty()) {
            trouble = judgeHome(home);
        }
    }
    return trouble;
}

// Its log is whole: what it says of each device and stream is there, without a gap and once.
QString Trial::judgeServer() const {
    const auto wrong = rowsOf(
        m_server.database(),
        "SELECT 'device ' || device FROM device WHERE seq IS NOT (SELECT COUNT(*) FROM event WHERE event.device = "
        "device.number) OR seq IS NOT (SELECT MAX(seq) FROM event WHERE event.device = device.number) UNION ALL "
        "SELECT 'stream ' || stream FROM stream WHERE cursor IS NOT (SELECT COUNT(*) FROM event WHERE event.stream = "
        "stream.number) OR cursor IS NOT (SELECT MAX(cursor) FROM event WHERE event.stream = stream.number)");
    if (!wrong.empty()) {
        return u"the server's log has a gap: "_s + QString::fromStdString(wrong.front());
    }
    return {};
}

QString Trial::judgeHome(Home& home) const {
    for (const auto& [device, seq] : home.own()) {
        const auto here =
            rowsOf(home.database(), "SELECT link FROM event WHERE device = '" + device + "' ORDER BY seq");
        const auto there = rowsOf(
            m_server.database(),
            "SELECT event.link FROM event JOIN device ON device.number = event.device WHERE device.device = '" +
                device + "' ORDER BY event.seq");
        if (there.size() > here.size() || !std::equal(there.begin(), there.end(), here.begin())) {
            return home.name() + u": the server has what was never written here"_s;
        }
        const auto found = m_proxy.confirmed().find(device);
        const auto told = found == m_proxy.confirmed().end() ? 0 : found->second;
        const auto needed = home.saidInSync() ? std::max(told, seq) : told;
        if (std::ssize(there) < needed) {
            return u"%1: %2 events are confirmed, and the server has %3"_s.arg(home.name())
                .arg(needed)
                .arg(there.size());
        }
    }
    return {};
}

QString Trial::conclude() {
    m_proxy.setCalm(true);
    for (int pass = 0; pass < 2; ++pass) { // the first one may come before what the other has still to send
        for (auto& home : m_homes) {
            if (auto trouble = home.syncOnce(); !trouble.isEmpty()) {
                return trouble;
            }
        }
    }
    Home third(u"three"_s);
    if (auto trouble = third.join(m_proxy.port(), false); !trouble.isEmpty()) {
        return trouble;
    }
    std::set<std::string> added;
    std::size_t written = 0;
    for (auto* home : {&m_homes[0], &m_homes[1], &third}) {
        if (auto trouble = home->run({u"verify-log"_s}); !trouble.isEmpty()) {
            return trouble;
        }
        if (home->fold() != third.fold()) {
            return home->name() + u" and three were folded into different tables"_s;
        }
        added.insert(home->titles().begin(), home->titles().end());
        const auto own = home->own();
        if (own.size() != 1) {
            return home->name() + u" took a kill for a copy of its profile"_s;
        }
        written += static_cast<std::size_t>(own.front().seq);
    }
    const auto titles = rowsOf(third.database(), "SELECT title FROM task");
    if (titles.size() != added.size() || std::set(titles.begin(), titles.end()) != added) {
        return u"%1 tasks were added, and %2 are there"_s.arg(added.size()).arg(titles.size());
    }
    const auto events = rowsOf(m_server.database(), "SELECT COUNT(*) FROM event").front();
    if (events != std::to_string(written)) {
        return u"%1 events were written, and the server has %2"_s.arg(written).arg(QString::fromStdString(events));
    }
    for (const auto& database : {m_server.database(), m_homes[0].database(), m_homes[1].database()}) {
        if (rowsOf(database, "PRAGMA integrity_check") != std::vector<std::string>{"ok"}) {
            return database + u" is damaged"_s;
        }
    }
    m_proxy.setCalm(false);
    return judge();
}

QString Trial::figures() const {
    std::int64_t confirmed = 0;
    for (const auto& [device, seq] : m_proxy.confirmed()) {
        confirmed += seq;
    }
    const auto words = u"%1 kills (%2 of the server), %3 connections, %4 of them cut, %5 exchanges to their end, %6 "
                       "events confirmed"_s;
    return words.arg(m_kills)
        .arg(m_serverKills)
        .arg(m_proxy.connections())
        .arg(m_proxy.cuts())
        .arg(m_synced)
        .arg(confirmed);
}

} // namespace

// CAIRN_KILLS says how often somebody is killed, CAIRN_SEED what is drawn.
int killsWanted() {
    const int given = qEnvironmentVariableIntValue("CAIRN_KILLS");
    return given > 0 ? given : 12;
}

class KillTest : public QObject {
    Q_OBJECT

public:
    // Qt ends a test that takes five minutes.
    static void initMain() {
        constexpr int kEach = 25'000; // ms
        qputenv("QTEST_FUNCTION_TIMEOUT", QByteArray::number(killsWanted() * kEach));
    }

private Q_SLOTS:

    void nothingConfirmedIsLostWhereverSomebodyIsKilled() {
        constexpr int kBetweenChecks = 25;
        const int kills = killsWanted();
        const auto seed = static_cast<std::uint32_t>(qEnvironmentVariableIntValue("CAIRN_SEED"));
        QElapsedTimer timer;
        timer.start();
        Trial trial(seed);
        int next = kBetweenChecks;
        const auto wrong = [&](const QString& trouble) {
            return u"seed %1, %2: %3"_s.arg(seed).arg(trial.figures(), trouble);
        };
        if (const auto trouble = trial.begin(); !trouble.isEmpty()) {
            QFAIL(qPrintable(wrong(trouble)));
        }
        while (trial.kills() < kills) {
            if (const auto trouble = trial.round(); !trouble.isEmpty()) {
                QFAIL(qPrintable(wrong(trouble)));
            }
            if (trial.kills() >= next || trial.kills() == kills) {
                next += kBetweenChecks;
                if (const auto trouble = trial.conclude(); !trouble.isEmpty()) {
                    QFAIL(qPrintable(wrong(trouble)));
                }
                qInfo("%s, %lld s", qPrintable(trial.figures()), timer.elapsed() / 1000);
            }
        }
    }
};

QTEST_GUILESS_MAIN(KillTest)
#include "kill_test.moc"
