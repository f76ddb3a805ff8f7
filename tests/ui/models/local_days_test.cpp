#include "ui/models/local_days.h"

#include <QDateTime>
#include <QTest>

#include <ctime>

using cairn::ui::LocalDays;

class LocalDaysTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void cleanup() {
        qunsetenv("TZ");
        tzset();
    }

    void hasTheDaysOfTheCalendar_data() {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<QDate>("from");
        QTest::newRow("Greenwich") << QByteArray("UTC") << QDate(2026, 1, 1);
        QTest::newRow("summer time") << QByteArray("Europe/Berlin") << QDate(2026, 1, 1);
        QTest::newRow("by half hours") << QByteArray("America/St_Johns") << QDate(2026, 1, 1);
        QTest::newRow("before the epoch") << QByteArray("Asia/Kathmandu") << QDate(1969, 6, 1);
        QTest::newRow("a day left out") << QByteArray("Pacific/Apia") << QDate(2011, 6, 1);
    }

    void hasTheDaysOfTheCalendar() {
        QFETCH(QByteArray, zone);
        QFETCH(QDate, from);
        qputenv("TZ", zone);
        tzset();
        constexpr qint64 kStep = 29LL * 60 * 1000 + 1;
        LocalDays days;
        const qint64 first = from.startOfDay(Qt::UTC).toMSecsSinceEpoch();
        const qint64 last = from.addYears(1).startOfDay(Qt::UTC).toMSecsSinceEpoch();
        for (qint64 at = first; at < last; at += kStep) {
            QCOMPARE(days.of(at), QDateTime::fromMSecsSinceEpoch(at).date());
        }
    }
};

QTEST_GUILESS_MAIN(LocalDaysTest)
#include "local_days_test.moc"
