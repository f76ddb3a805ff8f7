#include "app/desktop/composition.h"

#include "app/desktop/local_clock.h"
#include "core/service/open_profile.h"
#include "ui/shell/error_dialog.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/error_panel.h"

#include <QApplication>
#include <QDesktopServices>
#include <QDir>
#include <QPushButton>
#include <QUrl>

#include <filesystem>

using namespace Qt::StringLiterals;

namespace cairn::desktop {

namespace {

// The tracks that come with the program: installed beside it, or in the sources that it was built from.
std::filesystem::path starterPaths() {
    const QDir installed(QCoreApplication::applicationDirPath() + u"/../share/cairn/paths"_s);
    const QString folder = installed.exists() ? installed.absolutePath() : QStringLiteral(CAIRN_RESOURCES "/paths");
    return folder.toStdU16String();
}

int sayWhyNot(const base::Error& error, const QString& home, ui::Theme& theme) {
    ui::ErrorDialog dialog(theme, error);
    dialog.setWindowTitle(QCoreApplication::translate("cairn::desktop", "Cairn could not open your profile"));
    QPushButton* open =
        dialog.panel()->addButton(QCoreApplication::translate("cairn::desktop", "Open the profile's folder"));
    QObject::connect(
        open, &QPushButton::clicked, &dialog, [home] { QDesktopServices::openUrl(QUrl::fromLocalFile(home)); });
    dialog.exec();
    return 1;
}

} // namespace

base::Expected<std::unique_ptr<api::Profile>> openProfile(const QString& home) {
    service::OpenOptions options;
    options.starterPaths = starterPaths();
    const api::Deliver toWindow = [](std::function<void()> call) {
        QMetaObject::invokeMethod(qApp, std::move(call), Qt::QueuedConnection);
    };
    return service::openProfile(
        QDir::toNativeSeparators(home).toStdU16String(), std::move(options), localClock(), toWindow);
}

int runWindow(const Arguments& arguments, ui::Theme& theme) {
    const QString home = arguments.home.isEmpty() ? defaultHome() : QDir(arguments.home).absolutePath();
    auto profile = openProfile(home);
    if (!profile) {
        theme.setLook(arguments.look.value_or(ui::Look::system));
        return sayWhyNot(profile.error(), home, theme);
    }
    theme.setLook(arguments.look.value_or(ui::lookOf((*profile)->state())));
    ui::MainWindow window(**profile, theme);
    window.show();
    return QApplication::exec();
}

} // namespace cairn::desktop
