#pragma once

#include "app/desktop/arguments.h"
#include "core/api/local_access.h"
#include "core/api/sync.h"
#include "core/service/local_profile.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme.h"

#include <memory>

namespace cairn::desktop {

// Opens the profile in `home`; its answers come on the thread of the window.
base::Expected<std::unique_ptr<service::LocalProfile>> openProfile(const QString& home);

// The account and the exchange of it; answers come there, too.
std::unique_ptr<api::Sync> openSync(service::LocalProfile& profile);

// The access of other programs on this computer, as it was left. It is remembered in the profile's folder, or not at
// all and off.
std::unique_ptr<api::LocalAccess> openAccess(service::LocalProfile& profile, ui::MainWindow::Memory memory);

// Opens the window over the profile, or one that says why there is none, and runs until it is closed.
int runWindow(const Arguments& arguments, ui::Theme& theme);

// What a window costs that does nothing: shows one in the same style, and ends when it is there.
int runEmptyWindow(ui::Theme& theme);

} // namespace cairn::desktop
