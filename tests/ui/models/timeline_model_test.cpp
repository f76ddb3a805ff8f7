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
    const QDate m_today = QDate::currentDate();

    api::TaskRow planned(const std::string& id, int days, api::TaskState state = api::TaskState::scheduled) const {
        api::TaskRow row = ScriptedTasks::row(id, state);
        row.scheduledAt = plannedAt(m_today.addDays(days));
        return row;
    }

    api::TaskRow done(const std::string& id, int days) const {
        api::TaskRow row = ScriptedTasks::row(id, api::TaskState::self_reported);
        row.completedAt = plannedAt(m_today.addDays(days));
        return row;
    }

    static void load(TaskModel& model) {
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

    void groupsByDay() {
        ScriptedTasks tasks;
        tasks.rows = {
            done("last-week", -7),
            ScriptedTasks::row("some-day"),
            planned("friday", 5),
            ScriptedTasks::row("going-on", api::TaskState::in_progress),
            planned("late", -3),
            done("just-now", 0),
            planned("tomorrow", 1),
            planned("today", 0),
            planned("lapsed", -10, api::TaskState::expired),
        };
        TaskModel model(tasks);
        TimelineModel timeline(model);
        const QAbstractItemModelTester tester(&timeline);
        load(model);
        QCOMPARE(
            lines(timeline), QStringLiteral("#,late,lapsed,#,going-on,today,#,tomorrow,#,friday,#,just-now,#,last-week,"
                                            "#,some-day"));
        QCOMPARE(timeline.index(0, 0).data(TaskModel::SectionRole).toString(), QStringLiteral("Overdue"));
        QCOMPARE(timeline.index(0, 0).data(TaskModel::SectionCountRole).toInt(), 2);
        QVERIFY(timeline.index(3, 0).data(TaskModel::SectionRole).toString().startsWith(QStringLiteral("Today")));
    }

    void sectionsCannotBeChosen() {
        ScriptedTasks tasks;
        tasks.rows = {planned("today", 0)};
        TaskModel model(tasks);
        TimelineModel timeline(model);
        load(model);
        QVERIFY(!timeline.flags(timeline.index(0, 0)).testFlag(Qt::ItemIsSelectable));
        QVERIFY(timeline.flags(timeline.index(1, 0)).testFlag(Qt::ItemIsUserCheckable));
        QCOMPARE(timeline.sourceRowsOf(0), std::vector<int>{0});
    }

    void aRowMovesWithItsDay() {
        ScriptedTasks tasks;
        tasks.rows = {planned("a", 0), planned("b", 1)};
        TaskModel model(tasks);
        TimelineModel timeline(model);
        const QAbstractItemModelTester tester(&timeline);
        load(model);
        QCOMPARE(lines(timeline), QStringLiteral("#,a,#,b"));
        tasks.rows[0] = planned("a", 2);
        load(model);
        QCOMPARE(lines(timeline), QStringLiteral("#,b,#,a"));
        tasks.rows.erase(tasks.rows.begin());
        load(model);
        QCOMPARE(lines(timeline), QStringLiteral("#,b"));
    }

    void checkingARowDoesNotRearrange() {
        ScriptedTasks tasks;
        tasks.rows = {planned("a", 0), planned("b", 1)};
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

    void midnightMovesWhatIsOverdue() {
        ScriptedTasks tasks;
        tasks.rows = {planned("a", 0)};
        TaskModel model(tasks);
        TimelineModel timeline(model);
        load(model);
        timeline.setToday(m_today.addDays(1));
        QCOMPARE(timeline.index(0, 0).data(TaskModel::SectionRole).toString(), QStringLiteral("Overdue"));
    }
};

QTEST_MAIN(TimelineModelTest)
#include "timeline_model_test.moc"
