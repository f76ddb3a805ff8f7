#include "sync/client/server_api.h"

#include "sync/client/certificate_time.h"
#include "sync/client/server_address.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkReply>
#include <QSslCertificate>
#include <QSslError>

#include <memory>

using namespace Qt::StringLiterals;

namespace cairn::client {

namespace {

constexpr qint64 kAnswerMost = 4 << 20;

base::ErrorCode codeOf(int status) {
    using base::ErrorCode;
    switch (status) {
    case 400:
    case 413:
    case 415:
        return ErrorCode::InvalidInput;
    case 401:
        return ErrorCode::Unauthorized;
    case 404:
        return ErrorCode::NotFound;
    case 429:
        return ErrorCode::Busy;
    default:
        return status >= 500 ? ErrorCode::Unreachable : ErrorCode::Refused;
    }
}

// The server's sentence, with what it says of single fields.
std::string sentence(const QJsonObject& error) {
    QStringList details;
    for (const auto& detail : error["details"_L1].toArray()) {
        details << detail["field"_L1].toString() + u' ' + detail["message"_L1].toString();
    }
    const QString message = error["message"_L1].toString();
    return (details.isEmpty() ? message : message + u": "_s + details.join(u"; "_s)).toStdString();
}

} // namespace

QString digestOf(const QSslCertificate& certificate) {
    return QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex());
}

ServerApi::ServerApi(QObject* parent)
    : QObject(parent)
    , m_network(this) {
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy); // a password goes where it was meant to go
    m_network.setAutoDeleteReplies(true);
}

void ServerApi::setServer(const QUrl& server, const QString& trusted) {
    if (server != m_server || trusted != m_trusted) {
        m_network.clearConnectionCache(); // what was opened under another trust is not used on
    }
    m_server = server;
    m_trusted = trusted;
}

void ServerApi::call(
    const QByteArray& method, const QString& path, const QJsonObject& body, const QString& token, Answered answered) {
    QNetworkRequest request(endpoint(m_server, path));
    request.setTransferTimeout(kTimeout);
    request.setHeader(QNetworkRequest::UserAgentHeader, u"Cairn"_s);
    if (!token.isEmpty()) {
        request.setRawHeader("Authorization", "Bearer " + token.toLatin1());
    }
    QByteArray bytes;
    if (!body.isEmpty()) {
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        bytes = QJsonDocument(body).toJson(QJsonDocument::Compact);
    }
    QNetworkReply* reply = m_network.sendCustomRequest(request, method, bytes);
    auto doubt = std::make_shared<Doubt>();
    connect(reply, &QNetworkReply::sslErrors, this, [this, reply, doubt](const QList<QSslError>& errors) {
        const QString digest = digestOf(reply->sslConfiguration().peerCertificate());
        if (!m_trusted.isEmpty() && digest == m_trusted) {
            reply->ignoreSslErrors(errors);
        } else {
            *doubt = {digest, certificateTimeTrouble(errors)};
        }
    });
    connect(reply, &QNetworkReply::finished, this, [this, reply, doubt, answered = std::move(answered)] {
        answered(read(*reply, *doubt));
    });
}

void ServerApi::cancel() {
    for (auto* reply : m_network.findChildren<QNetworkReply*>()) {
        reply->abort();
    }
}

ApiAnswer ServerApi::read(QNetworkReply& reply, const Doubt& doubt) const {
    ApiAnswer answer;
    answer.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.certificate = doubt.certificate;
    if (answer.status == 0) {
        using base::ErrorCode;
        const auto code = !doubt.certificate.isEmpty() ? ErrorCode::Untrusted : ErrorCode::Unreachable;
        answer.error = {
            code, doubt.time.value_or(reply.errorString().toStdString()), m_server.toString().toStdString()};
        return answer;
    }
    const QByteArray bytes = reply.read(kAnswerMost);
    const auto document = QJsonDocument::fromJson(bytes);
    answer.body = document.object();
    if (answer.good() && (reply.error() != QNetworkReply::NoError || (!bytes.isEmpty() && !document.isObject()))) {
        // It broke off in the midst, or something on the way answered in the server's place.
        const bool whole = reply.error() == QNetworkReply::NoError;
        answer.status = 0;
        answer.body = {};
        answer.error = {
            base::ErrorCode::Unreachable,
            whole ? "what answers there is no Cairn server" : reply.errorString().toStdString(),
            m_server.toString().toStdString()};
        return answer;
    }
    if (!answer.good()) {
        const auto error = answer.body["error"_L1].toObject();
        answer.errorCode = error["code"_L1].toString();
        answer.error = {codeOf(answer.status), sentence(error), {}};
        if (error.isEmpty()) { // a proxy, or no server of ours at all
            answer.error = {
                base::ErrorCode::Unreachable,
                "what answers there is no Cairn server (status " + std::to_string(answer.status) + ")",
                m_server.toString().toStdString()};
        }
    }
    return answer;
}

} // namespace cairn::client
