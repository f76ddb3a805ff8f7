#include "app/desktop/arguments.h"
#include "app/desktop/composition.h"
#include "app/desktop/language.h"
#include "app/desktop/screenshots.h"
#include "ui/theme/theme.h"

#include <QApplication>

using namespace Qt::StringLiterals;

int main(int argc, char** argv) {
    using namespace cairn;

    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"cairn"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(CAIRN_VERSION));
    QGuiApplication::setApplicationDisplayName(u"Cairn"_s);
    QGuiApplication::setDesktopFileName(u"cairn"_s);

    const desktop::Arguments arguments = desktop::readArguments(application);
    const desktop::Language language(application, arguments.language, arguments.rightToLeft);
    ui::Theme theme(application);
    QGuiApplication::setWindowIcon(theme.icon(u"cairn"_s));
    if (arguments.emptyWindow) {
        return desktop::runEmptyWindow(theme);
    }
    return arguments.screenshots.isEmpty() ? desktop::runWindow(arguments, theme)
                                           : desktop::drawScreenshots(arguments, theme);
}
