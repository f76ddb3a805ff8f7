#pragma once

#include "core/api/profile.h"
#include "ui/shell/navigator.h"
#include "ui/theme/theme.h"

#include <vector>

namespace cairn::ui {

// A place of this version: its page, and how the rail and the menu call it.
struct PlaceEntry {
    PlaceId id = PlaceId::today;
    QString name;
    QString icon;
    Place* page = nullptr;
    Place* whenEmpty = nullptr; // shown instead while the profile has nothing in it
};

// Builds the pages, in the rail's order. They belong to `parent`.
std::vector<PlaceEntry> makePlaces(api::Profile& profile, Theme& theme, Navigator& navigator, QWidget* parent);

} // namespace cairn::ui
