#include "sync/mcp/http_transport.h"

#include "sync/mcp/event_stream.h"
#include "sync/mcp/json.h"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

namespace cairn::mcp {

namespace {

constexpr std::size_t kAnswerBytes = std::size_t{16} << 20U; // of all events of an answer together
constexpr const char* kEvents = "text/event-stream";
constexpr long kNotFound = 404;
constexpr int kResumesMost = 10;
constexpr std::chrono::milliseconds kUsualRetry{1'000};
constexpr std::chrono::milliseconds kLongestRetry{60'000};
constexpr std::chrono::hours kListening{24};

// False: somebody wants it no more.
bool sleep(std::chrono::milliseconds time, const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait_for(lock, stop, time, [] { return false; });
    return !stop.stop_requested();
}

} // namespace

// The messages of an answer, until the one that is waited for.
struct HttpTransport::Reading {
    const Take& take;
    EventStream events{};
    bool answered = false;
    bool streamed = false; // it came as events
    std::optional<Failure> trouble{};

    bool hear(std::string_view part) {
        streamed = true;
        const bool small = events.hear(part, [&](const EventStream::Event& event) {
            if (!answered && !trouble && event.type == "message" && !event.data.empty()) {
                message(event.data);
            }
        });
        if (!small) {
            trouble = Failure{Failure::Kind::tooLarge, "an event that is too large"};
        }
        return !answered && !trouble;
    }

    // Before the stream is asked for again.
    std::chrono::milliseconds pause() const {
        const auto told = events.retryMilliseconds();
        return told ? std::min(std::chrono::milliseconds(*told), kLongestRetry) : kUsualRetry;
    }

    void message(std::string_view text) {
        auto parsed = parse(text);
        if (!parsed) {
            trouble = std::move(parsed.error());
            return;
        }
        // 2025-03-26 has batches.
        auto* batch = parsed->if_array();
        boost::json::array one;
        if (batch == nullptr) {
            one.push_back(std::move(*parsed));
            batch = &one;
        }
        for (auto& item : *batch) {
            if (!item.is_object()) {
                trouble = Failure{Failure::Kind::malformed, "a message that is no JSON object"};
                return;
            }
            answered = (take && take(std::move(item.get_object()))) || answered;
        }
    }
};

HttpTransport::HttpTransport(std::string url, std::shared_ptr<Authorization> authorization, std::string token)
    : m_url(std::move(url))
    , m_authorization(std::move(authorization))
    , m_token(std::move(token)) {}

void HttpTransport::agree(const std::string& version) {
    const std::lock_guard lock(m_mutex);
    m_version = version;
    if (version.empty()) {
        m_session.clear();
    }
}

HttpRequest HttpTransport::request(const Outgoing& outgoing, const std::string& token) const {
    HttpRequest request{"POST", m_url, outgoing.headers, {}};
    request.headers.emplace_back("Accept", "application/json, text/event-stream");
    const std::lock_guard lock(m_mutex);
    if (!m_version.empty()) {
        request.headers.emplace_back("MCP-Protocol-Version", m_version);
    }
    if (!m_session.empty()) {
        request.headers.emplace_back("Mcp-Session-Id", m_session);
    }
    if (!token.empty()) {
        request.headers.emplace_back("Authorization", "Bearer " + token);
    }
    return request;
}

Expected<HttpResponse>
HttpTransport::post(const Outgoing& outgoing, const std::string& token, const Wait& wait, Reading& reading) {
    auto asked = request(outgoing, token);
    asked.headers.emplace_back("Content-Type", "application/json");
    asked.body = boost::json::serialize(outgoing.message);
    return exchange(asked, wait, kAnswerBytes, kEvents, [&](const HttpResponse& response, std::string_view part) {
        return response.status >= 300 || reading.hear(part);
    });
}

// Whether it says that the session has ended there: whatever stands in the body, 404 to a request in a session means
// that. Many servers say 400, and then speak of no request; those of LeetCode do.
bool HttpTransport::hasForgotten(const HttpResponse& response, const Outgoing& outgoing) const {
    {
        const std::lock_guard lock(m_mutex);
        if (m_session.empty() || m_version.empty()) {
            return false;
        }
    }
    if (response.status != 400) {
        return response.status == kNotFound;
    }
    const auto said = parseObject(response.body);
    const auto* about = said ? find(*said, "id") : nullptr;
    const auto* asked = find(outgoing.message, "id");
    return about == nullptr || asked == nullptr || *about != *asked;
}

Expected<void> HttpTransport::send(const Outgoing& outgoing, const Wait& wait, const Take& take) {
    const auto end = std::chrono::steady_clock::now() + wait.longest;
    Reading reading{take};
    auto used = token();
    auto response = post(outgoing, used, wait, reading);
    Authorization::Tries tries;
    while (response && (response->status == 401 || response->status == 403)) {
        if (!m_authorization) {
            return std::unexpected(
                Failure{Failure::Kind::unauthorized, "the server wants somebody to sign in", response->status});
        }
        if (auto renewed = m_authorization->renew(*response, used, tries, wait); !renewed) {
            return renewed;
        }
        used = token();
        response = post(outgoing, used, wait, reading);
    }
    if (!response) {
        return std::unexpected(response.error());
    }
    if (hasForgotten(*response, outgoing)) {
        return std::unexpected(
            Failure{Failure::Kind::rejected, "the server knows nothing of the session any more", kNotFound});
    }
    if (const auto session = response->header("mcp-session-id"); !session.empty()) {
        const std::lock_guard lock(m_mutex);
        m_session = session;
    }
    if (!reading.streamed && response->contentType() == "application/json" && !response->body.empty()) {
        reading.message(response->body); // with a bad status, too: an error of JSON-RPC says more than that
    }
    if (reading.trouble && response->status < 400) {
        return std::unexpected(*reading.trouble);
    }
    if (reading.answered) {
        return {};
    }
    if (response->status >= 300) {
        return std::unexpected(
            Failure{Failure::Kind::rejected, "HTTP " + std::to_string(response->status), response->status});
    }
    if (!take) {
        return {};
    }
    return resume(wait, end, reading);
}

void HttpTransport::listen(std::function<void(boost::json::object message)> hear) {
    m_listening = std::jthread([this, hear = std::move(hear)](const std::stop_token& stop) { listenOn(stop, hear); });
}

// One stream after the other, as long as the server gives any.
void HttpTransport::listenOn(const std::stop_token& stop, const std::function<void(boost::json::object)>& hear) {
    const Take take = [&](boost::json::object message) {
        hear(std::move(message));
        return false;
    };
    Reading reading{take};
    for (bool offered = true; offered && !reading.trouble;) {
        auto asked = request({}, token());
        asked.method = "GET";
        if (!reading.events.lastId().empty()) {
            asked.headers.emplace_back("Last-Event-ID", reading.events.lastId());
        }
        const auto response = exchange(
            asked, {kListening, kListening, stop}, kAnswerBytes, kEvents,
            [&](const HttpResponse& answer, std::string_view part) {
                return answer.status >= 300 || reading.hear(part);
            });
        offered = !response || response->status < 300;
        if (!sleep(reading.pause(), stop)) {
            return;
        }
    }
}

// A stream that ended before the answer came goes on where it was, as far as the server has named its events.
Expected<void> HttpTransport::resume(const Wait& wait, std::chrono::steady_clock::time_point end, Reading& reading) {
    for (int tried = 0; tried < kResumesMost && !reading.events.lastId().empty(); ++tried) {
        if (!sleep(reading.pause(), wait.stop)) {
            return fail(Failure::Kind::cancelled, "stopped");
        }
        auto rest = wait;
        rest.longest = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        if (rest.longest.count() <= 0) {
            return fail(Failure::Kind::timeout, "the answer does not come to an end");
        }
        auto asked = request({}, token());
        asked.method = "GET";
        asked.headers.emplace_back("Last-Event-ID", reading.events.lastId());
        auto response =
            exchange(asked, rest, kAnswerBytes, kEvents, [&](const HttpResponse& answer, std::string_view part) {
                return answer.status >= 300 || reading.hear(part);
            });
        if (reading.trouble) {
            return std::unexpected(*reading.trouble);
        }
        if (reading.answered) {
            return {};
        }
        if (!response && response.error().kind != Failure::Kind::unreachable) {
            return std::unexpected(response.error());
        }
        if (response && response->status >= 300) {
            return std::unexpected(
                Failure{Failure::Kind::rejected, "HTTP " + std::to_string(response->status), response->status});
        }
    }
    return fail(Failure::Kind::malformed, "the answer ended before it was there");
}

} // namespace cairn::mcp
