#include "ui/models/task_choice.h"
#include "ui/models/task_text.h"
#include "ui/widgets/words.h"

#include <QTest>

#include <algorithm>

using namespace cairn;
using namespace cairn::ui;

class TaskChoiceTest : public QObject {
    Q_OBJECT

private:
    const QDate m_wednesday{2026, 11, 18};

private Q_SLOTS:

    void nothingChosenAsksForEverything() {
        QCOMPARE(TaskChoice().filter(m_wednesday, Qt::Monday), api::TaskFilter());
        QVERIFY(!TaskChoice().isActive());
    }

    void aWeekBeginsWhereTheLearnerLives_data() {
        QTest::addColumn<Qt::DayOfWeek>("firstDay");
        QTest::addColumn<QDate>("from");
        QTest::newRow("monday") << Qt::Monday << QDate(2026, 11, 16);
        QTest::newRow("sunday") << Qt::Sunday << QDate(2026, 11, 15);
        QTest::newRow("saturday") << Qt::Saturday << QDate(2026, 11, 14);
        QTest::newRow("wednesday") << Qt::Wednesday << QDate(2026, 11, 18);
    }

    void aWeekBeginsWhereTheLearnerLives() {
        QFETCH(Qt::DayOfWeek, firstDay);
        QFETCH(QDate, from);
        TaskChoice choice;
        choice.when = TaskChoice::When::thisWeek;
        const api::TaskFilter filter = choice.filter(m_wednesday, firstDay);
        QCOMPARE(Words::dateOf(*filter.dateFrom), from);
        QCOMPARE(Words::dateOf(*filter.dateTo), from.addDays(6));
    }

    void overdueIsPlannedBeforeTodayAndNotDone() {
        TaskChoice choice;
        choice.when = TaskChoice::When::overdue;
        const api::TaskFilter filter = choice.filter(m_wednesday, Qt::Monday);
        QVERIFY(!filter.dateFrom);
        QCOMPARE(Words::dateOf(*filter.dateTo), QDate(2026, 11, 17));
        QVERIFY(std::ranges::find(filter.states, api::TaskState::self_reported) == filter.states.end());
        QVERIFY(std::ranges::find(filter.states, api::TaskState::in_progress) != filter.states.end());
    }

    void overdueAndDoneIsNothingAndNotEverything() {
        TaskChoice choice;
        choice.when = TaskChoice::When::overdue;
        choice.states = {api::TaskState::verified};
        const api::TaskFilter filter = choice.filter(m_wednesday, Qt::Monday);
        QVERIFY(*filter.dateFrom > *filter.dateTo);
    }

    void anOpenEndOfDifficultyIsNotAsked() {
        TaskChoice choice;
        choice.difficultyFrom = 3;
        const api::TaskFilter filter = choice.filter(m_wednesday, Qt::Monday);
        QCOMPARE(filter.difficultyFrom, std::optional<std::int64_t>(3));
        QVERIFY(!filter.difficultyTo);
        QVERIFY(choice.isActive());
    }

    void clearingKeepsTheOrder() {
        TaskChoice choice;
        choice.text = QStringLiteral("sum");
        choice.order = api::TaskOrder::title;
        choice.descending = true;
        choice.clear();
        QVERIFY(!choice.isActive());
        QCOMPARE(choice.order, api::TaskOrder::title);
        QVERIFY(choice.descending);
    }

    void aPlanKeepsItsDay() {
        for (const QDate day : {m_wednesday, QDate(2026, 3, 29), QDate(2026, 10, 25)}) {
            QCOMPARE(Words::dateOf(base::Millis(plannedAt(day))), day);
        }
    }

    void columnsAndOrdersAgree() {
        for (int column = 0; column < 7; ++column) {
            QCOMPARE(columnOfOrder(orderOfColumn(column)), column);
        }
    }

    void listsAreReadAloud_data() {
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<QString>("text");
        const QString and2 = QStringLiteral("A and B");
        QTest::newRow("none") << QStringList() << QString();
        QTest::newRow("one") << QStringList{QStringLiteral("A")} << QStringLiteral("A");
        QTest::newRow("two") << QStringList{QStringLiteral("A"), QStringLiteral("B")} << and2;
        QTest::newRow("four") << QStringLiteral("A B C D").split(QLatin1Char(' ')) << QStringLiteral("A, B, C and D");
        QTest::newRow("many") << QStringLiteral("A B C D E").split(QLatin1Char(' '))
                              << QStringLiteral("A, B, C and 2 more");
    }

    void listsAreReadAloud() {
        QFETCH(QStringList, names);
        QFETCH(QString, text);
        std::vector<std::string> list;
        for (const QString& name : names) {
            list.push_back(name.toStdString());
        }
        QCOMPARE(listText(list), text);
    }
};

QTEST_MAIN(TaskChoiceTest)
#include "task_choice_test.moc"
