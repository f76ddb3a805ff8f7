#include "tests/sync/client/computer.h"
#include "tests/sync/server/connections/platforms.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace cairn;
using api::Connection;
using api::ConnectMethod;
using api::TaskState;
using events::Platform;
using test::Computer;
using test::LiveServer;
using test::Platforms;

namespace {

const QString kMe = u"me@example.org"_s;
constexpr int kPatience = 60'000; // ms

// How Codeforces shows the learner, with `organization` filled in.
QJsonObject codeforcesUser(const QString& organization) {
    return {
        {u"status"_s, u"OK"_s},
        {u"result"_s, QJsonArray{QJsonObject{
                          {u"handle"_s, u"mira_codes"_s},
                          {u"organization"_s, organization},
                          {u"rating"_s, 1431},
                          {u"maxRating"_s, 1452},
                          {u"rank"_s, u"specialist"_s},
                          {u"maxRank"_s, u"specialist"_s},
                          {u"contribution"_s, 0},
                          {u"lastOnlineTimeSeconds"_s, 1760872104},
                          {u"registrationTimeSeconds"_s, 1672571022},
                          {u"friendOfCount"_s, 12},
                          {u"avatar"_s, u"x"_s},
                          {u"titlePhoto"_s, u"x"_s}}}}};
}

} // namespace

// An account at a platform, from the computer where it is connected over a server and the platform's real server of
// tools to another computer.
class ClientConnectionsTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<Platforms> m_platforms;
    std::unique_ptr<LiveServer> m_server;
    std::unique_ptr<Computer> m_desk;
    std::unique_ptr<Computer> m_laptop;

    void join(Computer& computer, bool create) {
        const auto joined = computer.signIn(m_server->url(), kMe, create);
        QVERIFY2(joined, joined ? "" : joined.error().message.c_str());
        QTRY_VERIFY_WITH_TIMEOUT(computer.inSync(), kPatience);
    }

    static std::vector<Connection> listed(Computer& computer) {
        return computer
            .answer<std::vector<Connection>>(
                [&](auto reply) { return computer.sync().connections().list(std::move(reply)); })
            .value_or(std::vector<Connection>());
    }

    static bool hasFigures(Computer& computer) {
        const auto all = listed(computer);
        return all.size() == 1 && all.front().figures.at > 0;
    }

    static base::Expected<std::string> check(Computer& computer) {
        return computer.answer<std::string>(
            [&](auto reply) { return computer.sync().connections().check(Platform::codeforces, std::move(reply)); });
    }

    void connect(Computer& computer) {
        const auto step = computer.answer<api::ConnectionStep>([&](auto reply) {
            return computer.sync().connections().begin(
                Platform::codeforces, ConnectMethod::challenge, "mira_codes", std::move(reply));
        });
        QVERIFY2(step, step ? "" : step.error().message.c_str());
        QVERIFY(!step->token.empty() && step->place.contains(step->token));
        const auto early = check(computer);
        QVERIFY(!early);
        QCOMPARE(early.error().code, base::ErrorCode::Refused); // nothing is there yet
        m_platforms->answers(
            "codeforces.com", "/api/user.info", codeforcesUser(u"KTH "_s + QString::fromStdString(step->token)));
        const auto account = check(computer);
        QVERIFY2(account, account ? "" : account.error().message.c_str());
        QCOMPARE(*account, std::string("mira_codes"));
    }

private Q_SLOTS:

    void init() {
        if (!Platforms::areHere()) {
            QSKIP("the servers or their upstreams are not here: packaging/check installs them, but for --without-npm");
        }
        m_platforms = std::make_unique<Platforms>();
        m_server = std::make_unique<LiveServer>(
            [this](server::Config& config) { config.toolServers = m_platforms->servers(); });
        m_desk = std::make_unique<Computer>(u"desk"_s);
        m_laptop = std::make_unique<Computer>(u"laptop"_s);
        join(*m_desk, true);
        join(*m_laptop, false);
    }

    void cleanup() {
        m_laptop.reset();
        m_desk.reset();
        m_server.reset();
        m_platforms.reset();
    }

    void figuresReachEveryComputerAndGoFromEveryComputer() {
        QVERIFY(listed(*m_desk).empty() && listed(*m_laptop).empty());
        connect(*m_desk);
        for (auto* computer : {m_desk.get(), m_laptop.get()}) {
            QTRY_VERIFY_WITH_TIMEOUT(hasFigures(*computer), kPatience);
            const auto connection = listed(*computer).front();
            QCOMPARE(connection.platform, Platform::codeforces);
            QCOMPARE(connection.account, std::string("mira_codes"));
            QCOMPARE(connection.proof, events::AccountProof::challenge);
            QCOMPARE(connection.figures.totals.at("solved"), 2);
            QCOMPARE(connection.figures.ratings.size(), std::size_t(2));
        }
        // From where it was not connected.
        const auto gone = m_laptop->answer<bool>([&](auto reply) {
            return m_laptop->sync().connections().disconnect(Platform::codeforces, std::move(reply));
        });
        QVERIFY2(gone, gone ? "" : gone.error().message.c_str());
        for (auto* computer : {m_desk.get(), m_laptop.get()}) {
            QTRY_VERIFY_WITH_TIMEOUT(listed(*computer).empty(), kPatience);
            computer->close();
            computer->open();
            QVERIFY(listed(*computer).empty());
        }
    }

    // What was solved before arrives as tasks with receipts that count on every computer.
    void historyIsImportedToEveryComputer() {
        connect(*m_desk);
        const auto asked = m_desk->answer<bool>([&](auto reply) {
            return m_desk->sync().connections().importHistory(Platform::codeforces, std::move(reply));
        });
        QVERIFY2(asked, asked ? "" : asked.error().message.c_str());
        for (auto* computer : {m_desk.get(), m_laptop.get()}) {
            QTRY_COMPARE_WITH_TIMEOUT(computer->titles().size(), 2, kPatience);
            api::TaskFilter verified;
            verified.states = {TaskState::verified};
            const auto proven = [&] {
                const auto page = computer->answer<api::TaskPage>(
                    [&](auto reply) { return computer->profile().tasks().list(verified, std::move(reply)); });
                return page ? page->total : -1;
            };
            QTRY_COMPARE_WITH_TIMEOUT(proven(), 2, kPatience);
            const auto status = computer->answer<api::StatusView>(
                [&](auto reply) { return computer->profile().progress().status({}, std::move(reply)); });
            QVERIFY(status->level.verified > 0);
        }
    }
};

QTEST_GUILESS_MAIN(ClientConnectionsTest)
#include "connections_test.moc"
