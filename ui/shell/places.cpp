#include "ui/shell/places.h"

#include "ui/pages/settings/settings_page.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace cairn::ui {

std::vector<PlaceEntry> makePlaces(api::Profile& profile, Theme& theme, Navigator& navigator, QWidget* parent) {
    const auto name = [](const char* text) { return QCoreApplication::translate("cairn::ui::Places", text); };
    return {
        {PlaceId::settings, name(QT_TRANSLATE_NOOP("cairn::ui::Places", "Settings")), u"settings"_s,
         new SettingsPage(profile, theme, navigator, parent)},
    };
}

} // namespace cairn::ui
