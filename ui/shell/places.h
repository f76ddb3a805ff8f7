#pragma once

#include "core/api/local_access.h"
#include "core/api/profile.h"
#include "core/api/sync.h"
#include "ui/shell/navigator.h"
#include "ui/theme/theme.h"

#include <functional>
#include <vector>

namespace cairn::ui {

// A place of this version: how the rail and the menu call it, and what builds its page. Pages belong to their parent.
struct PlaceEntry {
    using Make = std::function<Place*(QWidget* parent)>;

    PlaceId id = PlaceId::today;
    QString name;
    QString icon;
    Make makePage;
    Make makeWhenEmpty{}; // of what is shown instead while the profile has nothing in it
};

// In the rail's order. `access`: null where this program lets nobody ask it.
std::vector<PlaceEntry>
places(api::Profile& profile, api::Sync& sync, api::LocalAccess* access, Theme& theme, Navigator& navigator);

} // namespace cairn::ui
