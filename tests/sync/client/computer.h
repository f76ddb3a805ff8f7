#pragma once

#include "core/service/open_profile.h"
#include "sync/client/open_sync.h"
#include "sync/client/secrets.h"
#include "tests/sync/host/live_server.h"

#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace cairn::test {

// A learner's computer: a real profile in a folder of its own with the real client of a server, whose answers are
// heard in this thread's event loop.
class Computer {
public:
    using OpenSecrets = std::function<std::unique_ptr<client::Secrets>()>;

    // `secrets`: where it keeps its sign-in; null: in a file of its own.
    explicit Computer(QString name, OpenSecrets secrets = {})
        : m_name(std::move(name))
        , m_secrets(std::move(secrets)) {
        open();
    }

    ~Computer() { close(); }

    Computer(const Computer&) = delete;
    Computer& operator=(const Computer&) = delete;

    std::int64_t ahead = 0; // ms that this computer's clock is ahead

    void open();
    void close();

    service::LocalProfile& profile() { return *m_profile; }

    api::Sync& sync() { return *m_sync; }

    api::SyncState state() const { return m_sync->state(); }

    std::filesystem::path folder() const { return m_folder.path().toStdString(); }

    base::Expected<api::SignInResult>
    signIn(const QString& server, const QString& email, bool create = false, const std::string& certificate = {});

    // Nothing is left to send or to fetch, as far as this computer knows.
    bool inSync() const;

    // Adds a task and answers with its id.
    std::string add(const std::string& title);
    void edit(const std::string& id, events::TaskEdited changes);
    std::optional<api::TaskDetail> task(const std::string& id);
    QStringList titles(); // of all tasks, sorted

    // The tables that the log was folded into, line by line: the same wherever an account's log is.
    std::string fold() const { return foldOf(folder()); }

    static std::string foldOf(const std::filesystem::path& profile);

    template<class T, class Ask> base::Expected<T> answer(Ask ask) {
        std::optional<base::Expected<T>> answered;
        const api::Request request = ask(api::Reply<T>([&](base::Expected<T> value) { answered = std::move(value); }));
        if (!QTest::qWaitFor([&] { return answered.has_value(); }, 30'000)) {
            return base::fail(base::ErrorCode::Unreachable, "no answer");
        }
        return std::move(*answered);
    }

private:
    QString m_name;
    OpenSecrets m_secrets;
    QTemporaryDir m_folder;
    std::unique_ptr<service::LocalProfile> m_profile;
    std::unique_ptr<api::Sync> m_sync;
};

} // namespace cairn::test
