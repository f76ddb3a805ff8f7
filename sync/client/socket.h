#pragma once

#include "sync/engine/client_session.h"
#include "sync/replica/profile_session.h"

#include <QObject>
#include <QTimer>
#include <QWebSocket>

#include <memory>
#include <optional>

namespace cairn::client {

// One connection of a profile to a server: the WebSocket, and the session that speaks over it. On one thread with an
// event loop; the session works on the profile's.
class Socket : public QObject {
    Q_OBJECT

public:
    static constexpr int kConnectTime = 20'000; // ms
    static constexpr int kPingEvery = 25'000;   // ms; nothing heard for two of them: the other end is gone
    static constexpr int kTickEvery = 5'000;    // ms

    Socket(
        service::LocalProfile& profile, std::function<base::Millis()> now, const std::string& token,
        const std::string& server, const QString& trusted, QObject* parent = nullptr);
    ~Socket() override;

    void open(const QUrl& server);

    // The profile has new events.
    void wrote();

    // Ends without a word to come.
    void abandon();

Q_SIGNALS:
    void told(const cairn::engine::ClientStatus& status);

    // The connection ended; `trouble` where the session did not want it to.
    void closed(const cairn::base::Error& trouble);

private:
    void carryOut(const engine::Out& out, const engine::ClientStatus& status);
    void heard(std::string frame);
    void lost();
    void end(const base::Error& trouble);

    QWebSocket m_socket;
    QString m_trusted;
    std::unique_ptr<replica::ProfileSession> m_session;
    QTimer m_connecting;
    QTimer m_ping;
    QTimer m_tick;
    bool m_silent = false; // nothing was heard since the last ping
    bool m_ended = false;
    int m_asked = 0;                            // of the session, and not yet answered
    std::optional<base::Error> m_gone{};        // why there is no connection any more
    std::optional<base::Error> m_certificate{}; // what is wrong with the server's, where it is its time
};

} // namespace cairn::client
