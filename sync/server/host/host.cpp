#include "sync/server/host/host.h"

#include "sync/server/host/parts.h"

namespace cairn::server {

Host::Host(const Config& config, const base::Clock& clock)
    : m_parts(std::make_unique<Parts>(config, clock)) {
    const bool tls = !config.certificate.empty();
    m_parts->log.info(
        "started", {{"version", CAIRN_VERSION},
                    {"address", config.address},
                    {"port", m_parts->http.port()},
                    {"tls", tls},
                    {"database", config.postgresql.empty() ? "sqlite" : "postgresql"}});
    const bool v6 = config.address.find(':') != std::string::npos;
    m_url = std::string(tls ? "https://" : "http://") + (v6 ? "[" + config.address + "]" : config.address) + ":" +
            std::to_string(m_parts->http.port());
}

Host::~Host() {
    stop();
}

bool Host::empty() const {
    return m_parts->accounts.empty();
}

const Log& Host::log() const {
    return m_parts->log;
}

void Host::reload() {
    try {
        m_parts->http.reloadTls();
        m_parts->log.info("certificate_read");
    } catch (const std::exception& trouble) {
        m_parts->log.error("certificate_trouble", {{"what", trouble.what()}});
    }
}

void Host::stop() {
    if (!std::exchange(m_stopped, true)) {
        // All begin to end at the same time: what is left when connections have is the end of programs.
        m_parts->jobs.end();
        m_parts->ending.request_stop();
        m_parts->validator.stop();
        m_parts->hub.settle(); // confirmations go out before the connections end
        m_parts->http.stop();
        m_parts->log.info("stopped");
    }
}

} // namespace cairn::server
