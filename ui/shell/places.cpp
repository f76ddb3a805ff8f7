#include "ui/shell/places.h"

#include "ui/pages/connections/connections_page.h"
#include "ui/pages/devices/devices_page.h"
#include "ui/pages/mindmap/mindmap_page.h"
#include "ui/pages/settings/settings_page.h"
#include "ui/pages/tasks/tasks_page.h"
#include "ui/pages/today/today_page.h"
#include "ui/pages/welcome/welcome_page.h"

#include <QCoreApplication>

#include <type_traits>

using namespace Qt::StringLiterals;

namespace cairn::ui {

std::vector<PlaceEntry>
places(api::Profile& profile, api::Sync& sync, api::LocalAccess* access, Theme& theme, Navigator& navigator) {
    const auto say = [](const char* text) { return QCoreApplication::translate("cairn::ui::Places", text); };
    const auto make = [&]<class Page>(std::type_identity<Page>, auto&... shown) -> PlaceEntry::Make {
        return [&theme, &navigator, &... shown = shown](QWidget* parent) {
            return new Page(shown..., theme, navigator, parent);
        };
    };
    return {
        {PlaceId::today, say(QT_TRANSLATE_NOOP("cairn::ui::Places", "Today")), u"today"_s,
         make(std::type_identity<TodayPage>(), profile, sync), make(std::type_identity<WelcomePage>(), profile, sync)},
        {PlaceId::tasks, say(QT_TRANSLATE_NOOP("cairn::ui::Places", "Tasks")), u"tasks"_s,
         make(std::type_identity<TasksPage>(), profile, sync)},
        {PlaceId::mindmap, say(QT_TRANSLATE_NOOP("cairn::ui::Places", "Mindmap")), u"mindmap"_s,
         make(std::type_identity<MindmapPage>(), profile)},
        {PlaceId::devices, say(QT_TRANSLATE_NOOP("cairn::ui::Places", "Devices")), u"devices"_s,
         make(std::type_identity<DevicesPage>(), sync)},
        {PlaceId::connections, say(QT_TRANSLATE_NOOP("cairn::ui::Places", "Connections")), u"connections"_s,
         make(std::type_identity<ConnectionsPage>(), profile, sync)},
        {PlaceId::settings, say(QT_TRANSLATE_NOOP("cairn::ui::Places", "Settings")), u"settings"_s,
         [&, access](QWidget* parent) { return new SettingsPage(profile, access, theme, navigator, parent); }},
    };
}

} // namespace cairn::ui
