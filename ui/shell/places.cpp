#include "ui/shell/places.h"

#include "ui/pages/mindmap/mindmap_page.h"
#include "ui/pages/settings/settings_page.h"
#include "ui/pages/tasks/tasks_page.h"
#include "ui/pages/today/today_page.h"
#include "ui/pages/welcome/welcome_page.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace cairn::ui {

std::vector<PlaceEntry> makePlaces(api::Profile& profile, Theme& theme, Navigator& navigator, QWidget* parent) {
    const auto say = [](const char* text) { return QCoreApplication::translate("cairn::ui::Places", text); };
    return {
        {PlaceId::today, say(QT_TRANSLATE_NOOP("cairn::ui::Places", "Today")), u"today"_s,
         new TodayPage(profile, theme, navigator, parent), new WelcomePage(profile, theme, navigator, parent)},
        {PlaceId::tasks, say(QT_TRANSLATE_NOOP("cairn::ui::Places", "Tasks")), u"tasks"_s,
         new TasksPage(profile, theme, navigator, parent), nullptr},
        {PlaceId::mindmap, say(QT_TRANSLATE_NOOP("cairn::ui::Places", "Mindmap")), u"mindmap"_s,
         new MindmapPage(profile, theme, navigator, parent), nullptr},
        {PlaceId::settings, say(QT_TRANSLATE_NOOP("cairn::ui::Places", "Settings")), u"settings"_s,
         new SettingsPage(profile, theme, navigator, parent), nullptr},
    };
}

} // namespace cairn::ui
