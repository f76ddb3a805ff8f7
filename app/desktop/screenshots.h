#pragma once

#include "app/desktop/arguments.h"
#include "ui/theme/theme.h"

namespace cairn::desktop {

// Draws every place as PNG files of 1440 × 900: light, dark, right to left, with text at 200 %, and once at two device
// pixels a unit. With the profile of --home, or with sample data in a folder of its own.
int drawScreenshots(const Arguments& arguments, ui::Theme& theme);

} // namespace cairn::desktop
