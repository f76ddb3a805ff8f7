#pragma once

#include "core/base/error.h"

#include <QUrl>

namespace cairn::client {

// The address of a server from what a person typed: "cairn.example.org", "localhost:8420", "https://host/prefix".
// Without a scheme it is https, on this computer http. InvalidInput for what is none, Refused for http to another
// computer, where everybody on the way could read the password.
base::Expected<QUrl> serverAddress(const QString& typed);

// Of an endpoint there: "/api/auth/login".
QUrl endpoint(const QUrl& server, const QString& path);

// Of its WebSocket.
QUrl socketAddress(const QUrl& server);

} // namespace cairn::client
