#include "tests/sync/client/computer.h"

#include "sync/client/sync_client.h"

#include <QCoreApplication>
#include <QDateTime>

#include <sqlite3.h>

namespace cairn::test {

void Computer::open() {
    const base::Clock clock{
        [this] { return static_cast<base::Millis>(QDateTime::currentMSecsSinceEpoch() + ahead); },
        [](base::Millis) { return 0; }};
    const api::Deliver here = [](std::function<void()> call) {
        QMetaObject::invokeMethod(qApp, std::move(call), Qt::QueuedConnection);
    };
    auto opened = service::openProfile(folder(), {}, clock, here);
    if (!opened) {
        qFatal("%s", opened.error().message.c_str());
    }
    m_profile = std::move(*opened);
    m_sync = m_secrets ? std::make_unique<client::SyncClient>(*m_profile, clock, here, m_secrets())
                       : client::openSync(*m_profile, clock, here, folder() / "sign-in");
}

void Computer::close() {
    m_sync.reset();
    m_profile.reset();
    QCoreApplication::processEvents(); // what was delivered to nobody
}

base::Expected<api::SignInResult>
Computer::signIn(const QString& server, const QString& email, bool create, const std::string& certificate) {
    api::SignIn account;
    account.server = server.toStdString();
    account.email = email.toStdString();
    account.password = LiveServer::kPassword;
    account.device = m_name.toStdString();
    account.certificate = certificate;
    return answer<api::SignInResult>([&](auto reply) {
        return create ? m_sync->createAccount(account, std::move(reply)) : m_sync->signIn(account, std::move(reply));
    });
}

bool Computer::inSync() const {
    const auto now = state();
    return now.phase == api::SyncPhase::live && now.unsent == 0 && now.caughtUp;
}

std::string Computer::add(const std::string& title) {
    api::NewTask task;
    task.title = title;
    const auto done = answer<api::Done>([&](auto reply) { return m_profile->tasks().add(task, std::move(reply)); });
    return done && !done->changed.empty() ? done->changed.front() : std::string();
}

void Computer::edit(const std::string& id, events::TaskEdited changes) {
    const auto done = answer<api::Done>(
        [&](auto reply) { return m_profile->tasks().edit(id, std::move(changes), std::move(reply)); });
    if (!done) {
        qFatal("%s", done.error().message.c_str());
    }
}

std::optional<api::TaskDetail> Computer::task(const std::string& id) {
    auto detail = answer<api::TaskDetail>([&](auto reply) { return m_profile->tasks().detail(id, std::move(reply)); });
    return detail ? std::optional(std::move(*detail)) : std::nullopt;
}

QStringList Computer::titles() {
    const auto page = answer<api::TaskPage>([&](auto reply) { return m_profile->tasks().list({}, std::move(reply)); });
    QStringList titles;
    for (const auto& row : page.value_or(api::TaskPage()).rows) {
        titles << QString::fromStdString(row.title);
    }
    titles.sort();
    return titles;
}

std::string Computer::foldOf(const std::filesystem::path& profile) {
    std::string all;
    sqlite3* database = nullptr;
    sqlite3_open_v2(store::Store::databaseFile(profile).string().c_str(), &database, SQLITE_OPEN_READONLY, nullptr);
    for (const char* query : {"SELECT * FROM subject ORDER BY subject", "SELECT * FROM task ORDER BY id"}) {
        sqlite3_exec(
            database, query,
            [](void* text, int count, char** values, char**) {
                for (int column = 0; column < count; ++column) {
                    *static_cast<std::string*>(text) += std::string(values[column] ? values[column] : "-") + "|";
                }
                *static_cast<std::string*>(text) += "\n";
                return 0;
            },
            &all, nullptr);
    }
    sqlite3_close(database);
    return all;
}

} // namespace cairn::test
