#pragma once

#include "sync/server/http/asio_types.h"
#include "sync/server/http/http_server.h"

#include <memory>

namespace cairn::server {

// TLS 1.2 and 1.3 with a certificate that is read now. Throws std::runtime_error, which says which file is no good.
std::shared_ptr<asio::ssl::context> loadTls(const TlsFiles& files);

} // namespace cairn::server
