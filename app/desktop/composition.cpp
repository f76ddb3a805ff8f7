#include "app/desktop/composition.h"

#include "app/desktop/local_clock.h"
#include "app/desktop/opening_notice.h"
#include "core/service/open_profile.h"
#include "sync/assistant/http/local_access.h"
#include "sync/client/open_sync.h"
#include "ui/shell/error_dialog.h"
#include "ui/widgets/error_panel.h"

#include <QApplication>
#include <QDesktopServices>
#include <QDir>
#include <QEventLoop>
#include <QPushButton>
#include <QTimer>
#include <QUrl>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <thread>

using namespace Qt::StringLiterals;

namespace cairn::desktop {

namespace {

// The tracks that come with the program: installed beside it, or in the sources that it was built from.
std::filesystem::path starterPaths() {
    const QDir installed(QCoreApplication::applicationDirPath() + u"/../share/cairn/paths"_s);
    const QString folder = installed.exists() ? installed.absolutePath() : QStringLiteral(CAIRN_RESOURCES "/paths");
    return folder.toStdU16String();
}

void toWindow(std::function<void()> call) {
    QMetaObject::invokeMethod(qApp, std::move(call), Qt::QueuedConnection);
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

base::Expected<std::unique_ptr<service::LocalProfile>> openProfile(const QString& home) {
    service::OpenOptions options;
    options.starterPaths = starterPaths();
    return service::openProfile(
        QDir::toNativeSeparators(home).toStdU16String(), std::move(options), localClock(), toWindow);
}

std::unique_ptr<api::Sync> openSync(service::LocalProfile& profile) {
    return client::openSync(profile, localClock(), toWindow);
}

std::unique_ptr<api::LocalAccess> openAccess(service::LocalProfile& profile, ui::MainWindow::Memory memory) {
    const auto folder = memory == ui::MainWindow::Memory::profile ? profile.state().folder : std::filesystem::path();
    return assistant::openLocalAccess(profile, toWindow, localClock(), folder, CAIRN_VERSION);
}

namespace {

// After what is waiting to be painted has been painted.
void endWhenPainted() {
    QTimer::singleShot(0, qApp, [] {
        std::puts("usable");
        std::fflush(stdout);
        QApplication::quit();
    });
}

// Opening reads the disk, and after an unclean end checks every page of it: a thread of its own does, and whoever waits
// for longer than a moment is told for what.
base::Expected<std::unique_ptr<service::LocalProfile>>
openAside(const QString& home, const Arguments& arguments, ui::Theme& theme) {
    constexpr int kMoment = 300; // ms
    std::optional<base::Expected<std::unique_ptr<service::LocalProfile>>> opened;
    QEventLoop loop;
    std::thread opener([&] {
        opened = openProfile(home);
        QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
    });
    OpeningNotice notice(theme);
    QTimer::singleShot(kMoment, &notice, [&] {
        theme.setLook(arguments.look.value_or(ui::Look::system)); // what the profile prefers is not known yet
        notice.show();
    });
    // The database survives being left at any point.
    QObject::connect(&notice, &OpeningNotice::quitAsked, &notice, [] { std::_Exit(0); });
    loop.exec();
    opener.join();
    return std::move(*opened);
}

} // namespace

int runEmptyWindow(ui::Theme& theme) {
    theme.setLook(ui::Look::light);
    QMainWindow window;
    window.resize(1440, 900);
    window.show();
    endWhenPainted();
    return QApplication::exec();
}

int runWindow(const Arguments& arguments, ui::Theme& theme) {
    const QString home = arguments.home.isEmpty() ? defaultHome() : QDir(arguments.home).absolutePath();
    auto profile = openAside(home, arguments, theme);
    if (!profile) {
        theme.setLook(arguments.look.value_or(ui::Look::system));
        return sayWhyNot(profile.error(), home, theme);
    }
    theme.setLook(arguments.look.value_or(ui::lookOf((*profile)->state())));
    const auto sync = openSync(**profile);
    const auto memory = arguments.untilUsable ? ui::MainWindow::Memory::none : ui::MainWindow::Memory::profile;
    const auto access = openAccess(**profile, memory);
    ui::MainWindow window(**profile, *sync, theme, memory, access.get());
    window.show();
    if (arguments.untilUsable) {
        QObject::connect(window.currentPage(), &ui::Place::filled, &window, &endWhenPainted);
    }
    return QApplication::exec();
}

} // namespace cairn::desktop
