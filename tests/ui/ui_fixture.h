#pragma once

#include "core/api/local_access.h"
#include "core/service/open_profile.h"
#include "tests/ui/active_window.h"
#include "tests/ui/devices/scripted_sync.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QEventLoop>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <memory>
#include <optional>
#include <utility>

namespace cairn::test {

// A real profile in a folder of its own, on the computer's clock, with the real window over it; beside it a server that
// does as the test says, and is not joined at first.
class UiFixture {
public:
    enum class Data { none, sample };

    explicit UiFixture(Data data = Data::sample, int daysAgo = 0); // what is done at first is done then
    ~UiFixture();

    api::Profile& profile() { return *m_profile; }

    ScriptedSync& sync() { return m_sync; }

    ui::MainWindow& window() { return *m_window; }

    ui::Theme& theme() { return *s_theme; }

    // Moves the profile's clock: what is done from then on happens so long ago.
    void setDaysAgo(int days) { m_behind = days * base::Millis(86'400'000); }

    QString folder() const { return m_folder.path(); }

    // Waits for the answer to what `ask` asks: ask(reply) → api::Request.
    template<class T, class Ask> static base::Expected<T> answer(Ask ask);

    // Shorthands of what many tests need.
    api::TodayView today();
    api::TaskRow aTask(api::TaskState state); // of the sample; fails the test when there is none
    api::TaskDetail task(const std::string& id);

    // The first child that is shown to people under this accessible name or text; null when there is none.
    QWidget* named(const QString& name, QWidget* in = nullptr);
    QAction* menuAction(const QString& beginning); // of the menu bar, by the beginning of its text without &

    // Drawn once and active, so that keys arrive.
    void show();

    static ui::Theme* s_theme; // one a process: the application's style paints with it
    static int run(QObject& test, int argc, char** argv);

private:
    QTemporaryDir m_folder;
    std::atomic<base::Millis> m_behind = 0; // read by the profile's threads
    std::unique_ptr<api::Profile> m_profile;
    ScriptedSync m_sync;
    std::unique_ptr<api::LocalAccess> m_access;
    std::unique_ptr<ui::MainWindow> m_window;
};

template<class T, class Ask> base::Expected<T> UiFixture::answer(Ask ask) {
    std::optional<base::Expected<T>> answered;
    QEventLoop loop;
    const api::Request request = ask(api::Reply<T>([&](base::Expected<T> value) {
        answered = std::move(value);
        loop.quit();
    }));
    if (!answered) {
        loop.exec();
    }
    return std::move(*answered);
}

} // namespace cairn::test

// Like QTEST_MAIN, with the program's theme and English plurals; offscreen where there is no display.
#define CAIRN_UI_TEST_MAIN(Test)                                                                                       \
    int main(int argc, char** argv) {                                                                                  \
        Test test;                                                                                                     \
        return cairn::test::UiFixture::run(test, argc, argv);                                                          \
    }
