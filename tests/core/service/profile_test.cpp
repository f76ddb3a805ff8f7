#include "tests/core/service/profile_fixture.h"

#include <QTest>

using namespace cairn;
using test::ProfileFixture;

class ProfileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void aSecondOneReadsAndSaysThatItMayNotWrite() {
        ProfileFixture profile;
        QVERIFY(profile.add("Read"));
        auto second = profile.open();
        QVERIFY(second);
        QVERIFY((*second)->state().readOnly);
        QVERIFY(!profile->state().readOnly);
        const auto page =
            profile.answer<api::TaskPage>([&](auto reply) { return (*second)->tasks().list({}, std::move(reply)); });
        QCOMPARE(page->total, 1);
        const auto refused = profile.answer<api::Done>([&](auto reply) {
            api::NewTask task;
            task.title = "Write";
            return (*second)->tasks().add(task, std::move(reply));
        });
        QCOMPARE(refused.error().code, base::ErrorCode::ReadOnly);
        const auto report = profile.answer<api::VerifyReport>(
            [&](auto reply) { return (*second)->history().verify({}, std::move(reply)); });
        QVERIFY(report);
        QCOMPARE(report->events, 1);
        QVERIFY(report->troubles.empty());
    }

    void nameAndPreferencesStay() {
        ProfileFixture profile;
        QVERIFY(profile.answer<bool>([&](auto reply) { return profile->setName("Ada", std::move(reply)); }));
        QVERIFY(
            profile.answer<bool>([&](auto reply) { return profile->setPreference("look", "dark", std::move(reply)); }));
        QCOMPARE(profile->state().name, std::string("Ada"));
        profile.reopen();
        QCOMPARE(profile->state().name, std::string("Ada"));
        QCOMPARE(profile->state().preferences.at("look"), std::string("dark"));
    }

    void subscribersHearUntilTheyEnd() {
        ProfileFixture profile;
        int heard = 0;
        auto subscription = profile->subscribe([&](const api::Change& change) { heard += change.tasks ? 1 : 0; });
        QVERIFY(profile.add("One"));
        profile.deliverAll();
        QCOMPARE(heard, 1);
        subscription = {};
        QVERIFY(profile.add("Two"));
        profile.deliverAll();
        QCOMPARE(heard, 1);
    }

    void aForgottenQuestionIsNotAnswered() {
        ProfileFixture profile;
        bool answered = false;
        {
            const auto request = profile->tasks().list({}, [&](auto) { answered = true; });
        }
        QVERIFY(profile.list());
        profile.deliverAll();
        QVERIFY(!answered);
    }

    void aCommandIsCarriedOutAlthoughTheProgramEnds() {
        ProfileFixture profile;
        for (int count = 0; count < 20; ++count) {
            api::NewTask task;
            task.title = "Task " + std::to_string(count);
            profile->tasks().add(task, {}).keep();
        }
        profile.reopen();
        QCOMPARE(profile.list()->total, 20);
    }

    void searchFindsByWords() {
        ProfileFixture profile;
        profile.importStarter();
        const auto search = [&](const std::string& words) {
            return *profile.answer<std::vector<api::SearchHit>>(
                [&](auto reply) { return profile->search(words, 20, std::move(reply)); });
        };
        QCOMPARE(search("trail mix").at(0).id, std::string("first-steps.trail-mix"));
        QCOMPARE(search("MIX tra").at(0).id, std::string("first-steps.trail-mix"));
        QVERIFY(search("100%_").empty());
        QCOMPARE(search("first").at(0).kind, api::SearchHit::Kind::path);
    }

    void wordsOfACommandLineFindTheirTask() {
        ProfileFixture profile;
        profile.importStarter();
        const auto resolve = [&](const std::string& words) {
            return profile.answer<std::string>(
                [&](auto reply) { return profile->tasks().resolve(words, std::move(reply)); });
        };
        QCOMPARE(*resolve("trail-mix"), std::string("first-steps.trail-mix"));
        QCOMPARE(*resolve("first-steps.trail-mix"), std::string("first-steps.trail-mix"));
        QCOMPARE(*resolve("trail-m"), std::string("first-steps.trail-mix"));
        QCOMPARE(resolve("trail").error().code, base::ErrorCode::InvalidInput);
        QCOMPARE(resolve("no-such").error().code, base::ErrorCode::NotFound);
        QCOMPARE(resolve("").error().code, base::ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(ProfileTest)
#include "profile_test.moc"
