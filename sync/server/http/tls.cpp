#include "sync/server/http/tls.h"

#include <stdexcept>

namespace cairn::server {

std::shared_ptr<asio::ssl::context> loadTls(const TlsFiles& files) {
    using Context = asio::ssl::context;
    auto context = std::make_shared<Context>(Context::tls_server);
    context->set_options(Context::no_sslv2 | Context::no_sslv3 | Context::no_tlsv1 | Context::no_tlsv1_1);
    boost::system::error_code trouble;
    const auto check = [&](const std::filesystem::path& file) {
        if (trouble) {
            throw std::runtime_error(file.string() + ": " + trouble.message());
        }
    };
    context->use_certificate_chain_file(files.certificate.string(), trouble);
    check(files.certificate);
    context->use_private_key_file(files.key.string(), Context::pem, trouble);
    check(files.key);
    if (SSL_CTX_check_private_key(context->native_handle()) != 1) {
        throw std::runtime_error(files.key.string() + ": is not the key of " + files.certificate.string());
    }
    return context;
}

} // namespace cairn::server
