#include "sync/client/server_address.h"

#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace cairn::client {

namespace {

bool isThisComputer(const QString& host) {
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

} // namespace

base::Expected<QUrl> serverAddress(const QString& typed) {
    using base::ErrorCode;
    const QString text = typed.trimmed();
    QUrl url(text.contains("://"_L1) ? text : "https://"_L1 + text, QUrl::StrictMode);
    if (!text.contains("://"_L1) && isThisComputer(url.host())) {
        url.setScheme(u"http"_s);
    }
    const bool plain = url.scheme() == "http"_L1;
    if (text.isEmpty() || !url.isValid() || url.host().isEmpty() || (!plain && url.scheme() != "https"_L1) ||
        !url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment()) {
        return base::fail(
            ErrorCode::InvalidInput, "this is no address of a server; one looks like https://cairn.example.org");
    }
    if (plain && !isThisComputer(url.host())) {
        return base::fail(
            ErrorCode::Refused,
            "http is for a server on this computer only: elsewhere, everybody on the way could read "
            "your password. Use https.");
    }
    QString path = url.path();
    while (path.endsWith(u'/')) {
        path.chop(1);
    }
    url.setPath(path);
    return url;
}

QUrl endpoint(const QUrl& server, const QString& path) {
    QUrl url = server;
    url.setPath(server.path() + path);
    return url;
}

QUrl socketAddress(const QUrl& server) {
    QUrl url = endpoint(server, u"/api/sync"_s);
    url.setScheme(server.scheme() == "https"_L1 ? u"wss"_s : u"ws"_s);
    return url;
}

} // namespace cairn::client
