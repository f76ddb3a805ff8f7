#pragma once

#include "app/desktop/arguments.h"
#include "core/api/profile.h"
#include "ui/theme/theme.h"

#include <memory>

namespace cairn::desktop {

// Opens the profile in `home`; its answers come on the thread of the window.
base::Expected<std::unique_ptr<api::Profile>> openProfile(const QString& home);

// Opens the window over the profile, or one that says why there is none, and runs until it is closed.
int runWindow(const Arguments& arguments, ui::Theme& theme);

// What a window costs that does nothing: shows one in the same style, and ends when it is there.
int runEmptyWindow(ui::Theme& theme);

} // namespace cairn::desktop
