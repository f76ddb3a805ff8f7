#include "ui/pages/mindmap/map_actions.h"

#include <QCoreApplication>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

struct MapActionWords {
    Q_DECLARE_TR_FUNCTIONS(cairn::ui::MapActions)
};

} // namespace

MapActions::MapActions(Theme& theme, QWidget& page, QWidget& map) {
    using Words = MapActionWords;
    const auto make = [&](const QString& text, const QString& icon, const QList<QKeySequence>& keys, QWidget& where) {
        auto* action = new QAction(text, &page);
        if (!icon.isEmpty()) {
            action->setIcon(theme.icon(icon));
        }
        action->setShortcuts(keys);
        action->setShortcutContext(&where == &map ? Qt::WidgetShortcut : Qt::WidgetWithChildrenShortcut);
        where.addAction(action);
        return action;
    };
    find = make(Words::tr("&Find a topic"), u"search"_s, {QKeySequence::Find}, page);
    nextHit = make(Words::tr("&Next found topic"), {}, {Qt::Key_F3}, page);
    previousHit = make(Words::tr("&Previous found topic"), {}, {Qt::SHIFT | Qt::Key_F3}, page);
    choosePath = make(Words::tr("Choose a p&ath"), u"mindmap"_s, {Qt::Key_P}, map);
    editPath = make(Words::tr("&Edit the path…"), u"edit"_s, {Qt::Key_E}, map);
    details = make(Words::tr("&Details of the topic"), u"info"_s, {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space}, map);
    nextTask = make(Words::tr("&Start or continue its next task"), u"start"_s, {Qt::CTRL | Qt::Key_Return}, page);
    read = make(Words::tr("&Read its text"), u"learn"_s, {Qt::Key_R}, map);
    note = make(Words::tr("&Write my note"), u"note"_s, {Qt::Key_N}, map);
    unlock = make(Words::tr("&Unlock it anyway"), u"flag"_s, {Qt::Key_U}, map);
    focus = make(Words::tr("F&ocus on what leads to it"), u"focus"_s, {Qt::Key_F}, map);
    leaveFocus = make(Words::tr("Show the whole pa&th"), {}, {Qt::SHIFT | Qt::Key_F}, map);
    home = make(Words::tr("Go to my &position"), u"pin"_s, {Qt::Key_Home}, map);
    everything = make(Words::tr("All topi&cs"), {}, {Qt::Key_A}, map);
    everything->setCheckable(true);
    everything->setToolTip(Words::tr("Also show topics that no task is about"));
    zoomIn = make(Words::tr("Zoom &in"), u"zoom-in"_s, {Qt::Key_Plus, Qt::Key_Equal}, map);
    zoomOut = make(Words::tr("Zoom o&ut"), u"zoom-out"_s, {Qt::Key_Minus}, map);
    actualSize = make(Words::tr("Si&ze in which it is read"), {}, {Qt::Key_0}, map);
    fit = make(Words::tr("Fit the &whole map"), u"fit"_s, {Qt::Key_9}, map);
    legend = make(Words::tr("&Legend and overview"), {}, {Qt::Key_L}, map);
    legend->setCheckable(true);
    legend->setChecked(true);
}

QList<QAction*> MapActions::all() const {
    return {find,  nextHit,    previousHit, choosePath, editPath, details, nextTask,   read, note,  unlock,
            focus, leaveFocus, home,        everything, zoomIn,   zoomOut, actualSize, fit,  legend};
}

} // namespace cairn::ui
