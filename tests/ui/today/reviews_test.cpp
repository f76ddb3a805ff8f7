#include "tests/ui/tasks/page_room.h"
#include "tests/ui/today/failing_reviews.h"
#include "tests/ui/today/solved.h"
#include "ui/models/review_text.h"
#include "ui/pages/today/answer_button.h"
#include "ui/pages/today/review_row.h"
#include "ui/pages/today/review_session.h"
#include "ui/pages/today/review_summary.h"
#include "ui/pages/today/review_view.h"
#include "ui/pages/today/reviews_card.h"
#include "ui/pages/today/today_page.h"
#include "ui/widgets/error_panel.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/words.h"

#include <QLabel>
#include <QPushButton>

using namespace cairn;
using namespace cairn::ui;
using namespace Qt::StringLiterals;
using cairn::test::PageRoom;

// Two problems that were solved some weeks ago, and Today over them.
class Reviewing : public PageRoom {
public:
    explicit Reviewing(bool due = true)
        : PageRoom(60) {
        if (due) {
            first = cairn::test::solve(profile(), "Two Sum");
            setDaysAgo(40);
            second = cairn::test::solve(profile(), "Word Search", "https://leetcode.com/problems/word-search/");
        }
        setDaysAgo(0);
    }

    std::string first;
    std::string second;
};

class ReviewsTest : public QObject {
    Q_OBJECT

private:
    static QString words(const QWidget& widget) {
        QStringList all;
        for (const QLabel* label : widget.findChildren<QLabel*>()) {
            if (label->isVisible()) {
                all << label->text();
            }
        }
        return all.join(u'\n');
    }

    static void key(Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); }

    static ReviewSession& sessionOf(const TodayPage& page) { return *page.findChild<ReviewSession*>(); }

    static ReviewView& viewOf(const TodayPage& page) { return *page.findChild<ReviewView*>(); }

    static ReviewsCard& cardOf(const TodayPage& page) { return *page.findChild<ReviewsCard*>(); }

    static QString asked(const TodayPage& page) {
        const auto* item = sessionOf(page).current();
        return item != nullptr ? QString::fromStdString(item->row.title) : QString();
    }

    static QString focusedAnswer() {
        const auto* answer = qobject_cast<AnswerButton*>(QApplication::focusWidget());
        return answer != nullptr ? answer->text() : QString();
    }

    // Opens Today and begins to review by its key.
    static void begin(PageRoom& room, TodayPage& page) {
        QVERIFY(room.show(page));
        QTRY_VERIFY(cardOf(page).findChildren<ReviewRowButton*>().size() == 2);
        page.focusContent();
        key(Qt::Key_R);
        QTRY_VERIFY(viewOf(page).isVisible());
        QTRY_COMPARE(sessionOf(page).phase(), ReviewSession::Phase::asking);
        QTRY_COMPARE(focusedAnswer(), u"Good"_s);
    }

private Q_SLOTS:

    void todaySaysWhatIsDue() {
        Reviewing room;
        TodayPage page(room.profile(), room.sync(), room.theme(), room.navigator());
        QVERIFY(room.show(page));
        QTRY_COMPARE(cardOf(page).accessibleName(), u"Reviews · 2 due"_s);
        const auto rows = cardOf(page).findChildren<ReviewRowButton*>();
        QCOMPARE(rows.size(), 2);
        for (const ReviewRowButton* row : rows) {
            QVERIFY2(row->accessibleName().contains(u"day(s) late"_s), qPrintable(row->accessibleName()));
            QVERIFY2(row->accessibleName().contains(u"recall"_s), qPrintable(row->accessibleName()));
        }
        QVERIFY2(words(page).contains(u"2 problem(s) to review."_s), qPrintable(words(page)));
    }

    void aRowIsAskedFirst() {
        Reviewing room;
        TodayPage page(room.profile(), room.sync(), room.theme(), room.navigator());
        QVERIFY(room.show(page));
        QTRY_COMPARE(cardOf(page).findChildren<ReviewRowButton*>().size(), 2);
        ReviewRowButton* last = cardOf(page).findChildren<ReviewRowButton*>().last();
        const QString title = last->text();
        last->setFocus();
        key(Qt::Key_Space);
        QTRY_COMPARE(asked(page), title);
        QCOMPARE(sessionOf(page).count(), 2);
    }

    void nothingSolvedSaysWhatReviewsAre() {
        PageRoom room;
        room.add("Alpha");
        TodayPage page(room.profile(), room.sync(), room.theme(), room.navigator());
        QVERIFY(room.show(page));
        QTRY_VERIFY2(words(cardOf(page)).contains(u"before you forget it"_s), qPrintable(words(cardOf(page))));
        QVERIFY(!cardOf(page).findChild<QPushButton*>(u"reviewDue"_s)->isVisible());
    }

    void nothingDueSaysWhenTheNextIs() {
        PageRoom room;
        cairn::test::solve(room.profile(), "Two Sum");
        TodayPage page(room.profile(), room.sync(), room.theme(), room.navigator());
        QVERIFY(room.show(page));
        QTRY_VERIFY2(
            words(cardOf(page)).contains(u"Nothing is due. “Two Sum” comes back "_s), qPrintable(words(cardOf(page))));
        QVERIFY(!cardOf(page).findChild<QPushButton*>(u"reviewDue"_s)->isVisible());
    }

    void allOfItIsDoneByKeyboard() {
        Reviewing room;
        TodayPage page(room.profile(), room.sync(), room.theme(), room.navigator());
        begin(room, page);
        const QString title = asked(page);
        QVERIFY2(words(viewOf(page)).contains(u"1 of 2"_s), qPrintable(words(viewOf(page))));
        key(Qt::Key_2);
        QTRY_VERIFY(!asked(page).isEmpty() && asked(page) != title);
        QVERIFY2(words(viewOf(page)).contains(u"2 of 2"_s), qPrintable(words(viewOf(page))));
        QCOMPARE(focusedAnswer(), u"Good"_s);
        QVERIFY2(room.navigator().said.last().startsWith(u"“%1” comes back "_s.arg(title)), "what it did is said");
        QVERIFY(room.navigator().undoable);
        key(Qt::Key_Space); // what has the frame: Good
        QTRY_COMPARE(sessionOf(page).phase(), ReviewSession::Phase::over);
        const auto& summary = *page.findChild<ReviewSummary*>();
        QTRY_VERIFY2(words(summary).contains(u"comes back"_s), qPrintable(words(summary)));
        QVERIFY2(words(summary).contains(u"2 problem(s) reviewed"_s), qPrintable(words(summary)));
        QVERIFY2(words(summary).contains(u"Hard 1 · Good 1."_s), qPrintable(words(summary)));
        QCOMPARE(cairn::test::reviewOf(room.profile(), room.first)->reviews, 1);
        QCOMPARE(cairn::test::reviewOf(room.profile(), room.second)->reviews, 1);
        key(Qt::Key_Return); // Back to Today
        QTRY_VERIFY(!viewOf(page).isVisible());
        QTRY_VERIFY2(words(cardOf(page)).contains(u"2 problem(s) reviewed today."_s), qPrintable(words(cardOf(page))));
    }

    void enterAnswersToo() {
        Reviewing room;
        TodayPage page(room.profile(), room.sync(), room.theme(), room.navigator());
        begin(room, page);
        key(Qt::Key_Tab); // Easy
        QCOMPARE(focusedAnswer(), u"Easy"_s);
        key(Qt::Key_Return);
        QTRY_COMPARE(sessionOf(page).position(), 2);
        QCOMPARE(sessionOf(page).items().front().grade, std::optional(events::ReviewGrade::easy));
    }

    void theAnswersSayWhenItComesBack() {
        Reviewing room;
        TodayPage page(room.profile(), room.sync(), room.theme(), room.navigator());
        begin(room, page);
        const api::ReviewRow row = sessionOf(page).current()->row;
        const auto answers = viewOf(page).findChildren<AnswerButton*>();
        QCOMPARE(answers.size(), 4);
        for (const AnswerButton* answer : answers) {
            const QDate day = Words::dateOf(row.next[static_cast<std::size_t>(answer->grade())]);
            QVERIFY2(answer->accessibleName().endsWith(awayText(day)), qPrintable(answer->accessibleName()));
        }
        QVERIFY(answers.at(3)->accessibleName() != answers.at(0)->accessibleName());
        QTest::mouseClick(answers.at(3), Qt::LeftButton);
        QTRY_COMPARE(sessionOf(page).position(), 2);
        QCOMPARE(cairn::test::reviewOf(room.profile(), row.item)->due, row.next[3]);
    }

    void whatIsUndoneIsAskedAgain() {
        Reviewing room;
        TodayPage page(room.profile(), room.sync(), room.theme(), room.navigator());
        begin(room, page);
        const QString title = asked(page);
        key(Qt::Key_4);
        QTRY_COMPARE(sessionOf(page).position(), 2);
        QVERIFY(room.undo());
        QTRY_COMPARE(sessionOf(page).position(), 1);
        QCOMPARE(asked(page), title);
        QCOMPARE(focusedAnswer(), u"Good"_s);
        QVERIFY(room.redo());
        QTRY_COMPARE(sessionOf(page).position(), 2); // and not asked twice
    }

    void theLastAnswerIsUndoneFromTheSummary() {
        Reviewing room;
        TodayPage page(room.profile(), room.sync(), room.theme(), room.navigator());
        begin(room, page);
        key(Qt::Key_3);
        QTRY_COMPARE(sessionOf(page).position(), 2);
        key(Qt::Key_3);
        QTRY_COMPARE(sessionOf(page).phase(), ReviewSession::Phase::over);
        QVERIFY(room.undo());
        QVERIFY(room.undo());
        QTRY_COMPARE(sessionOf(page).phase(), ReviewSession::Phase::asking);
        QTRY_COMPARE(sessionOf(page).position(), 1);
        QCOMPARE(focusedAnswer(), u"Good"_s);
    }

    void whatIsNotWantedIsNotAskedAgain() {
        Reviewing room;
        TodayPage page(room.profile(), room.sync(), room.theme(), room.navigator());
        begin(room, page);
        const std::string id = sessionOf(page).current()->row.item;
        const QString title = asked(page);
        key(Qt::Key_D);
        QTRY_COMPARE(sessionOf(page).position(), 2);
        QVERIFY(cairn::test::reviewOf(room.profile(), id)->paused);
        QCOMPARE(room.navigator().said.last(), u"“%1” is not asked any more"_s.arg(title));
        QVERIFY(room.navigator().undoable);
        QVERIFY(room.undo());
        QTRY_COMPARE(asked(page), title);
        QVERIFY(!cairn::test::reviewOf(room.profile(), id)->paused);
    }

    void whatIsSkippedStaysDue() {
        Reviewing room;
        TodayPage page(room.profile(), room.sync(), room.theme(), room.navigator());
        begin(room, page);
        key(Qt::Key_N);
        QCOMPARE(sessionOf(page).position(), 2);
        key(Qt::Key_1);
        QTRY_COMPARE(sessionOf(page).phase(), ReviewSession::Phase::over);
        const auto& summary = *page.findChild<ReviewSummary*>();
        QTRY_VERIFY2(words(summary).contains(u"1 problem(s) still due today."_s), qPrintable(words(summary)));
        QVERIFY2(words(summary).contains(u"1 problem(s) skipped."_s), qPrintable(words(summary)));
        QTest::mouseClick(summary.findChild<QPushButton*>(u"reviewMore"_s), Qt::LeftButton);
        QTRY_COMPARE(sessionOf(page).phase(), ReviewSession::Phase::asking);
        QCOMPARE(sessionOf(page).count(), 1);
    }

    void escapeLeavesWhereOneCameFrom() {
        Reviewing room;
        TodayPage page(room.profile(), room.sync(), room.theme(), room.navigator());
        begin(room, page);
        key(Qt::Key_Escape);
        QTRY_VERIFY(!viewOf(page).isVisible());
        QVERIFY(QApplication::focusWidget() == cardOf(page).findChild<QPushButton*>(u"reviewDue"_s));
        QCOMPARE(cairn::test::reviewOf(room.profile(), room.first)->reviews, 0);
    }

    void aTaskIsReviewedBeforeItIsDue() {
        PageRoom room;
        const std::string id = cairn::test::solve(room.profile(), "Two Sum");
        TodayPage page(room.profile(), room.sync(), room.theme(), room.navigator());
        QVERIFY(room.show(page));
        page.showItem(QString::fromStdString(id));
        QTRY_COMPARE(asked(page), u"Two Sum"_s);
        QCOMPARE(focusedAnswer(), u"Good"_s);
        key(Qt::Key_3);
        QTRY_COMPARE(sessionOf(page).phase(), ReviewSession::Phase::over);
        QCOMPARE(cairn::test::reviewOf(room.profile(), id)->reviews, 1);
        QVERIFY(room.undo());
        QTRY_COMPARE(asked(page), u"Two Sum"_s);
    }

    void whatIsAnsweredElsewhereIsPassedOver() {
        Reviewing room;
        TodayPage page(room.profile(), room.sync(), room.theme(), room.navigator());
        begin(room, page);
        const std::string id = sessionOf(page).current()->row.item;
        QVERIFY(room.answer<api::ReviewRow>([&](auto reply) {
                        return room.profile().reviews().grade(id, events::ReviewGrade::good, reply);
                    })
                    .has_value());
        QTRY_COMPARE(sessionOf(page).position(), 2);
        QVERIFY(room.act(api::TaskAction::remove, sessionOf(page).current()->row.item));
        QTRY_COMPARE(sessionOf(page).phase(), ReviewSession::Phase::over);
    }

    void reviewsThatCannotBeReadSayWhy() {
        Reviewing room;
        cairn::test::FailingReviewsProfile profile(room.profile());
        TodayPage page(profile, room.sync(), room.theme(), room.navigator());
        QVERIFY(room.show(page));
        QTRY_VERIFY(cardOf(page).findChildren<ReviewRowButton*>().size() == 2);
        profile.failing.fails = true;
        page.focusContent();
        key(Qt::Key_R);
        QTRY_COMPARE(sessionOf(page).phase(), ReviewSession::Phase::failed);
        QVERIFY2(words(viewOf(page)).contains(u"The disk said no."_s), qPrintable(words(viewOf(page))));
        profile.failing.fails = false;
        QTRY_COMPARE(QApplication::focusWidget(), viewOf(page).findChild<QPushButton*>(u"reviewTryAgain"_s));
        key(Qt::Key_Space);
        QTRY_COMPARE(sessionOf(page).phase(), ReviewSession::Phase::asking);
        QTRY_COMPARE(focusedAnswer(), u"Good"_s);
    }

    void theCardSaysWhyItDoesNotKnowTheNext() {
        Reviewing room(false);
        room.add("Alpha");
        cairn::test::FailingReviewsProfile profile(room.profile());
        profile.failing.fails = true;
        TodayPage page(profile, room.sync(), room.theme(), room.navigator());
        QVERIFY(room.show(page));
        auto* notice = cardOf(page).findChild<Notice*>();
        QTRY_VERIFY(notice->isVisible());
        QVERIFY2(notice->text().contains(u"The disk said no."_s), qPrintable(notice->text()));
    }

    // Another Cairn has the profile: what is there can be seen, and an answer is refused.
    void anAnswerThatCannotBeKeptStaysAsked() {
        Reviewing room;
        const auto reader = room.openAgain();
        QVERIFY(reader->state().readOnly);
        TodayPage page(*reader, room.sync(), room.theme(), room.navigator());
        begin(room, page);
        const QString title = asked(page);
        key(Qt::Key_3);
        auto* notice = viewOf(page).findChild<Notice*>();
        QTRY_VERIFY(notice->isVisible());
        QVERIFY2(notice->text().contains(u"Another Cairn is writing"_s), qPrintable(notice->text()));
        QCOMPARE(asked(page), title);
        QCOMPARE(focusedAnswer(), u"Good"_s);
    }
};

CAIRN_UI_TEST_MAIN(ReviewsTest)
#include "reviews_test.moc"
