#include "tests/ui/models/scripted_tasks.h"
#include "tests/ui/ui_fixture.h"
#include "ui/models/task_choice.h"
#include "ui/models/task_model.h"
#include "ui/models/timeline_model.h"
#include "ui/pages/tasks/task_view.h"

#include <QElapsedTimer>
#include <QScrollBar>
#include <QSignalSpy>

using namespace cairn;
using namespace cairn::ui;
using cairn::test::ScriptedTasks;

class TaskViewTest : public QObject {
    Q_OBJECT

private:
    // On a machine that does other things too, still well under what a person calls a wait.
    static constexpr qint64 kFluid = 1000; // ms

    static void load(TaskModel& model) {
        QSignalSpy arrived(&model, &TaskModel::arrived);
        model.reload();
        QVERIFY(arrived.wait());
    }

private Q_SLOTS:

    void staysFluidWithTwentyThousand() {
        ScriptedTasks tasks;
        tasks.fill(20000);
        for (int day = 0; day < 400; ++day) {
            tasks.sections.push_back({api::TimelineSection::Group::planned, base::Day(std::chrono::days(day)), 50});
        }
        TaskModel model(tasks);
        TimelineModel timeline(model);
        load(model);
        QSignalSpy arrived(&model, &TaskModel::arrived);
        model.checkAll(); // reads all
        QVERIFY(arrived.wait());
        model.clearChecks();
        TaskView view(*test::UiFixture::s_theme, model, timeline);
        view.resize(900, 700);
        view.show();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        view.setFocus();
        QElapsedTimer clock;
        const auto quick = [&](auto step) {
            clock.start();
            step();
            view.grab();
            return clock.elapsed();
        };
        QVERIFY(quick([&] { QTest::keyClick(&view, Qt::Key_End); }) < kFluid);
        QCOMPARE(view.currentId(), QStringLiteral("19999"));
        QVERIFY(quick([&] { QTest::keyClick(&view, Qt::Key_PageUp); }) < kFluid);
        QVERIFY(quick([&] { view.showTimeline(true); }) < kFluid);
        QTRY_COMPARE(timeline.rowCount(), 20400);
        QVERIFY(quick([&] { QTest::keyClick(&view, Qt::Key_End); }) < kFluid);
        QVERIFY(quick([&] { model.setChecked(0, 19999, true); }) < kFluid);
        tasks.rows[10000].title = "Renamed";
        QVERIFY(quick([&] { load(model); }) < kFluid);
    }

    void asksForNothingThatNobodyComesNear() {
        ScriptedTasks tasks;
        tasks.fill(2000);
        TaskModel model(tasks);
        TimelineModel timeline(model);
        load(model);
        TaskView view(*test::UiFixture::s_theme, model, timeline);
        view.resize(900, 600);
        view.show();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        view.grab(); // lays out the rows
        QVERIFY(!model.isLoading());
        view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum() / 2);
        QVERIFY(!model.isLoading());
        view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum());
        QVERIFY(model.isLoading());
    }

    void asksForMoreAtTheEnd() {
        ScriptedTasks tasks;
        tasks.fill(1200);
        TaskModel model(tasks);
        TimelineModel timeline(model);
        load(model);
        TaskView view(*test::UiFixture::s_theme, model, timeline);
        view.resize(900, 600);
        view.show();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        QCOMPARE(model.rowCount(), 500);
        QTest::keyClick(&view, Qt::Key_End);
        QTRY_VERIFY(model.rowCount() >= 1000);
        QTest::keyClick(&view, Qt::Key_End);
        QTRY_COMPARE(model.rowCount(), 1200);
    }

    void currentRowAndPlaceOutlastAChange() {
        ScriptedTasks tasks;
        tasks.fill(300);
        TaskModel model(tasks);
        TimelineModel timeline(model);
        load(model);
        TaskView view(*test::UiFixture::s_theme, model, timeline);
        view.resize(900, 600);
        view.show();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        tasks.sections = {{api::TimelineSection::Group::undated, {}, 300}};
        view.showTimeline(true);
        QTRY_COMPARE(timeline.rowCount(), 301);
        QVERIFY(view.setCurrentId(QStringLiteral("150")));
        const int place = view.verticalScrollBar()->value();
        QVERIFY(place > 0);
        std::rotate(tasks.rows.begin(), tasks.rows.begin() + 150, tasks.rows.begin() + 151); // to a section above
        tasks.sections = {
            {api::TimelineSection::Group::overdue, {}, 1}, {api::TimelineSection::Group::undated, {}, 299}};
        load(model);
        QTRY_COMPARE(view.currentId(), QStringLiteral("150"));
        QTRY_COMPARE(view.verticalScrollBar()->value(), place);
    }

    void whatDoesNotFitIsLeftOut() {
        ScriptedTasks tasks;
        tasks.fill(3);
        TaskModel model(tasks);
        TimelineModel timeline(model);
        load(model);
        TaskView view(*test::UiFixture::s_theme, model, timeline);
        view.resize(900, 400);
        view.show();
        QVERIFY(!view.header()->isSectionHidden(TaskModel::SourceColumn));
        view.resize(500, 400);
        QTRY_VERIFY(view.header()->isSectionHidden(TaskModel::SourceColumn));
        QVERIFY(!view.header()->isSectionHidden(TaskModel::TitleColumn));
        QVERIFY(!view.header()->isSectionHidden(TaskModel::StateColumn));
    }
};

CAIRN_UI_TEST_MAIN(TaskViewTest)
#include "task_view_test.moc"
