#include "sync/client/socket.h"

#include "core/state/subject.h"
#include "sync/client/certificate_time.h"
#include "sync/client/server_address.h"
#include "sync/client/server_api.h"
#include "sync/wire/packing.h"

#include <QSslCertificate>
#include <QWebSocketHandshakeOptions>

using namespace Qt::StringLiterals;

namespace cairn::client {

namespace {
constexpr quint64 kMessageMost = 2 << 20;
}

Socket::Socket(
    service::LocalProfile& profile, std::function<base::Millis()> now, const std::string& token,
    const std::string& server, const QString& trusted, QObject* parent)
    : QObject(parent)
    , m_trusted(trusted) {
    m_session = std::make_unique<replica::ProfileSession>(
        profile, std::move(now), engine::ClientSession::Settings{token, state::kFoldVersion, server},
        [this](engine::Out out, const engine::ClientStatus& status) {
            // From the profile's thread; dropped where this object ends before.
            QMetaObject::invokeMethod(
                this, [this, out = std::move(out), status] { carryOut(out, status); }, Qt::QueuedConnection);
        });
    m_socket.setMaxAllowedIncomingMessageSize(kMessageMost);
    m_socket.setMaxAllowedIncomingFrameSize(kMessageMost);
    m_socket.setOutgoingFrameSize(kMessageMost);
    connect(&m_socket, &QWebSocket::connected, this, [this] {
        m_connecting.stop();
        m_ping.start(kPingEvery);
        m_tick.start(kTickEvery);
        ++m_asked;
        if (!m_session->open()) {
            end({base::ErrorCode::ReadOnly, "another Cairn writes this profile, and exchanges it"});
        }
    });
    connect(
        &m_socket, &QWebSocket::textMessageReceived, this, [this](const QString& text) { heard(text.toStdString()); });
    connect(&m_socket, &QWebSocket::binaryMessageReceived, this, [this](const QByteArray& bytes) {
        auto frame = wire::unpack({bytes.constData(), static_cast<std::size_t>(bytes.size())});
        if (frame) {
            heard(std::move(*frame));
        } else {
            end(frame.error());
        }
    });
    connect(&m_socket, &QWebSocket::pong, this, [this] { m_silent = false; });
    // A connection that ended, and one that never came to be.
    connect(&m_socket, &QWebSocket::stateChanged, this, [this](QAbstractSocket::SocketState state) {
        if (state == QAbstractSocket::UnconnectedState) {
            lost();
        }
    });
    connect(&m_socket, &QWebSocket::sslErrors, this, [this](const QList<QSslError>& errors) {
        if (!m_trusted.isEmpty() && digestOf(m_socket.sslConfiguration().peerCertificate()) == m_trusted) {
            m_socket.ignoreSslErrors(errors);
        } else if (const auto time = certificateTimeTrouble(errors)) {
            m_certificate = base::Error{base::ErrorCode::Untrusted, *time};
        }
    });
    m_connecting.setSingleShot(true);
    connect(&m_connecting, &QTimer::timeout, this, [this] {
        end({base::ErrorCode::Unreachable, "the server does not answer"});
    });
    connect(&m_ping, &QTimer::timeout, this, [this] {
        if (m_silent) {
            end({base::ErrorCode::Unreachable, "nothing is heard from the server any more"});
            return;
        }
        m_silent = true;
        m_socket.ping();
    });
    connect(&m_tick, &QTimer::timeout, this, [this] {
        ++m_asked;
        m_session->tick();
    });
}

Socket::~Socket() {
    abandon();
}

void Socket::open(const QUrl& server) {
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({u"cairn.sync.v1"_s});
    m_connecting.start(kConnectTime);
    m_socket.open(socketAddress(server), options);
}

void Socket::wrote() {
    if (!m_ended && m_socket.state() == QAbstractSocket::ConnectedState) {
        ++m_asked;
        m_session->wrote();
    }
}

void Socket::abandon() {
    m_ended = true;
    m_session.reset();
    m_connecting.stop();
    m_ping.stop();
    m_tick.stop();
    m_socket.disconnect(this);
    m_socket.abort();
}

void Socket::heard(std::string frame) {
    m_silent = false;
    if (!m_ended) {
        ++m_asked;
        m_session->heard(std::move(frame));
    }
}

// What the server said last may be why, and the session may not have heard it yet.
void Socket::lost() {
    if (m_certificate) {
        end(*m_certificate);
        return;
    }
    const QString why = m_socket.closeReason().isEmpty() ? m_socket.errorString() : m_socket.closeReason();
    m_gone = base::Error{base::ErrorCode::Unreachable, why.isEmpty() ? "the connection ended" : why.toStdString()};
    if (m_asked == 0) {
        end(*m_gone);
    }
}

void Socket::carryOut(const engine::Out& out, const engine::ClientStatus& status) {
    if (m_ended) {
        return;
    }
    --m_asked;
    for (const auto& frame : out.frames) {
        const auto packed = wire::pack(frame);
        if (packed.binary) {
            m_socket.sendBinaryMessage(QByteArray(packed.bytes.data(), static_cast<qsizetype>(packed.bytes.size())));
        } else {
            m_socket.sendTextMessage(QString::fromStdString(packed.bytes));
        }
    }
    Q_EMIT told(status);
    if (out.close) {
        end(status.trouble.value_or(base::Error{base::ErrorCode::Unreachable, "the connection ended"}));
    } else if (m_gone && m_asked == 0) {
        end(*m_gone);
    }
}

void Socket::end(const base::Error& trouble) {
    if (m_ended) {
        return;
    }
    abandon();
    Q_EMIT closed(trouble);
}

} // namespace cairn::client
