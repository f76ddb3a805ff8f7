#pragma once

#include "core/service/open_profile.h"
#include "tests/ui/ui_fixture.h"
#include "ui/shell/navigator.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDateTime>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <memory>

namespace cairn::test {

// Writes down what a page asks of the window.
class RecordingNavigator : public ui::Navigator {
public:
    QStringList went; // "tasks two-fer"
    QStringList said;
    QStringList errors;
    QStringList opened; // dialogs
    bool undoable = false;

    void goTo(ui::PlaceId place, const QString& item) override {
        const char* const names[] = {"today", "tasks", "mindmap", "devices", "connections", "settings"};
        went << (QString::fromLatin1(names[static_cast<int>(place)]) + QLatin1Char(' ') + item).trimmed();
    }

    void announce(const QString& text, bool canUndo) override {
        said << text;
        undoable = canUndo;
    }

    void showError(const base::Error& error) override { errors << QString::fromStdString(error.message); }

    void newTask() override { opened << QStringLiteral("new task"); }

    void importTrack() override { opened << QStringLiteral("import"); }

    void editPath(const QString& id) override { opened << QStringLiteral("path ") + id; }

    void addStarterPath(const QString& id) override { opened << QStringLiteral("starter ") + id; }

    void addSample() override { opened << QStringLiteral("sample"); }

    void showProven() override { opened << QStringLiteral("proven"); }

    void joinServer(ui::Joining way) override {
        opened << (way == ui::Joining::signIn ? QStringLiteral("sign in") : QStringLiteral("create account"));
    }
};

// A real profile in a folder of its own, and what a page needs around it in place of the window.
class PageRoom {
public:
    explicit PageRoom(int daysAgo = 0) { // what is done at first is done then
        setDaysAgo(daysAgo);
        m_profile = openAgain();
    }

    // Moves the profile's clock: what is done from then on happens so long ago.
    void setDaysAgo(int days) { m_behind = days * base::Millis(86'400'000); }

    // The same folder, as another program opens it meanwhile: read-only.
    std::unique_ptr<api::Profile> openAgain() {
        const base::Clock clock{
            [this] { return base::Millis(QDateTime::currentMSecsSinceEpoch()) - m_behind; },
            [](base::Millis at) { return QDateTime::fromMSecsSinceEpoch(at).offsetFromUtc() / 60; }};
        service::OpenOptions options;
        options.starterPaths = CAIRN_SOURCE_DIR "/resources/paths";
        auto opened = service::openProfile(
            m_folder.filePath(QStringLiteral("profile")).toStdString(), options, clock,
            [this](std::function<void()> call) {
                QMetaObject::invokeMethod(&m_receiver, std::move(call), Qt::QueuedConnection);
            });
        Q_ASSERT(opened);
        return std::move(*opened);
    }

    api::Profile& profile() { return *m_profile; }

    ui::Theme& theme() { return *UiFixture::s_theme; }

    RecordingNavigator& navigator() { return m_navigator; }

    ScriptedSync& sync() { return m_sync; }

    // Asks, waits, and answers: answer<api::Done>([&](auto reply) { return profile.tasks().add(task, reply); }).
    template<class T> base::Expected<T> answer(const std::function<api::Request(api::Reply<T>)>& ask) {
        std::optional<base::Expected<T>> got;
        const api::Request request = ask([&got](base::Expected<T> reply) { got = std::move(reply); });
        if (!QTest::qWaitFor([&got] { return got.has_value(); }, 20000)) {
            return base::fail(base::ErrorCode::Io, "no answer came");
        }
        return *got;
    }

    std::string
    add(const std::string& title, std::int64_t difficulty = 3, std::optional<std::int64_t> scheduledAt = {},
        const std::string& module = {}) {
        api::NewTask task;
        task.title = title;
        task.difficulty = difficulty;
        task.scheduledAt = scheduledAt;
        task.module = module;
        const auto done = answer<api::Done>([&](auto reply) { return m_profile->tasks().add(task, reply); });
        return done && !done->changed.empty() ? done->changed.front() : std::string();
    }

    bool act(api::TaskAction action, const std::string& id) {
        return answer<api::Done>([&](auto reply) { return m_profile->tasks().act(action, {id}, {}, reply); })
            .has_value();
    }

    api::TaskDetail detail(const std::string& id) {
        return answer<api::TaskDetail>([&](auto reply) { return m_profile->tasks().detail(id, reply); })
            .value_or(api::TaskDetail{});
    }

    bool undo() {
        return answer<api::UndoEntry>([&](auto reply) { return m_profile->history().undo(reply); }).has_value();
    }

    bool redo() {
        return answer<api::UndoEntry>([&](auto reply) { return m_profile->history().redo(reply); }).has_value();
    }

    // The track that comes with the program: Trail Mix is open, all others wait for it.
    bool importFirstSteps() {
        const auto folder = m_profile->imports().starterPaths().front().folder;
        return answer<api::ImportReport>([&](auto reply) { return m_profile->imports().exercism(folder, {}, reply); })
            .has_value();
    }

    std::string find(const std::string& words) {
        return answer<std::string>([&](auto reply) { return m_profile->tasks().resolve(words, reply); })
            .value_or(std::string());
    }

    // Shows a page and waits until it can be used.
    bool show(QWidget& page, QSize size = {1180, 820}) {
        page.resize(size);
        page.show();
        return QTest::qWaitForWindowActive(&page);
    }

private:
    QTemporaryDir m_folder;
    std::atomic<base::Millis> m_behind = 0; // read by the profile's threads
    QObject m_receiver;
    RecordingNavigator m_navigator;
    ScriptedSync m_sync;
    std::unique_ptr<api::Profile> m_profile;
};

} // namespace cairn::test
