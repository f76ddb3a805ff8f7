#pragma once

#include "sync/mcp/authorization.h"
#include "sync/mcp/transport.h"

#include <memory>
#include <mutex>
#include <thread>

namespace cairn::mcp {

// Streamable HTTP, of the revisions from 2025-03-26 to 2026-07-28.
class HttpTransport : public Transport {
public:
    // `authorization` is asked where the server wants somebody to have signed in; null: that is a failure, and `token`
    // is sent, where there is one.
    explicit HttpTransport(std::string url, std::shared_ptr<Authorization> authorization = {}, std::string token = {});

    Expected<void> send(const Outgoing& outgoing, const Wait& wait, const Take& take = {}) override;

    void listen(std::function<void(boost::json::object message)> hear) override;

    bool hasHeaders() const override { return true; }

    void agree(const std::string& version) override;

private:
    struct Reading;

    std::string token() const { return m_authorization ? m_authorization->token() : m_token; }

    HttpRequest request(const Outgoing& outgoing, const std::string& token) const;
    Expected<HttpResponse> post(const Outgoing& outgoing, const std::string& token, const Wait& wait, Reading& reading);
    bool hasForgotten(const HttpResponse& response, const Outgoing& outgoing) const;
    Expected<void> resume(const Wait& wait, std::chrono::steady_clock::time_point end, Reading& reading);

    void listenOn(const std::stop_token& stop, const std::function<void(boost::json::object)>& hear);

    std::string m_url;
    std::shared_ptr<Authorization> m_authorization;
    std::string m_token;
    mutable std::mutex m_mutex; // of what follows
    std::string m_version{};    // of a handshake
    std::string m_session{};
    std::jthread m_listening{}; // last: it uses the others
};

} // namespace cairn::mcp
