#include "core/base/calendar.h"

#include <QTest>

#include <rapidcheck.h>

#include <limits>

using namespace cairn::base;

namespace {

constexpr auto kLowest = std::numeric_limits<Millis>::min();
constexpr auto kHighest = std::numeric_limits<Millis>::max();

} // namespace

class CalendarTest : public QObject {
    Q_OBJECT

private slots:
    void localDayIsWhatTheWallShows_data();
    void localDayIsWhatTheWallShows();
    void startOfDayIsItsFirstMillisecond();
    void daysAreReadAndWritten_data();
    void daysAreReadAndWritten();
    void whatIsNoDayIsRefused_data();
    void whatIsNoDayIsRefused();
    void instantsAreWrittenInUtc_data();
    void instantsAreWrittenInUtc();
    void everyDaySurvivesTheRoundTrip();
    void absurdInstantsStayWithinTheCalendar();
};

void CalendarTest::localDayIsWhatTheWallShows_data() {
    QTest::addColumn<qint64>("at");
    QTest::addColumn<int>("offset");
    QTest::addColumn<QByteArray>("day");
    const auto row = [](const char* name, Millis at, int offset, const char* day) {
        QTest::newRow(name) << static_cast<qint64>(at) << offset << QByteArray(day);
    };
    row("the epoch", 0, 0, "1970-01-01");
    row("before the epoch", -1, 0, "1969-12-31");
    row("the epoch in New York", 0, -300, "1969-12-31");
    row("last millisecond", 1'795'219'199'999, 0, "2026-11-20");
    row("midnight", 1'795'219'200'000, 0, "2026-11-21");
    row("midnight, an hour behind", 1'795'219'200'000, -60, "2026-11-20");
    row("half an hour ahead", 1'795'217'400'000, 30, "2026-11-21");
    row("farthest east", 1'795'219'200'000 - 1, 840, "2026-11-21");
    row("farthest west", 1'795'219'200'000, -720, "2026-11-20");
}

void CalendarTest::localDayIsWhatTheWallShows() {
    QFETCH(qint64, at);
    QFETCH(int, offset);
    QTEST(QByteArray::fromStdString(formatDay(localDay(at, offset))), "day");
}

void CalendarTest::startOfDayIsItsFirstMillisecond() {
    QVERIFY(rc::check("the day begins at its start, and not a millisecond before", [] {
        const auto day = *parseDay("1971-01-01") + std::chrono::days(*rc::gen::inRange(0, 20'000));
        const auto offset = 15 * *rc::gen::inRange(-48, 57);
        RC_ASSERT(localDay(startOfDay(day, offset), offset) == day);
        RC_ASSERT(localDay(startOfDay(day, offset) - 1, offset) == day - std::chrono::days(1));
    }));
}

void CalendarTest::daysAreReadAndWritten_data() {
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"1970-01-01", "2000-02-29", "2024-02-29", "2026-11-21", "2026-12-31", "9999-12-31"}) {
        QTest::newRow(text) << QByteArray(text);
    }
}

void CalendarTest::daysAreReadAndWritten() {
    QFETCH(QByteArray, text);
    const auto day = parseDay(text.toStdString());
    QVERIFY(day.has_value());
    QCOMPARE(QByteArray::fromStdString(formatDay(*day)), text);
}

void CalendarTest::whatIsNoDayIsRefused_data() {
    QTest::addColumn<QByteArray>("text");
    for (const char* text :
         {"", "2026-11-2", "2026-11-211", "2026/11/21", "2026-1-021", "21-11-2026", "2026-00-10", "2026-13-10",
          "2026-11-00", "2026-11-31", "2023-02-29", "1900-02-29", "1969-12-31", "0000-01-01", " 2026-11-2",
          "+026-11-21", "2026-11-2x", "2026-1x-21", "\xd9\xa2\xd9\xa0-11-21"}) {
        QTest::newRow(text) << QByteArray(text);
    }
}

void CalendarTest::whatIsNoDayIsRefused() {
    QFETCH(QByteArray, text);
    const auto day = parseDay(text.toStdString());
    QVERIFY(!day.has_value());
    QCOMPARE(day.error().code, ErrorCode::InvalidInput);
}

void CalendarTest::instantsAreWrittenInUtc_data() {
    QTest::addColumn<qint64>("at");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("the epoch") << qint64{0} << QByteArray("1970-01-01T00:00:00.000Z");
    QTest::newRow("before it") << qint64{-1} << QByteArray("1969-12-31T23:59:59.999Z");
    QTest::newRow("a morning") << qint64{1'795'253'400'007} << QByteArray("2026-11-21T09:30:00.007Z");
    QTest::newRow("the lowest") << qint64{kLowest} << QByteArray("0001-01-01T00:00:00.000Z");
    QTest::newRow("the highest") << qint64{kHighest} << QByteArray("9999-12-31T23:59:59.999Z");
}

void CalendarTest::instantsAreWrittenInUtc() {
    QFETCH(qint64, at);
    QTEST(QByteArray::fromStdString(formatInstant(at)), "text");
}

void CalendarTest::everyDaySurvivesTheRoundTrip() {
    const auto last = *parseDay("2200-01-01");
    for (auto day = *parseDay("1970-01-01"); day < last; day += std::chrono::days(1)) {
        QCOMPARE(*parseDay(formatDay(day)), day);
    }
}

void CalendarTest::absurdInstantsStayWithinTheCalendar() {
    QCOMPARE(formatDay(localDay(kHighest, 0)), std::string("9999-12-31"));
    QCOMPARE(formatDay(localDay(kLowest, 0)), std::string("0001-01-01"));
}

QTEST_GUILESS_MAIN(CalendarTest)
#include "calendar_test.moc"
