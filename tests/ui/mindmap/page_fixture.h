#pragma once

#include "core/service/open_profile.h"
#include "ui/shell/navigator.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

namespace cairn::ui::test {

// A navigator that keeps what it was asked for.
class NotedNavigator : public Navigator {
public:
    void goTo(PlaceId place, const QString& item) override {
        wentTo = place;
        wentToItem = item;
    }

    void announce(const QString& text, bool undoable) override {
        announced += text;
        announcedUndoable = undoable;
    }

    void showError(const base::Error& error) override { errors += QString::fromStdString(error.message); }

    void newTask() override {}

    void importTrack() override { ++imports; }

    void editPath(const QString& id) override { edited += id; }

    void addStarterPath(const QString& id) override { starter = id; }

    void addSample() override { ++samples; }

    void showProven() override {}

    void joinServer(Joining) override {}

    std::optional<PlaceId> wentTo;
    QString wentToItem;
    QStringList announced;
    bool announcedUndoable = false;
    QStringList errors;
    QString starter;
    QStringList edited; // paths
    int imports = 0;
    int samples = 0;
};

// A profile in a folder of its own, that answers on this thread.
class OpenedProfile {
public:
    OpenedProfile() {
        service::OpenOptions options;
        options.starterPaths = std::filesystem::path(CAIRN_SOURCE_DIR) / "resources" / "paths";
        auto opened = service::openProfile(
            m_folder.path().toStdString(), options, {[this] { return m_now += 1000; }, [](base::Millis) { return 0; }},
            [this](std::function<void()> answer) {
                QMetaObject::invokeMethod(&m_thread, std::move(answer), Qt::QueuedConnection);
            });
        Q_ASSERT(opened);
        m_profile = *std::move(opened);
    }

    api::Profile& operator*() { return *m_profile; }

    api::Profile* operator->() { return m_profile.get(); }

    // Asks, and waits for the answer.
    template<class T> base::Expected<T> ask(const std::function<api::Request(api::Reply<T>)>& question) {
        std::optional<base::Expected<T>> answer;
        const api::Request request = question([&](base::Expected<T> come) { answer = std::move(come); });
        const bool came = QTest::qWaitFor([&] { return answer.has_value(); }, 60'000);
        return came ? *std::move(answer) : base::fail(base::ErrorCode::Io, "no answer came");
    }

    // The id of the path; empty when the import failed.
    std::string import(const std::filesystem::path& track) {
        const auto report = ask<api::ImportReport>(
            [&](api::Reply<api::ImportReport> reply) { return m_profile->imports().exercism(track, {}, reply); });
        return report ? report->path : std::string();
    }

private:
    QTemporaryDir m_folder;
    QObject m_thread;
    std::atomic<base::Millis> m_now = 1'790'000'000'000; // the profile has threads
    std::unique_ptr<api::Profile> m_profile;
};

inline std::filesystem::path sharedTrack(const char* name) {
    return std::filesystem::path(CAIRN_SHARED_DIR) / "data" / "exercism" / name;
}

} // namespace cairn::ui::test
