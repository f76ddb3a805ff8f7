#include "tests/ui/models/scripted_tasks.h"
#include "ui/models/task_choice.h"
#include "ui/models/timeline_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace cairn;
using namespace cairn::ui;
using cairn::test::ScriptedTasks;

class TimelineModelTest : public QObject {
    Q_OBJECT

private:
    using Section = api::TimelineSection;

    const base::Day m_today{std::chrono::days(QDate(1970, 1, 1).daysTo(QDate::currentDate()))};

    static void fill(ScriptedTasks& tasks, const std::vector<std::string>& ids) {
        tasks.rows.clear();
        for (const auto& id : ids) {
            tasks.rows.push_back(ScriptedTasks::row(id));
        }
    }

    static void load(TaskModel& model) {
        model.setByDay(true);
        QSignalSpy arrived(&model, &TaskModel::arrived);
        model.reload();
        QVERIFY(arrived.wait());
    }

    // "#" before each section: "#,late,#,b,#,c".
    static QString lines(const TimelineModel& timeline) {
        QStringList words;
        for (int row = 0; row < timeline.rowCount(); ++row) {
            words
                << (timeline.isSection(row) ? QStringLiteral("#")
                                            : timeline.index(row, 0).data(TaskModel::IdRole).toString());
        }
        return words.join(QLatin1Char(','));
    }

private Q_SLOTS:

    void namesEachSectionOnceWithItsNumber() {
        ScriptedTasks tasks;
        fill(tasks, {"late", "lapsed", "going-on", "friday", "just-now", "some-day"});
        const auto day = std::chrono::days(1);
        tasks.sections = {
            {Section::Group::overdue, {}, 2},
            {Section::Group::planned, m_today, 1},
            {Section::Group::planned, m_today + day, 1},
            {Section::Group::done, m_today - day, 1},
            {Section::Group::undated, {}, 1},
        };
        TaskModel model(tasks);
        TimelineModel timeline(model);
        const QAbstractItemModelTester tester(&timeline);
        load(model);
        QCOMPARE(lines(timeline), QStringLiteral("#,late,lapsed,#,going-on,#,friday,#,just-now,#,some-day"));
        const auto title = [&](int row) { return timeline.index(row, 0).data(TaskModel::SectionRole).toString(); };
        QCOMPARE(title(0), QStringLiteral("Overdue"));
        QCOMPARE(timeline.index(0, 0).data(TaskModel::SectionCountRole).toInt(), 2);
        QVERIFY2(title(3).startsWith(QStringLiteral("Today")), qPrintable(title(3)));
        QVERIFY2(title(5).startsWith(QStringLiteral("Tomorrow")), qPrintable(title(5)));
        QVERIFY2(title(7).startsWith(QStringLiteral("Done · Yesterday")), qPrintable(title(7)));
        QCOMPARE(title(9), QStringLiteral("Without a day"));
    }

    void isTheListWhereNothingIsGrouped() {
        ScriptedTasks tasks;
        fill(tasks, {"a", "b"});
        TaskModel model(tasks);
        TimelineModel timeline(model);
        const QAbstractItemModelTester tester(&timeline);
        load(model);
        QCOMPARE(lines(timeline), QStringLiteral("a,b"));
    }

    void sectionsCannotBeChosen() {
        ScriptedTasks tasks;
        fill(tasks, {"today"});
        tasks.sections = {{Section::Group::planned, m_today, 1}};
        TaskModel model(tasks);
        TimelineModel timeline(model);
        load(model);
        QVERIFY(!timeline.flags(timeline.index(0, 0)).testFlag(Qt::ItemIsSelectable));
        QVERIFY(timeline.flags(timeline.index(1, 0)).testFlag(Qt::ItemIsUserCheckable));
    }

    void sectionsBeginWithTheirFirstRow() {
        ScriptedTasks tasks;
        tasks.fill(1300);
        tasks.sections = {
            {Section::Group::overdue, {}, 500},
            {Section::Group::planned, m_today, 700},
            {Section::Group::undated, {}, 100},
        };
        TaskModel model(tasks);
        TimelineModel timeline(model);
        const QAbstractItemModelTester tester(&timeline);
        load(model);
        QCOMPARE(timeline.rowCount(), 501);
        QSignalSpy reset(&timeline, &QAbstractItemModel::modelReset);
        QSignalSpy inserted(&timeline, &QAbstractItemModel::rowsInserted);
        QSignalSpy arrived(&model, &TaskModel::arrived);
        for (const int rows : {1002, 1303}) {
            model.readOn();
            QVERIFY(arrived.wait());
            QCOMPARE(timeline.rowCount(), rows);
        }
        QCOMPARE(reset.count(), 0); // a page more moves nobody's place
        QCOMPARE(inserted.count(), 2);
        QVERIFY(timeline.isSection(501));
        QVERIFY(timeline.isSection(1202));
        QCOMPARE(timeline.index(502, 0).data(TaskModel::IdRole).toString(), QStringLiteral("500"));
        QCOMPARE(timeline.index(1302, 0).data(TaskModel::IdRole).toString(), QStringLiteral("1299"));
        QCOMPARE(timeline.mapFromSource(model.index(1299, 0)).row(), 1302);
    }

    void asksAnewWhenTheSectionsChangedBetweenPages() {
        ScriptedTasks tasks;
        tasks.fill(1300);
        tasks.sections = {{Section::Group::undated, {}, 1300}};
        TaskModel model(tasks);
        TimelineModel timeline(model);
        const QAbstractItemModelTester tester(&timeline);
        load(model);
        tasks.sections = {{Section::Group::overdue, {}, 1}, {Section::Group::undated, {}, 1299}};
        model.readOn();
        QTRY_COMPARE(timeline.rowCount(), 1002);
        QVERIFY(timeline.isSection(2));
    }

    void aRowMovesWithItsDay() {
        ScriptedTasks tasks;
        fill(tasks, {"a", "b"});
        const auto day = std::chrono::days(1);
        tasks.sections = {{Section::Group::planned, m_today, 1}, {Section::Group::planned, m_today + day, 1}};
        TaskModel model(tasks);
        TimelineModel timeline(model);
        const QAbstractItemModelTester tester(&timeline);
        load(model);
        QCOMPARE(lines(timeline), QStringLiteral("#,a,#,b"));
        fill(tasks, {"b", "a"});
        load(model);
        QCOMPARE(lines(timeline), QStringLiteral("#,b,#,a"));
        tasks.sections = {{Section::Group::planned, m_today + day, 2}};
        load(model);
        QCOMPARE(lines(timeline), QStringLiteral("#,b,a"));
        fill(tasks, {"b"});
        tasks.sections = {{Section::Group::planned, m_today + day, 1}};
        load(model);
        QCOMPARE(lines(timeline), QStringLiteral("#,b"));
    }

    void checkingARowDoesNotRearrange() {
        ScriptedTasks tasks;
        fill(tasks, {"a", "b"});
        tasks.sections = {{Section::Group::overdue, {}, 1}, {Section::Group::undated, {}, 1}};
        TaskModel model(tasks);
        TimelineModel timeline(model);
        load(model);
        QSignalSpy reset(&timeline, &QAbstractItemModel::modelReset);
        QSignalSpy changed(&timeline, &QAbstractItemModel::dataChanged);
        model.setChecked(1, 1, true);
        QCOMPARE(reset.count(), 0);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.first().at(0).toModelIndex().row(), 3);
    }

    void midnightChangesTheTitles() {
        ScriptedTasks tasks;
        fill(tasks, {"a"});
        tasks.sections = {{Section::Group::done, m_today, 1}};
        TaskModel model(tasks);
        TimelineModel timeline(model);
        load(model);
        timeline.setToday(QDate::currentDate().addDays(1));
        const auto title = timeline.index(0, 0).data(TaskModel::SectionRole).toString();
        QVERIFY2(title.startsWith(QStringLiteral("Done · Yesterday")), qPrintable(title));
    }
};

QTEST_MAIN(TimelineModelTest)
#include "timeline_model_test.moc"
