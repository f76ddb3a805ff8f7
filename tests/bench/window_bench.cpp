// What the window's own thread takes for what a person does, run by hand:
//
//   cairn_window_bench [--only filter|map] [--tasks N] [--topics N] [--keep FOLDER]
//
// Each line of the output is one measure; its "ratio" is p95 over the 16 ms of a frame. In the folder of --keep the
// profile and the layouts of the maps stay for the next run.
#include "tests/bench/filter_bench.h"
#include "tests/bench/map_bench.h"
#include "tests/bench/watched_application.h"
#include "tests/ui/ui_fixture.h"

#include <QCommandLineParser>
#include <QDir>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace {

int number(const QCommandLineParser& options, const QString& name) {
    bool understood = false;
    const int value = options.value(name).toInt(&understood);
    if (!understood || value < 1) {
        qFatal("--%s wants a number above 0", qPrintable(name));
    }
    return value;
}

} // namespace

int main(int argc, char** argv) {
    using namespace cairn;
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    bench::WatchedApplication application(argc, argv);
    QCommandLineParser options;
    options.addHelpOption();
    options.addOptions({
        {u"only"_s, u"One of the measures: filter, map."_s, u"measure"_s},
        {u"tasks"_s, u"How many tasks are filtered."_s, u"number"_s, u"50000"_s},
        {u"topics"_s, u"How many topics the map has."_s, u"number"_s, u"5000"_s},
        {u"keep"_s, u"Keeps profile and layouts in this folder for the next run."_s, u"folder"_s},
    });
    options.process(application);
    const QString only = options.value(u"only"_s);
    const int tasks = number(options, u"tasks"_s);
    const int topics = number(options, u"topics"_s);
    const QString folder = options.isSet(u"keep"_s) ? QDir(options.value(u"keep"_s)).absolutePath() : QString();
    if (!folder.isEmpty() && !QDir().mkpath(folder)) {
        qFatal("the folder cannot be made");
    }

    ui::Theme theme(application);
    theme.setLook(ui::Look::light);
    test::UiFixture::s_theme = &theme;
    if (only.isEmpty() || only == "filter"_L1) {
        bench::benchFilters(application, {tasks, folder.isEmpty() ? folder : u"%1/tasks-%2"_s.arg(folder).arg(tasks)});
    }
    if (only.isEmpty() || only == "map"_L1) {
        bench::benchMap({topics, folder});
    }
    return 0;
}
