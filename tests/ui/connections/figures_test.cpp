#include "tests/ui/connections/some_connections.h"
#include "tests/ui/tasks/page_room.h"
#include "ui/pages/connections/figures_card.h"
#include "ui/pages/connections/source_figures.h"
#include "ui/pages/connections/sources_card.h"
#include "ui/widgets/activity_calendar.h"
#include "ui/widgets/bar_list.h"
#include "ui/widgets/line_chart.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/words.h"

using namespace cairn;
using namespace Qt::StringLiterals;

// What platforms say, as figures and pictures.
class FiguresTest : public QObject {
    Q_OBJECT

private:
    static ui::Theme& theme() { return *test::UiFixture::s_theme; }

    template<class Picture> static Picture* named(QWidget& in, const QString& name) {
        for (auto* each : in.findChildren<Picture*>()) {
            if (each->accessibleName() == name) {
                return each;
            }
        }
        return nullptr;
    }

    static void show(QWidget& card) {
        card.resize(1080, 700);
        card.show();
        QVERIFY(QTest::qWaitForWindowActive(&card));
    }

    // What is drawn of it is not one ground alone.
    static bool isDrawn(QWidget& picture) {
        const QImage image = picture.grab().toImage();
        const QRgb ground = image.pixel(0, 0);
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixel(x, y) != ground) {
                    return true;
                }
            }
        }
        return false;
    }

    static QString words(QWidget& in) {
        QStringList all;
        for (const auto* label : in.findChildren<ui::TextLabel*>()) {
            all << label->text();
        }
        return all.join(u" | "_s);
    }

private slots:

    void cleanup() { theme().setTextScale(100); }

    void totalsNameTheirParts() {
        const auto solved = ui::problemsSolved(test::someConnections());
        QCOMPARE(solved.sum(), 165);
        QVERIFY(solved.atLeast); // because of LeetCode
        QVERIFY(!ui::problemsSolved({test::atCodeforces()}).atLeast);
        QCOMPARE(solved.parts.size(), 2);
        const QString seen = ui::Words::moment(test::kSeenAt);
        QVERIFY(solved.partTexts().contains(u"Codeforces: 148, %1"_s.arg(seen)));
        const auto contributed = ui::contributions(test::someConnections());
        QCOMPARE(contributed.sum(), 335);
        QVERIFY(contributed.partTexts().front().startsWith("GitHub: 311 commit"_L1));
        QCOMPARE(ui::contests(test::someConnections()).sum(), 13);
        QVERIFY(ui::contributions({test::atCodeforces()}).parts.isEmpty());
    }

    void ratingsAreNotAddedUp() {
        const auto best = ui::bestRatings(test::someConnections());
        QCOMPARE(best.size(), 2);
        QCOMPARE(best[0].name, u"Best rating at LeetCode"_s);
        QCOMPARE(best[0].sum(), 1580);
        QCOMPARE(best[1].sum(), 1452);
        auto unrated = test::atCodeforces();
        unrated.figures.totals["rating"] = unrated.figures.totals["rating_most"] = 0;
        QVERIFY(ui::bestRatings({unrated}).isEmpty());
    }

    void languagesAreOneUnderAllTheirNames() {
        for (const char* name :
             {"C++", "cpp", "GNU C++17", "C++20 (GCC 13-64)", "MS C++ 2017", "Clang++17 Diagnostics"}) {
            QCOMPARE(ui::languageName(QString::fromLatin1(name)), u"C++"_s);
        }
        QCOMPARE(ui::languageName(u"python3"_s), u"Python"_s);
        QCOMPARE(ui::languageName(u"PyPy 3-64"_s), u"Python"_s);
        QCOMPARE(ui::languageName(u"Java 21"_s), u"Java"_s);
        QCOMPARE(ui::languageName(u"javascript"_s), u"JavaScript"_s);
        QCOMPARE(ui::languageName(u"GNU C11"_s), u"C"_s);
        QCOMPARE(ui::languageName(u"c"_s), u"C"_s);
        QCOMPARE(ui::languageName(u"csharp"_s), u"C#"_s);
        QCOMPARE(ui::languageName(u"golang"_s), u"Go"_s);
        QCOMPARE(ui::languageName(u"Gosu"_s), u"Gosu"_s);
        QCOMPARE(ui::languageName(u"Rustic"_s), u"Rustic"_s);
        QCOMPARE(ui::languageName(QString()), QString());
        auto dialects = test::atCodeforces();
        dialects.figures.languages = {{"GNU C++17", 40}, {"C++20 (GCC 13-64)", 60}, {"Befunge", 1}};
        const auto all = ui::languages({test::atLeetCode(), dialects});
        QCOMPARE(all.size(), 3);
        QCOMPARE(all[0].name, u"C++"_s);
        QCOMPARE(all[0].sum(), 112);
        QCOMPARE(all[0].shortParts(), u"12 LeetCode · 100 Codeforces"_s);
        QCOMPARE(all[2].name, u"Befunge"_s);
        QCOMPARE(all[2].shortParts(), QString()); // its source stands above
    }

    void allSourcesAreDrawnTogether() {
        ui::SourcesCard card(theme());
        QVERIFY(card.isEmpty());
        card.setConnections(test::someConnections());
        show(card);
        QVERIFY(!card.isEmpty());
        auto* languages = named<ui::BarList>(card, u"Languages"_s);
        QVERIFY(languages != nullptr);
        QCOMPARE(languages->accessibleDescription(), u"C++: 112 (12 LeetCode · 100 Codeforces), Python: 48, Rust: 5"_s);
        QVERIFY(isDrawn(*languages));
        auto* topics = named<ui::BarList>(card, u"Topics"_s);
        QVERIFY(topics != nullptr);
        QCOMPARE(topics->accessibleDescription(), u"greedy: 41, math: 37, dp: 29, graphs: 22, strings: 14"_s);
        QVERIFY(isDrawn(*topics));
        auto* calendar = card.findChild<ui::ActivityCalendar*>();
        QVERIFY(calendar != nullptr && isDrawn(*calendar));
        calendar->setFocus();
        QTest::keyClick(calendar, Qt::Key_Down); // today already
        QVERIFY2(
            calendar->accessibleDescription().endsWith("9 done"_L1), qPrintable(calendar->accessibleDescription()));
        const QString said = words(card);
        for (const char* each : {"at least 165", "LeetCode: 17 lately", "335", "Best rating at LeetCode", "1,580"}) {
            QVERIFY2(said.contains(QString::fromLatin1(each)), each);
        }
        QVERIFY(said.contains(ui::sourceText(test::atGitHub()))); // of the days
    }

    void whatIsNotConnectedAnyMoreIsNotInAnyFigure() {
        ui::SourcesCard card(theme());
        card.setConnections(test::someConnections());
        card.setConnections({test::atLeetCode()});
        const QString said = words(card);
        QVERIFY(!said.contains("Codeforces"_L1));
        QVERIFY(!said.contains("GitHub"_L1));
        QVERIFY(said.contains("at least 17"_L1));
        QCOMPARE(named<ui::BarList>(card, u"Languages"_s)->accessibleDescription(), u"C++: 12, Rust: 5"_s);
        QVERIFY(named<ui::BarList>(card, u"Topics"_s) == nullptr);
        card.setConnections({});
        QVERIFY(card.isEmpty());
        QVERIFY(words(card).isEmpty() || words(card) == "All sources"_L1);
    }

    void ratingsAreLinesThatCanBeWalked() {
        ui::FiguresCard card(theme());
        card.setConnections({test::atCodeforces()});
        show(card);
        auto* chart = named<ui::LineChart>(card, u"Rating at Codeforces"_s);
        QVERIFY(chart != nullptr && isDrawn(*chart));
        QVERIFY(chart->accessibleDescription().contains("1,431"_L1));
        chart->setFocus();
        QTest::keyClick(chart, Qt::Key_Left);
        QVERIFY(chart->accessibleDescription().contains("Round 1092"_L1));
        for (int i = 0; i < 9; ++i) {
            QTest::keyClick(chart, Qt::Key_Left);
        }
        QVERIFY(chart->accessibleDescription().contains("Round 1049"_L1));
    }

    // The part of a picture that is not ground.
    static QImage ink(const QImage& image, const QRect& where) {
        const QImage part = image.copy(where);
        const QRgb ground = part.pixel(0, 0);
        QRect drawn;
        for (int y = 0; y < part.height(); ++y) {
            for (int x = 0; x < part.width(); ++x) {
                drawn |= part.pixel(x, y) != ground ? QRect(x, y, 1, 1) : QRect();
            }
        }
        return part.copy(drawn);
    }

    void picturesAreMirroredAndTheirTextsAreNot() {
        QApplication::setLayoutDirection(Qt::RightToLeft);
        const auto back = qScopeGuard([] { QApplication::setLayoutDirection(Qt::LeftToRight); });
        const QFontMetrics metrics(theme().font(ui::Type::secondary));
        ui::LineChart chart(theme(), u"Rating"_s);
        chart.setPoints({{1'757'436'000'000, 1305, {}}, {1'795'000'000'000, 1431, {}}});
        chart.resize(400, 150);
        const QImage mirrored = chart.grab().toImage();
        ui::BarList bars(theme(), u"Languages"_s);
        bars.setBars({{u"C++"_s, 100}});
        bars.resize(400, 40);
        const QImage mirroredBars = bars.grab().toImage();
        chart.setLayoutDirection(Qt::LeftToRight);
        bars.setLayoutDirection(Qt::LeftToRight);
        const QImage straight = chart.grab().toImage();
        const QImage straightBars = bars.grab().toImage();

        // Letters may begin at parts of a pixel.
        const auto alike = [](const QImage& one, const QImage& other) {
            return std::abs(one.width() - other.width()) <= 2 && std::abs(one.height() - other.height()) <= 1;
        };
        const int figure = metrics.horizontalAdvance(u"1,500"_s) + 2;
        QVERIFY(alike(
            ink(mirrored, {400 - figure, 0, figure, metrics.height()}),
            ink(straight, {0, 0, figure, metrics.height()})));
        const int under = metrics.height() - 3;        // the figures end where the dates begin
        const QRect start(0, 150 - under, 200, under); // the first date, which is the longer
        QVERIFY(alike(ink(mirrored, start.translated(200, 0)), ink(straight, start)));
        const int name = metrics.horizontalAdvance(u"C++"_s) + 2;
        const auto firstLetter = [](const QImage& word) { return ink(word, {0, 0, word.width() / 4, word.height()}); };
        QVERIFY(alike(
            firstLetter(ink(mirroredBars, {400 - name, 0, name, 24})),
            firstLetter(ink(straightBars, {0, 0, name, 24}))));
    }

    void difficultiesSayWhetherTheyWereSolvedOrTried() {
        ui::FiguresCard card(theme());
        card.setConnections({test::atLeetCode(), test::atCodeforces()});
        show(card);
        auto* tried = named<ui::BarList>(card, u"Tried by difficulty"_s);
        auto* solved = named<ui::BarList>(card, u"Solved by difficulty"_s);
        QVERIFY(tried != nullptr && solved != nullptr);
        QCOMPARE(tried->accessibleDescription(), u"easy: 118, medium: 80, hard: 14"_s);
        QCOMPARE(solved->accessibleDescription(), u"easy: 71, medium: 58, hard: 12"_s);
        QVERIFY(isDrawn(*tried) && isDrawn(*solved));
        card.setConnections({test::atCodeforces()});
        QVERIFY(named<ui::BarList>(card, u"Tried by difficulty"_s) == nullptr);
        QVERIFY(!words(card).contains("LeetCode"_L1));
    }

    void daysGrowWithTheText() {
        ui::ActivityCalendar calendar(theme());
        const QSize usual = calendar.sizeHint();
        theme().setTextScale(200);
        QCOMPARE(calendar.sizeHint(), usual * 2);
        calendar.resize(calendar.sizeHint());
        QCOMPARE(calendar.weeks(), ui::ActivityCalendar::kWeeks);
        calendar.resize(usual); // no more room than before
        QCOMPARE(calendar.weeks(), ui::ActivityCalendar::kWeeks / 2);
        QVERIFY(calendar.minimumSizeHint().width() <= usual.width());
    }

    void aCalendarWithLittleRoomShowsTheLastDays() {
        ui::ActivityCalendar calendar(theme());
        const QDate today = QDate::currentDate();
        calendar.setDays(
            {{ui::Words::dayOf(today), 2}, {ui::Words::dayOf(today.addDays(-80)), 9}}, {}, ui::Words::dayOf(today));
        calendar.resize(calendar.minimumSizeHint());
        calendar.show();
        QVERIFY(QTest::qWaitForWindowActive(&calendar));
        calendar.setFocus();
        for (int i = 0; i < 30; ++i) {
            QTest::keyClick(&calendar, Qt::Key_Left);
        }
        QVERIFY(!calendar.accessibleDescription().contains("9 done"_L1));
        for (int i = 0; i < 30; ++i) {
            QTest::keyClick(&calendar, Qt::Key_Right);
        }
        QVERIFY(calendar.accessibleDescription().contains("2 done"_L1));
        QVERIFY(calendar.accessibleName().contains(QString::number(calendar.weeks())));
    }
};

CAIRN_UI_TEST_MAIN(FiguresTest)
#include "figures_test.moc"
