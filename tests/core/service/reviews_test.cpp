#include "tests/core/service/profile_fixture.h"
#include "tests/core/service/signing_server.h"

#include <QTest>

#include <algorithm>

using namespace cairn;
using api::TaskAction;
using events::ReviewGrade;
using test::ProfileFixture;
using test::SigningServer;

namespace {

const std::string kExercise = "first-steps.trail-mix";
const std::string kOther = "first-steps.campfire-budget";

void solve(ProfileFixture& profile, const std::string& id) {
    QVERIFY(profile.act(TaskAction::start, {id}));
    QVERIFY(profile.act(TaskAction::complete, {id}));
}

api::ReviewsView list(ProfileFixture& profile) {
    return *profile.answer<api::ReviewsView>([&](auto reply) { return profile->reviews().list(std::move(reply)); });
}

base::Expected<std::optional<api::ReviewRow>> of(ProfileFixture& profile, const std::string& id) {
    return profile.answer<std::optional<api::ReviewRow>>(
        [&](auto reply) { return profile->reviews().of(id, std::move(reply)); });
}

base::Expected<api::ReviewRow> grade(ProfileFixture& profile, const std::string& id, ReviewGrade grade) {
    return profile.answer<api::ReviewRow>(
        [&](auto reply) { return profile->reviews().grade(id, grade, std::move(reply)); });
}

base::Expected<std::optional<api::ReviewRow>> want(ProfileFixture& profile, const std::string& id, bool wanted) {
    return profile.answer<std::optional<api::ReviewRow>>(
        [&](auto reply) { return profile->reviews().want(id, wanted, std::move(reply)); });
}

std::string addWithAddress(ProfileFixture& profile, const std::string& title, const std::string& url) {
    return profile
        .answer<api::Done>([&](auto reply) {
            api::NewTask task;
            task.title = title;
            task.url = url;
            return profile->tasks().add(std::move(task), std::move(reply));
        })
        ->changed.at(0);
}

std::string why(const auto& answer) {
    return answer ? "nothing" : answer.error().message;
}

} // namespace

class ReviewsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void aSolvedExerciseIsAskedAgain() {
        ProfileFixture profile;
        profile.importStarter();
        QCOMPARE(list(profile), api::ReviewsView());
        solve(profile, kExercise);
        const auto first = list(profile);
        QVERIFY(first.due.empty());
        QCOMPARE(first.later, 1);
        const auto row = first.upcoming.at(0);
        QCOMPARE(row.item, kExercise);
        QCOMPARE(row.title, profile.task(kExercise).row.title);
        QCOMPARE(row.pathTitle, profile.task(kExercise).row.pathTitle);
        QVERIFY(!row.topicTitle.empty());

        profile.now += (row.due - base::localDay(profile.now, 0)).count() * ProfileFixture::kDay;
        const auto due = list(profile).due.at(0);
        QCOMPARE(due.daysLate, 0);
        QVERIFY(due.recall < 100);
        profile.now += 2 * ProfileFixture::kDay;
        QCOMPARE(list(profile).due.at(0).daysLate, 2);
        QCOMPARE(profile.today().reviewsDue, 1);
        QCOMPARE(profile.today().reviews, list(profile).due);

        const auto next = list(profile).due.at(0).next;
        const auto after = grade(profile, kExercise, ReviewGrade::good);
        QVERIFY2(after, why(after).c_str());
        QCOMPARE(after->due, next.at(2));
        QCOMPARE(after->reviews, 1);
        QCOMPARE(after->lastAt, profile.now);
        QVERIFY(list(profile).due.empty());
        QCOMPARE(list(profile).today, 1);
        QCOMPARE(*of(profile, kExercise), std::optional(*after));
        QVERIFY(profile.verify().troubles.empty());
    }

    void aGradingIsUndone() {
        ProfileFixture profile;
        profile.importStarter();
        solve(profile, kExercise);
        const auto before = list(profile);
        QVERIFY(grade(profile, kExercise, ReviewGrade::again));
        QCOMPARE(profile->history().undoState().undo.command, api::Command::review);
        QCOMPARE(profile->history().undoState().undo.title, profile.task(kExercise).row.title);
        QVERIFY(profile.undo());
        QCOMPARE(list(profile), before);
        QVERIFY(profile.redo());
        QCOMPARE(of(profile, kExercise)->value().reviews, 1);
    }

    void aTaskThatNamesAProblemIsReviewedAndOthersAreNot() {
        ProfileFixture profile;
        const auto problem = addWithAddress(profile, "Two sum", "https://leetcode.com/problems/two-sum/");
        const auto chapter = addWithAddress(profile, "Read chapter 3", "https://example.org/book");
        solve(profile, problem);
        solve(profile, chapter);
        QCOMPARE(list(profile).later, 1);
        QCOMPARE(list(profile).upcoming.at(0).url, std::string("https://leetcode.com/problems/two-sum/"));
        QVERIFY(!of(profile, chapter)->has_value());
        QVERIFY(QString::fromStdString(why(grade(profile, chapter, ReviewGrade::good))).contains("is not reviewed"));
    }

    void aRequirementTellsWhereToSolve() {
        ProfileFixture profile;
        const auto id =
            profile
                .answer<api::Done>([&](auto reply) {
                    api::NewTask task;
                    task.title = "Next round";
                    task.requirement = {.platform = events::Platform::codeforces, .contest = 158, .index = "A"};
                    return profile->tasks().add(std::move(task), std::move(reply));
                })
                ->changed.at(0);
        solve(profile, id);
        QCOMPARE(of(profile, id)->value().url, std::string("https://codeforces.com/contest/158/problem/A"));
    }

    void whatTheLearnerWantsIsAsked() {
        ProfileFixture profile;
        const auto id = profile.add("Read chapter 3")->changed.at(0);
        solve(profile, id);
        const auto wanted = want(profile, id, true);
        QVERIFY2(wanted, why(wanted).c_str());
        QVERIFY(wanted->has_value());
        QCOMPARE(list(profile).later, 1);
        QVERIFY(grade(profile, id, ReviewGrade::good));
        QVERIFY(profile.undo());
        QVERIFY(profile.undo());
        QCOMPARE(list(profile), api::ReviewsView());
    }

    void whatIsStoppedKeepsItsGradings() {
        ProfileFixture profile;
        profile.importStarter();
        solve(profile, kExercise);
        QVERIFY(grade(profile, kExercise, ReviewGrade::easy));
        const auto before = of(profile, kExercise);
        const auto stopped = want(profile, kExercise, false);
        QVERIFY(stopped && stopped->has_value() && (*stopped)->paused);
        QCOMPARE(profile->history().undoState().undo.command, api::Command::stop_reviews);
        QCOMPARE(list(profile).paused.size(), std::size_t(1));
        QCOMPARE(list(profile).later, 0);
        QVERIFY(!grade(profile, kExercise, ReviewGrade::good));
        QCOMPARE(want(profile, kExercise, true), before);
        QCOMPARE(profile->history().undoState().undo.command, api::Command::resume_reviews);
    }

    void sayingWhatIsSoAlreadyWritesNothing() {
        ProfileFixture profile;
        profile.importStarter();
        solve(profile, kExercise);
        QVERIFY(want(profile, kExercise, true)->has_value());
        QCOMPARE(profile->history().undoState().undo.command, api::Command::complete);
        const auto own = profile.add("Read")->changed.at(0);
        solve(profile, own);
        QVERIFY(!want(profile, own, false)->has_value());
        QCOMPARE(profile->history().undoState().undo.command, api::Command::complete);
    }

    void refusalsSayWhy() {
        ProfileFixture profile;
        profile.importStarter();
        const auto title = QString::fromStdString(profile.task(kExercise).row.title);
        const auto early = grade(profile, kExercise, ReviewGrade::good);
        QCOMPARE(early.error().code, base::ErrorCode::Refused);
        QVERIFY(QString::fromStdString(why(early)).startsWith(title + " is not completed yet"));
        QCOMPARE(want(profile, kExercise, false).error().code, base::ErrorCode::Refused);
        QVERIFY(!of(profile, kExercise)->has_value());
        for (const auto code :
             {grade(profile, "nothing", ReviewGrade::good).error().code, want(profile, "nothing", true).error().code,
              of(profile, "nothing").error().code}) {
            QCOMPARE(code, base::ErrorCode::NotFound);
        }
    }

    void whatIsNotThereAnyMoreIsNotAsked() {
        ProfileFixture profile;
        const auto path = profile.importStarter();
        solve(profile, kExercise);
        QVERIFY(profile.act(TaskAction::remove, {kExercise}));
        QCOMPARE(list(profile), api::ReviewsView());
        QCOMPARE(grade(profile, kExercise, ReviewGrade::good).error().code, base::ErrorCode::NotFound);
        QVERIFY(profile.undo());
        QCOMPARE(list(profile).later, 1);
        QVERIFY(profile.answer<api::Done>([&](auto reply) { return profile->paths().remove(path, std::move(reply)); }));
        QCOMPARE(list(profile), api::ReviewsView());
        QVERIFY(!grade(profile, kExercise, ReviewGrade::good));
    }

    void aCompletionThatIsUndoneIsNotAsked() {
        ProfileFixture profile;
        profile.importStarter();
        solve(profile, kExercise);
        QVERIFY(profile.undo());
        QCOMPARE(list(profile), api::ReviewsView());
    }

    void whatWasImportedAsSolvedIsAskedWhereItIsWanted() {
        ProfileFixture profile;
        SigningServer server(
            [&](std::function<service::Exchanged(store::Store&)> work) { profile.onStore(std::move(work)); },
            profile.now);
        const auto id = addWithAddress(profile, "Two sum", "https://leetcode.com/problems/two-sum/");
        server.say(
            "task/" + id,
            events::TaskVerified{
                .platform = events::Platform::leetcode,
                .solvedAt = profile.now - 400 * ProfileFixture::kDay,
                .imported = true,
                .problem = "leetcode/two-sum",
                .difficulty = 2},
            profile.now);
        QCOMPARE(list(profile), api::ReviewsView());
        QVERIFY(want(profile, id, true)->has_value());
        QCOMPARE(list(profile).due.size(), std::size_t(1));
    }

    void aReviewIsADayOfTheStreak() {
        ProfileFixture profile;
        profile.importStarter();
        solve(profile, kExercise);
        const auto first = base::localDay(profile.now, 0);
        profile.now += ProfileFixture::kDay;
        QVERIFY(!profile.today().streak.activeToday);
        QVERIFY(grade(profile, kExercise, ReviewGrade::hard));
        QCOMPARE(profile.today().streak.days, 2);
        QVERIFY(profile.today().streak.activeToday);
        QCOMPARE(profile.today().calendar.size(), std::size_t(2));
        QCOMPARE(profile.status().streak.days, 2);
        QCOMPARE(profile.status(first + std::chrono::days(1)).streak.days, 2);
        QCOMPARE(profile.status(first).streak.days, 1);
        QVERIFY(profile.undo());
        QCOMPARE(profile.today().streak.days, 1);
    }

    void todayShowsTwentyAndCountsAll() {
        ProfileFixture profile;
        std::vector<std::string> ids;
        for (int number = 0; number < 23; ++number) {
            ids.push_back(addWithAddress(
                profile, "Problem " + std::to_string(number),
                "https://leetcode.com/problems/problem-" + std::to_string(number) + "/"));
        }
        QVERIFY(profile.act(TaskAction::start, ids));
        QVERIFY(profile.act(TaskAction::complete, ids));
        QCOMPARE(profile.today().reviewsDue, 0);
        profile.now += 60 * ProfileFixture::kDay;
        QCOMPARE(profile.today().reviewsDue, 23);
        QCOMPARE(profile.today().reviews.size(), std::size_t(20));
        QCOMPARE(list(profile).due.size(), std::size_t(23));
    }

    void theHistoryTellsOfReviews() {
        ProfileFixture profile;
        profile.importStarter();
        solve(profile, kExercise);
        profile.now += ProfileFixture::kHour;
        QVERIFY(grade(profile, kExercise, ReviewGrade::again));
        const auto newest = profile.task(kExercise).history.at(0);
        QCOMPARE(newest.type, std::string("review.graded"));
        QCOMPARE(newest.title, profile.task(kExercise).row.title);
        QCOMPARE(profile.task(kExercise).history.at(1).type, std::string("task.completed"));
        QCOMPARE(profile.today().recent.at(0).type, std::string("review.graded"));
    }

    void pagesHearOfIt() {
        ProfileFixture profile;
        profile.importStarter();
        solve(profile, kExercise);
        profile.deliverAll();
        api::Change heard;
        const auto subscription = profile->subscribe([&](const api::Change& change) { heard = change; });
        QVERIFY(grade(profile, kExercise, ReviewGrade::good));
        profile.deliverAll();
        QVERIFY(heard.reviews && !heard.tasks);
        QCOMPARE(heard.subjects, (std::vector<std::string>{"review/" + kExercise}));
    }

    void nothingIsLeftOfATaskThatIsErased() {
        ProfileFixture profile;
        const auto id = addWithAddress(profile, "Two sum", "https://leetcode.com/problems/two-sum/");
        solve(profile, id);
        QVERIFY(grade(profile, id, ReviewGrade::again));
        QVERIFY(profile.act(TaskAction::erase, {id}));
        const auto entries = *profile.answer<std::vector<api::HistoryEntry>>(
            [&](auto reply) { return profile->history().entries({}, std::move(reply)); });
        QVERIFY(std::ranges::none_of(entries, [](const auto& entry) { return entry.type == "review.graded"; }));
        QCOMPARE(list(profile), api::ReviewsView());
        QVERIFY(profile.verify().troubles.empty());
    }

    void aRebuildChangesNothing() {
        ProfileFixture profile;
        profile.importStarter();
        solve(profile, kExercise);
        solve(profile, kOther);
        QVERIFY(grade(profile, kExercise, ReviewGrade::hard));
        QVERIFY(want(profile, kOther, false));
        const auto before = list(profile);
        QVERIFY(
            profile.answer<std::int64_t>([&](auto reply) { return profile->history().rebuild({}, std::move(reply)); }));
        QCOMPARE(list(profile), before);
        profile.reopen();
        QCOMPARE(list(profile), before);
    }
};

QTEST_GUILESS_MAIN(ReviewsTest)
#include "reviews_test.moc"
