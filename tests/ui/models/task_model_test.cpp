#include "tests/ui/models/scripted_tasks.h"
#include "ui/models/task_model.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

using namespace cairn;
using cairn::test::ScriptedTasks;
using cairn::ui::TaskModel;

class TaskModelTest : public QObject {
    Q_OBJECT

private:
    static void load(TaskModel& model) {
        QSignalSpy arrived(&model, &TaskModel::arrived);
        model.reload();
        QVERIFY(arrived.wait());
    }

private Q_SLOTS:

    void readsPageByPage() {
        ScriptedTasks tasks;
        tasks.fill(1200);
        TaskModel model(tasks);
        const QAbstractItemModelTester tester(&model);
        load(model);
        QCOMPARE(model.rowCount(), 500);
        QCOMPARE(model.total(), 1200);
        QSignalSpy arrived(&model, &TaskModel::arrived);
        for (const int rows : {1000, 1200}) {
            QVERIFY(model.hasMore());
            model.readOn();
            QVERIFY(!model.hasMore()); // one question at a time
            QVERIFY(arrived.wait());
            QCOMPARE(model.rowCount(), rows);
        }
        QVERIFY(!model.hasMore());
        QCOMPARE(tasks.asked.back().offset, 1000);
    }

    void asksForAPageOfAnotherFilterHoweverManyAreThere() {
        ScriptedTasks tasks;
        tasks.fill(1200);
        TaskModel model(tasks);
        const QAbstractItemModelTester tester(&model);
        load(model);
        QSignalSpy arrived(&model, &TaskModel::arrived);
        model.readOn();
        QVERIFY(arrived.wait());
        load(model);
        QCOMPARE(model.rowCount(), 1000); // the same filter: as many as were there
        api::TaskFilter filter = model.filter();
        filter.text = "x";
        model.setFilter(filter);
        load(model);
        QCOMPARE(model.rowCount(), 500);
    }

    void asksForAnotherGroupingAtOnce() {
        ScriptedTasks tasks;
        tasks.fill(3);
        tasks.sections = {{api::TimelineSection::Group::undated, {}, 3}};
        TaskModel model(tasks);
        load(model);
        model.setChecked(0, 1, true);
        QVERIFY(model.sections().empty());
        QSignalSpy arrived(&model, &TaskModel::arrived);
        model.setByDay(true);
        model.setFilter({}); // leaves the grouping
        QVERIFY(arrived.wait());
        QVERIFY(tasks.asked.back().byDay);
        QCOMPARE(model.sections(), tasks.sections);
        QCOMPARE(model.checkedCount(), 2);
    }

    void keepsIndexesOfRowsThatStay() {
        ScriptedTasks tasks;
        tasks.fill(10);
        TaskModel model(tasks);
        const QAbstractItemModelTester tester(&model);
        load(model);
        const QPersistentModelIndex ninth(model.index(8, TaskModel::TitleColumn));
        tasks.rows.erase(tasks.rows.begin() + 3);
        tasks.rows.insert(tasks.rows.begin() + 1, ScriptedTasks::row("new"));
        tasks.rows[2].title = "Renamed";
        load(model);
        QVERIFY(ninth.isValid());
        QCOMPARE(ninth.data(TaskModel::IdRole).toString(), QStringLiteral("8"));
        QCOMPARE(model.index(1, TaskModel::TitleColumn).data().toString(), QStringLiteral("Task new"));
        QCOMPARE(model.index(2, TaskModel::TitleColumn).data().toString(), QStringLiteral("Renamed"));
    }

    void tellsOnlyOfRowsThatChanged() {
        ScriptedTasks tasks;
        tasks.fill(100);
        TaskModel model(tasks);
        load(model);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        tasks.rows[40].state = api::TaskState::in_progress;
        load(model);
        QCOMPARE(inserted.count(), 0);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.first().at(0).toModelIndex().row(), 40);
        QCOMPARE(changed.first().at(1).toModelIndex().row(), 40);
    }

    void keepsWhatWasThereWhenAskingFails() {
        ScriptedTasks tasks;
        tasks.fill(5);
        TaskModel model(tasks);
        load(model);
        tasks.failure = base::Error{base::ErrorCode::Io, "disk", {}};
        QSignalSpy failed(&model, &TaskModel::failed);
        model.reload();
        QVERIFY(failed.wait());
        QCOMPARE(model.rowCount(), 5);
        QVERIFY(!model.isLoading());
    }

    void checksFollowTheirRows() {
        ScriptedTasks tasks;
        tasks.fill(6);
        TaskModel model(tasks);
        load(model);
        model.setChecked(1, 2, true);
        QVERIFY(model.setData(model.index(4, TaskModel::CheckColumn), Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(model.checked(), (std::vector<std::string>{"1", "2", "4"}));
        tasks.rows.erase(tasks.rows.begin() + 2);
        load(model);
        QCOMPARE(model.checked(), (std::vector<std::string>{"1", "4"}));
    }

    void aNewFilterEndsChecksButANewOrderDoesNot() {
        ScriptedTasks tasks;
        tasks.fill(6);
        TaskModel model(tasks);
        load(model);
        model.setChecked(0, 1, true);
        api::TaskFilter filter = model.filter();
        filter.order = api::TaskOrder::title;
        model.setFilter(filter);
        QCOMPARE(model.checkedCount(), 2);
        filter.text = "x";
        model.setFilter(filter);
        QCOMPARE(model.checkedCount(), 0);
    }

    void checkingAllReachesRowsThatWereNotThere() {
        ScriptedTasks tasks;
        tasks.fill(900);
        TaskModel model(tasks);
        load(model);
        QCOMPARE(model.rowCount(), 500);
        QSignalSpy arrived(&model, &TaskModel::arrived);
        model.checkAll();
        QVERIFY(arrived.wait());
        QCOMPARE(model.checkedCount(), 900);
    }

    void saysARowInOneLine() {
        ScriptedTasks tasks;
        tasks.rows = {ScriptedTasks::row("1", api::TaskState::in_progress)};
        tasks.rows.front().difficulty = 4;
        TaskModel model(tasks);
        load(model);
        const QString line = model.index(0, TaskModel::TitleColumn).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(line.contains(QStringLiteral("Task 1")) && line.contains(QStringLiteral("4")), qPrintable(line));
        QVERIFY(line.contains(QStringLiteral("in progress")));
    }
};

QTEST_MAIN(TaskModelTest)
#include "task_model_test.moc"
