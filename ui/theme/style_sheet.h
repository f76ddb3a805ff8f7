#pragma once

#include <QPalette>
#include <QString>

namespace cairn::ui {

class Theme;

QPalette paletteOf(const Theme& theme);

// For what is plainer to say in a sheet than to paint: menus, scroll bars, headers, tips.
QString styleSheetOf(const Theme& theme);

} // namespace cairn::ui
