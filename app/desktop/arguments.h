#pragma once

#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QString>

#include <optional>

namespace cairn::desktop {

// What the command line asks for.
struct Arguments {
    QString home;                 // the profile's folder; empty: none was named
    QString screenshots;          // where pictures go; empty: open the window
    QString language;             // "de", "ar_EG"; empty: the system's
    std::optional<ui::Look> look; // instead of the profile's
    bool rightToLeft = false;
    bool untilUsable = false; // end, and say so, when the first page can be used
    bool emptyWindow = false; // show a window with nothing in it, for comparison
};

// Reads the command line; ends the program for --help, --version and what it does not understand.
Arguments readArguments(const QCoreApplication& application);

// Where the profile lies when nobody says otherwise: $CAIRN_HOME, else the system's place for data of programs.
QString defaultHome();

} // namespace cairn::desktop
