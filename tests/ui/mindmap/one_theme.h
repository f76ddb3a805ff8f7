#pragma once

#include "ui/theme/theme.h"

#include <QApplication>

namespace cairn::ui::test {

// One a process: the application's style paints with it to the end.
inline Theme& oneTheme() {
    static auto* theme = new Theme(*qApp, qApp);
    return *theme;
}

} // namespace cairn::ui::test
