#include "tests/ui/ui_fixture.h"

#include "sync/assistant/http/local_access.h"

#include <QAccessible>
#include <QDateTime>
#include <QLocale>
#include <QMenu>
#include <QMenuBar>

using namespace Qt::StringLiterals;

namespace cairn::test {

ui::Theme* UiFixture::s_theme = nullptr;

int UiFixture::run(QObject& test, int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") &&
        qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"cairn-test"_s);
    QCoreApplication::setApplicationVersion(u"0"_s);
    ui::Theme theme(application);
    theme.setLook(ui::Look::light);
    s_theme = &theme;
    return QTest::qExec(&test, argc, argv);
}

UiFixture::UiFixture(Data data, int daysAgo) {
    setDaysAgo(daysAgo);
    service::OpenOptions options;
    options.starterPaths = CAIRN_SOURCE_DIR "/resources/paths";
    const base::Clock clock{
        .now = [this] { return static_cast<base::Millis>(QDateTime::currentMSecsSinceEpoch()) - m_behind; },
        .utcOffset = [](base::Millis at) { return QDateTime::fromMSecsSinceEpoch(at).offsetFromUtc() / 60; },
    };
    const api::Deliver deliver = [](std::function<void()> call) {
        QMetaObject::invokeMethod(qApp, std::move(call), Qt::QueuedConnection);
    };
    auto opened = service::openProfile(m_folder.path().toStdU16String(), std::move(options), clock, deliver);
    if (!opened) {
        qFatal("%s", opened.error().message.c_str());
    }
    m_profile = std::move(*opened);
    if (data == Data::sample) {
        const auto added = answer<api::ImportReport>([this](auto reply) {
            return m_profile->imports().addSample([](const base::ProgressStep&) {}, std::move(reply));
        });
        if (!added) {
            qFatal("%s", added.error().message.c_str());
        }
    }
    m_access = assistant::openLocalAccess(*m_profile, deliver, clock, {}, "0");
    m_window =
        std::make_unique<ui::MainWindow>(*m_profile, m_sync, *s_theme, ui::MainWindow::Memory::profile, m_access.get());
    m_window->resize(1440, 900);
}

UiFixture::~UiFixture() = default;

void UiFixture::show() {
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

api::TodayView UiFixture::today() {
    return answer<api::TodayView>([this](auto reply) { return m_profile->progress().today(std::move(reply)); }).value();
}

api::TaskRow UiFixture::aTask(api::TaskState state) {
    api::TaskFilter filter;
    filter.states = {state};
    const auto page =
        answer<api::TaskPage>([&](auto reply) { return m_profile->tasks().list(filter, std::move(reply)); });
    if (!page || page->rows.empty()) {
        qFatal("the sample has no such task");
    }
    return page->rows.front();
}

api::TaskDetail UiFixture::task(const std::string& id) {
    return answer<api::TaskDetail>([&](auto reply) { return m_profile->tasks().detail(id, std::move(reply)); }).value();
}

QWidget* UiFixture::named(const QString& name, QWidget* in) {
    QWidget* root = in != nullptr ? in : m_window.get();
    for (QWidget* widget : root->findChildren<QWidget*>()) {
        if (!widget->isVisibleTo(root)) {
            continue;
        }
        QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(widget);
        if (widget->accessibleName() == name ||
            (spoken != nullptr && spoken->text(QAccessible::Name).remove(u'&') == name)) {
            return widget;
        }
    }
    return nullptr;
}

QAction* UiFixture::menuAction(const QString& beginning) {
    for (QAction* top : m_window->menuBar()->actions()) {
        for (QAction* action : top->menu()->actions()) {
            if (action->text().remove(u'&').startsWith(beginning)) {
                return action;
            }
        }
    }
    return nullptr;
}

} // namespace cairn::test
