#include "core/proof/proof.h"
#include "tests/core/service/profile_fixture.h"
#include "tests/core/service/signing_server.h"

#include <QTest>

using namespace cairn;
using test::ProfileFixture;
using test::SigningServer;

// What a profile with receipts of a server that it has pinned writes for others.
class LevelProofTest : public QObject {
    Q_OBJECT

private:
    ProfileFixture m_profile;

    base::Expected<std::string> proof(std::vector<events::AnnouncedKey> keys = {}) {
        return m_profile.answer<std::string>(
            [&](auto reply) { return m_profile.local().proof(std::move(keys), std::move(reply)); });
    }

private Q_SLOTS:

    void isTheVerifiedLevelThatTheProfileShows() {
        QVERIFY(!proof()); // nothing was verified yet
        SigningServer server(
            [this](std::function<service::Exchanged(store::Store&)> work) { m_profile.onStore(std::move(work)); },
            m_profile.now);
        for (const auto& [problem, difficulty] : {std::pair("leetcode/two-sum", 2), std::pair("leetcode/hard", 8)}) {
            const auto id = m_profile.add(problem)->changed.at(0);
            events::TaskEdited harder;
            harder.difficulty = 10;
            QVERIFY(m_profile.answer<api::Done>(
                [&](auto reply) { return m_profile->tasks().edit(id, harder, std::move(reply)); }));
            server.say(
                "task/" + id,
                events::TaskVerified{
                    .platform = events::Platform::leetcode,
                    .account = "ada",
                    .solvedAt = m_profile.now,
                    .imported = true,
                    .problem = problem,
                    .difficulty = difficulty,
                    .title = problem},
                m_profile.now);
        }
        m_profile.add("Not proven");
        const auto written = proof();
        QVERIFY2(written, written ? "" : written.error().message.c_str());
        const auto statement =
            proof::verifyProof(*written, {{SigningServer::key().id(), SigningServer::key().publicKey()}});
        QVERIFY2(statement, statement ? "" : statement.error().message.c_str());
        QVERIFY(statement->trusted);
        QCOMPARE(statement->tasks.size(), std::size_t(2));
        QCOMPARE(statement->hundredths, 98); // (8 + 2 · 0.9) / 10, whatever the learner calls it
        QCOMPARE(m_profile.status().level.verified, 98);
    }
};

QTEST_GUILESS_MAIN(LevelProofTest)
#include "level_proof_test.moc"
