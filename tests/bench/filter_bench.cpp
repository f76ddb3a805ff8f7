#include "tests/bench/filter_bench.h"

#include "tests/bench/bench_profile.h"
#include "tests/bench/figures.h"
#include "tests/bench/filter_steps.h"
#include "tests/bench/watched_application.h"
#include "tests/ui/devices/scripted_sync.h"
#include "tests/ui/tasks/page_room.h"
#include "ui/models/timeline_model.h"
#include "ui/pages/tasks/filter_bar.h"
#include "ui/pages/tasks/task_view.h"
#include "ui/pages/tasks/tasks_page.h"
#include "ui/widgets/segmented.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QTest>

using namespace Qt::StringLiterals;

namespace cairn::bench {

namespace {

constexpr int kQuiet = 60; // ms without an answer

class PageHands : public FilterHands {
public:
    explicit PageHands(ui::TasksPage& page)
        : m_filters(*page.findChild<ui::FilterBar*>())
        , m_view(*page.findChild<ui::TaskView*>())
        , m_search(*page.findChild<QLineEdit*>())
        , m_views(page.findChild<ui::Segmented*>()->findChildren<QAbstractButton*>()) {}

    void type(const QString& text) override {
        m_search.selectAll();
        text.isEmpty() ? QTest::keyClick(&m_search, Qt::Key_Delete) : QTest::keyClicks(&m_search, text);
    }

    void choose(const std::function<void(ui::TaskChoice&)>& edit) override {
        ui::TaskChoice choice = m_filters.choice();
        edit(choice);
        m_filters.setChoice(choice);
        Q_EMIT m_filters.choiceChanged(choice); // as a chip does
    }

    void sortBy(int column) override {
        const ui::TaskHeader& header = m_view.taskHeader();
        const QPoint at(header.sectionViewportPosition(column) + header.sectionSize(column) / 2, header.height() / 2);
        QTest::mouseClick(header.viewport(), Qt::LeftButton, {}, at);
    }

    void showTimeline(bool timeline) override { m_views.at(timeline ? 1 : 0)->click(); }

private:
    ui::FilterBar& m_filters;
    ui::TaskView& m_view;
    QLineEdit& m_search;
    QList<QAbstractButton*> m_views;
};

void handleEvents(int ms) {
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

// The end of all that a change has set in motion: pauses of typing, answers, layouts that are put off, paints.
class Settling : public QObject {
public:
    explicit Settling(ui::TaskModel& tasks)
        : m_tasks(tasks) {
        connect(&tasks, &ui::TaskModel::arrived, this, [this] { ++m_answers; });
    }

    void await(bool isAnswered) {
        const int before = m_answers;
        if (isAnswered && !QTest::qWaitFor([&] { return m_answers > before; }, 60'000)) {
            qFatal("the page does not answer");
        }
        for (int seen = -1; seen != m_answers || m_tasks.isLoading();) {
            seen = m_answers;
            handleEvents(kQuiet);
        }
    }

private:
    ui::TaskModel& m_tasks;
    int m_answers = 0;
};

ui::TaskModel& tasksOf(const ui::TasksPage& page) {
    return *qobject_cast<ui::TaskModel*>(page.findChild<ui::TaskView*>()->model());
}

} // namespace

void benchFilters(WatchedApplication& application, const FilterBench& bench) {
    const QTemporaryDir folder;
    BenchProfile profile(bench.folder.isEmpty() ? folder.filePath(u"profile"_s) : bench.folder, bench.tasks);
    test::RecordingNavigator navigator;
    test::ScriptedSync sync;
    ui::TasksPage page(profile.profile(), sync, *test::UiFixture::s_theme, navigator);
    Settling settling(tasksOf(page));
    page.resize(1440, 900);
    page.show();
    settling.await(true);
    PageHands hands(page);

    Figures all;
    Figures inList;
    Figures inTimeline;
    Figures longest;
    for (const FilterStep& step : filterSteps()) {
        application.takeLongest();
        const Moment start = momentOfThread();
        step.act(hands);
        settling.await(step.asks);
        const Moment taken = momentOfThread() - start;
        all.add(taken, step.name);
        (page.findChild<ui::TaskView*>()->showsTimeline() ? inTimeline : inList).add(taken, step.name);
        const auto stall = application.takeLongest();
        longest.add(stall.taken, u"%1, %2"_s.arg(step.name, stall.in));
    }
    const QString what = u"a filter or search on %1 tasks"_s.arg(bench.tasks);
    all.print(what + ", GUI thread in sum"_L1);
    inList.print(what + ", GUI thread in sum, those in the list"_L1);
    inTimeline.print(what + ", GUI thread in sum, those in the timeline"_L1);
    longest.print(what + ", longest event"_L1);
}

} // namespace cairn::bench
