#include "app/desktop/arguments.h"

#include <QCommandLineParser>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace cairn::desktop {

namespace {

QString say(const char* text) {
    return QCoreApplication::translate("cairn::desktop::Arguments", text);
}

} // namespace

Arguments readArguments(const QCoreApplication& application) {
    QCommandLineParser parser;
    parser.setApplicationDescription(say("A companion for people who learn to program. Data stay on this computer."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption home(u"home"_s, say("Folder of the profile."), u"folder"_s);
    const QCommandLineOption screenshots(
        u"screenshot"_s, say("Draw every place into this folder as PNG, and end."), u"folder"_s);
    const QCommandLineOption language(u"lang"_s, say("Language and region: en, de_AT."), u"name"_s);
    const QCommandLineOption look(u"look"_s, say("system, light or dark."), u"look"_s);
    QCommandLineOption rightToLeft(u"rtl"_s, say("Lay out from right to left."));
    // For `cairnctl bench startup`.
    QCommandLineOption untilUsable(u"until-usable"_s, say("Say when the first page can be used, and end."));
    QCommandLineOption emptyWindow(u"empty-window"_s, say("Open no profile and show an empty window."));
    for (QCommandLineOption* option : {&rightToLeft, &untilUsable, &emptyWindow}) {
        option->setFlags(QCommandLineOption::HiddenFromHelp);
    }
    parser.addOptions({home, screenshots, language, look, rightToLeft, untilUsable, emptyWindow});
    parser.process(application);

    Arguments arguments;
    arguments.home = parser.value(home);
    arguments.screenshots = parser.value(screenshots);
    arguments.language = parser.value(language);
    arguments.rightToLeft = parser.isSet(rightToLeft);
    arguments.untilUsable = parser.isSet(untilUsable);
    arguments.emptyWindow = parser.isSet(emptyWindow);
    if (parser.isSet(look)) {
        const QString name = parser.value(look);
        if (name != "system"_L1 && name != "light"_L1 && name != "dark"_L1) {
            qCritical("%s", qPrintable(say("--look takes system, light or dark.")));
            parser.showHelp(2);
        }
        arguments.look = name == "dark"_L1 ? ui::Look::dark : name == "light"_L1 ? ui::Look::light : ui::Look::system;
    }
    return arguments;
}

QString defaultHome() {
    const QString named = qEnvironmentVariable("CAIRN_HOME");
    return named.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) : named;
}

} // namespace cairn::desktop
