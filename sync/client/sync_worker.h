#pragma once

#include "core/api/sync.h"
#include "core/base/clock.h"
#include "sync/client/membership.h"
#include "sync/client/secrets.h"
#include "sync/client/server_api.h"
#include "sync/client/socket.h"
#include "sync/client/tokens.h"
#include "sync/replica/lifeline.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace cairn::client {

// The account session: joins, keeps the tokens fresh, keeps the connection up for as long as the profile has joined a
// server, and says how it stands. All of it on one thread with an event loop; see SyncClient for who calls it.
class SyncWorker : public QObject {
    Q_OBJECT

public:
    template<class T> using Done = std::function<void(base::Expected<T>)>;

    SyncWorker(service::LocalProfile& profile, base::Clock clock, std::unique_ptr<Secrets> secrets);
    ~SyncWorker() override;

    void start();
    void wrote();
    void tryNow();
    void signIn(const api::SignIn& account, Done<api::SignInResult> done);
    void createAccount(const api::SignIn& account, Done<api::SignInResult> done);
    void forgotPassword(const std::string& server, const std::string& email, Done<std::string> done);
    void leave(const Done<bool>& done);

    // Asks the server that was joined, signed in.
    void authorized(
        const QByteArray& method, const QString& path, const QJsonObject& body, const ServerApi::Answered& answered);

    // What answers of the server lead to: it has named a computer; it has given new tokens for those that ended; it has
    // no account any more.
    void renamed(const std::string& device, const std::string& name);
    void signedInAnew(const QJsonObject& answer);
    void part();

Q_SIGNALS:
    void changed(const cairn::api::SyncState& state);

private:
    using WithToken = std::function<void(const QString& token)>;

    base::Expected<void> aim(const api::SignIn& account);
    void answerSignIn(const api::SignIn& account, const ApiAnswer& answer, const Done<api::SignInResult>& done);
    void join(const api::SignIn& account, const QJsonObject& answer);
    void keep(Tokens tokens, std::function<void()> then = {});
    void refresh(WithToken then, std::function<void(const ApiAnswer&)> otherwise);
    void refreshed(
        const Tokens& asked, const ApiAnswer& answer, const WithToken& then,
        const std::function<void(const ApiAnswer&)>& otherwise);
    void connectSoon(base::Millis delay);
    void connectNow();
    void readTokens();
    void lookAtClock();
    void openSocket();
    void dropSocket();
    void told(const engine::ClientStatus& status);
    void closed(const base::Error& trouble);
    void later(const base::Error& trouble);
    void stay(api::SyncPhase phase, std::optional<base::Error> trouble);
    void countUnsent();
    void keepMembership();
    void publish();
    QString secretName() const;

    service::LocalProfile& m_profile;
    base::Clock m_clock;
    std::unique_ptr<Secrets> m_secrets;
    std::optional<Membership> m_membership{};
    Tokens m_tokens{};
    api::SyncState m_state{};
    api::SyncState m_published{};
    engine::ClientStatus m_status{};
    ServerApi m_joining; // while a person signs in
    ServerApi m_server;  // that was joined
    std::unique_ptr<Socket> m_socket{};
    QTimer m_again;
    QTimer m_clockLook;
    QElapsedTimer m_sinceLook{};
    base::Millis m_lookedAt = 0; // by the clock
    bool m_noKeychain = false;   // that answers; it may come up any time
    bool m_inSync = false;
    int m_failures = 0;           // in a row
    bool m_refreshed = false;     // since the last connection that worked
    replica::Lifeline m_lifeline; // last: cut before anything else ends
};

} // namespace cairn::client
