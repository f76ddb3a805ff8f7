#include "tests/core/service/profile_fixture.h"

#include <QTest>

#include <filesystem>
#include <fstream>

using namespace cairn;
using events::ProposalKind;
using events::ProposalMade;
using test::ProfileFixture;

namespace {

ProposalMade aTask(const std::string& title) {
    return {.by = "A helper", .reason = "It is next.", .title = title, .difficulty = 4, .summary = "Read it."};
}

QByteArray json(QByteArray text) {
    return text.replace('\'', '"');
}

ProposalMade aNote(const std::string& topic, const std::string& text) {
    return {.kind = ProposalKind::note, .by = "A helper", .topics = {topic}, .text = text};
}

} // namespace

class ProposalsTest : public QObject {
    Q_OBJECT

private:
    // What a second process does while this one writes: all that it has is a profile to read.
    static base::Expected<std::string> propose(ProfileFixture& profile, const ProposalMade& proposal) {
        auto other = profile.open(true);
        return profile.answer<std::string>(
            [&](auto reply) { return (*other)->proposals().propose(proposal, std::move(reply)); });
    }

    static std::vector<api::Proposal> list(ProfileFixture& profile) {
        return *profile.answer<std::vector<api::Proposal>>(
            [&](auto reply) { return profile->proposals().list(std::move(reply)); });
    }

    static std::int64_t takeIn(ProfileFixture& profile) {
        return *profile.answer<std::int64_t>([&](auto reply) { return profile->proposals().takeIn(std::move(reply)); });
    }

    static base::Expected<api::Done> accept(ProfileFixture& profile, const std::string& id) {
        return profile.answer<api::Done>([&](auto reply) { return profile->proposals().accept(id, std::move(reply)); });
    }

    static base::Expected<api::Done> dismiss(ProfileFixture& profile, const std::string& id) {
        return profile.answer<api::Done>(
            [&](auto reply) { return profile->proposals().dismiss(id, std::move(reply)); });
    }

    static std::size_t files(ProfileFixture& profile) {
        const auto folder = profile->proposals().folder();
        return std::filesystem::exists(folder)
                   ? static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}))
                   : 0;
    }

private Q_SLOTS:

    void isNoTaskBeforeItIsAccepted() {
        ProfileFixture profile;
        const auto id = propose(profile, aTask("Read chapter 3"));
        QVERIFY(id);
        QCOMPARE(list(profile).size(), std::size_t(1)); // also before it is taken in
        QCOMPARE(takeIn(profile), 1);
        QCOMPARE(files(profile), std::size_t(0));
        QCOMPARE(list(profile).at(0).made, aTask("Read chapter 3"));
        QCOMPARE(profile.list()->total, 0);

        const auto done = accept(profile, *id);
        QVERIFY(done);
        QCOMPARE(profile.task(done->changed.at(0)).row.title, std::string("Read chapter 3"));
        QCOMPARE(profile.task(done->changed.at(0)).row.difficulty, 4);
        QVERIFY(list(profile).empty());
        QVERIFY(!accept(profile, *id));
    }

    void bothAnswersAreUndone() {
        ProfileFixture profile;
        const auto id = *propose(profile, aTask("Read"));
        QVERIFY(accept(profile, id));
        QCOMPARE(profile->history().undoState().undo.command, api::Command::accept);
        QVERIFY(profile.undo());
        QCOMPARE(profile.list()->total, 0);
        QCOMPARE(list(profile).size(), std::size_t(1));
        QVERIFY(profile.redo());
        QCOMPARE(profile.list()->total, 1);
        QVERIFY(profile.undo());
        QVERIFY(dismiss(profile, id));
        QVERIFY(list(profile).empty());
        QVERIFY(profile.undo());
        QCOMPARE(list(profile).size(), std::size_t(1));
    }

    void goesWithTheTaskThatIsErased() {
        ProfileFixture profile;
        auto proposal = aTask("Read what nobody is to know");
        proposal.summary = "Nor that nobody knows it.";
        const auto id = *propose(profile, proposal);
        const auto other = *propose(profile, aTask("Read on"));
        const auto task = accept(profile, id)->changed.at(0);
        QVERIFY(profile.undo());
        QVERIFY(profile.redo());
        QVERIFY(accept(profile, other));
        QVERIFY(profile.act(api::TaskAction::erase, {task}));
        const auto entries = profile.answer<std::vector<api::HistoryEntry>>(
            [&](auto reply) { return profile->history().entries({}, std::move(reply)); });
        std::size_t kept = 0;
        for (const auto& entry : *entries) {
            QVERIFY2(entry.payload.find("nobody") == std::string::npos, entry.payload.c_str());
            kept += entry.payload.find("Read on") != std::string::npos ? 1 : 0;
        }
        QCOMPARE(kept, std::size_t(2)); // proposed, and the task
        QVERIFY(list(profile).empty());
        QVERIFY(profile.verify().troubles.empty());
    }

    void aNoteIsAddedToWhatIsThere() {
        ProfileFixture profile;
        profile.importStarter();
        const std::string topic = "first-steps.basics";
        QVERIFY(profile.answer<api::Done>(
            [&](auto reply) { return profile->paths().setNote(topic, "mine", std::move(reply)); }));
        const auto id = propose(profile, aNote(topic, "theirs"));
        QVERIFY2(id, id ? "" : id.error().message.c_str());
        const auto note = [&] {
            return profile
                .answer<api::TopicDetail>([&](auto reply) { return profile->paths().topic(topic, std::move(reply)); })
                ->note;
        };
        QCOMPARE(note(), std::string("mine"));
        QVERIFY(accept(profile, *id));
        QCOMPARE(note(), std::string("mine\n\ntheirs"));
        QVERIFY(profile.undo());
        QCOMPARE(note(), std::string("mine"));
    }

    void whoOpensTheProfileTakesThemIn() {
        ProfileFixture profile;
        QVERIFY(propose(profile, aTask("Read")));
        QCOMPARE(files(profile), std::size_t(1));
        profile.reopen();
        QCOMPARE(files(profile), std::size_t(0));
        QCOMPARE(list(profile).size(), std::size_t(1));
        QVERIFY(profile.verify().troubles.empty());
    }

    void takingInTwiceIsOnce() {
        ProfileFixture profile;
        const auto id = *propose(profile, aTask("Read"));
        const auto file = profile->proposals().folder() / (id + ".json");
        const auto copy = file.string() + ".kept";
        std::filesystem::copy(file, copy);
        QCOMPARE(takeIn(profile), 1);
        std::filesystem::rename(copy, file); // as if the process had ended between the two
        QCOMPARE(takeIn(profile), 0);
        QCOMPARE(list(profile).size(), std::size_t(1));
        QVERIFY(!std::filesystem::exists(file));
    }

    void refusesWhatIsNone_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no json") << QByteArray("{");
        QTest::newRow("no title") << json("{'by':'x'}");
        QTest::newRow("nobody") << json("{'title':'Read'}");
        QTest::newRow("no path") << json("{'by':'x','path':'none','title':'Read'}");
        QTest::newRow("no address") << json("{'by':'x','title':'Read','url':'javascript:1'}");
        QTest::newRow("too hard") << json("{'by':'x','difficulty':11,'title':'Read'}");
        QTest::newRow("no topic") << json("{'by':'x','kind':'note','text':'x','topics':['none']}");
        QTest::newRow("too long") << json("{'by':'x','title':'" + QByteArray(70'000, 'x') + "'}");
    }

    void refusesWhatIsNone() {
        QFETCH(const QByteArray, text);
        ProfileFixture profile;
        const auto folder = profile->proposals().folder();
        std::filesystem::create_directories(folder);
        const auto file = folder / "00112233445566778899aabbccddeeff.json";
        std::ofstream(file) << text.toStdString();
        QVERIFY(list(profile).empty());
        QCOMPARE(takeIn(profile), 0);
        QVERIFY(list(profile).empty());
        QVERIFY(!std::filesystem::exists(file));
        QVERIFY(std::filesystem::exists(file.parent_path() / "00112233445566778899aabbccddeeff.refused"));
    }

    void followsNoLinks() {
        ProfileFixture profile;
        const auto folder = profile->proposals().folder();
        std::filesystem::create_directories(folder);
        std::ofstream(folder / "elsewhere") << json("{'by':'x','title':'Read'}").toStdString();
        std::filesystem::create_symlink(folder / "elsewhere", folder / "00112233445566778899aabbccddeeff.json");
        QCOMPARE(takeIn(profile), 0);
    }

    void nobodyProposesToWhoWantsNone() {
        ProfileFixture profile;
        QVERIFY(profile.answer<bool>(
            [&](auto reply) { return profile->setPreference(api::kProposalsPreference, "no", std::move(reply)); }));
        const auto refused = propose(profile, aTask("Read"));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, base::ErrorCode::Refused);
        QCOMPARE(files(profile), std::size_t(0));
    }

    void moreThanAPersonCanAnswerAreRefused() {
        ProfileFixture profile;
        for (int count = 0; count < 100; ++count) {
            QVERIFY(propose(profile, aTask("Read " + std::to_string(count))));
        }
        QVERIFY(!propose(profile, aTask("One more")));
        QCOMPARE(takeIn(profile), 100);
        QVERIFY(!propose(profile, aTask("One more")));
        QCOMPARE(list(profile).size(), std::size_t(100));
    }

    // The first answer counts, whichever way the second one comes.
    void goesToTheOtherComputersWithTheLog() {
        ProfileFixture profile;
        const auto id = *propose(profile, aTask("Read"));
        QVERIFY(accept(profile, id));
        const auto entries = profile.answer<std::vector<api::HistoryEntry>>([&](auto reply) {
            return profile->history().entries(
                {.subject = "proposal/" + id, .limit = 200, .before = {}}, std::move(reply));
        });
        QCOMPARE(entries->size(), std::size_t(2));
        QCOMPARE(entries->back().type, std::string("proposal.made"));
        QVERIFY(QByteArray::fromStdString(entries->back().payload).contains("A helper"));
    }
};

QTEST_GUILESS_MAIN(ProposalsTest)
#include "proposals_test.moc"
