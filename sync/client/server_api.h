#pragma once

#include "core/base/error.h"

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>

#include <functional>
#include <optional>
#include <string>

namespace cairn::client {

// What a server answered.
struct ApiAnswer {
    int status = 0; // 0: there was no answer
    QJsonObject body;
    base::Error error{}; // where status is not 200-299
    QString errorCode;   // the server's word for it: "code_required"
    QString certificate; // SHA-256 of the server's, where nobody vouches for it

    bool good() const { return status >= 200 && status < 300; }
};

// The endpoints of a server, over HTTP. On one thread with an event loop.
class ServerApi : public QObject {
    Q_OBJECT

public:
    static constexpr int kTimeout = 20'000; // ms
    using Answered = std::function<void(const ApiAnswer&)>;

    explicit ServerApi(QObject* parent = nullptr);

    // `trusted`: the digest of a certificate that is taken although nobody vouches for it.
    void setServer(const QUrl& server, const QString& trusted);

    const QUrl& server() const { return m_server; }

    const QString& trusted() const { return m_trusted; }

    // `token`: the access token, or empty. `answered` is called once, unless this object ends before.
    void call(
        const QByteArray& method, const QString& path, const QJsonObject& body, const QString& token,
        Answered answered);

    // Stops what is under way; it is answered with Cancelled.
    void cancel();

private:
    // What was found of a server that nobody vouches for.
    struct Doubt {
        QString certificate;
        std::optional<std::string> time{}; // see certificateTimeTrouble()
    };

    ApiAnswer read(QNetworkReply& reply, const Doubt& doubt) const;

    QNetworkAccessManager m_network;
    QUrl m_server;
    QString m_trusted;
};

// SHA-256 as 64 hexadecimal digits.
QString digestOf(const QSslCertificate& certificate);

} // namespace cairn::client
