#include "sync/server/mail/mailer.h"

#include "sync/server/mail/compose.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <curl/curl.h>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string_view>
#include <sys/socket.h>
#include <utility>

namespace cairn::server {

namespace {

struct Closer {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }

    void operator()(CURLU* url) const { curl_url_cleanup(url); }

    void operator()(curl_slist* list) const { curl_slist_free_all(list); }

    void operator()(char* text) const { curl_free(text); }
};

// What is still to be sent, and why the server took no more.
struct Transfer {
    std::string_view left;
    std::string refusal{};
    const std::stop_token& stop;
};

// Whether what is sent there stays on this computer.
bool isLoopback(const std::string& address) {
    const std::unique_ptr<CURLU, Closer> url(curl_url());
    char* part = nullptr;
    if (curl_url_set(url.get(), CURLUPART_URL, address.c_str(), 0) != CURLUE_OK ||
        curl_url_get(url.get(), CURLUPART_HOST, &part, 0) != CURLUE_OK) {
        return false;
    }
    const std::unique_ptr<char, Closer> host(part);
    const std::string_view name(part);
    return name == "localhost" || name == "127.0.0.1" || name == "[::1]";
}

std::size_t readMessage(char* buffer, std::size_t size, std::size_t count, void* to) {
    auto& left = static_cast<Transfer*>(to)->left;
    const auto taken = std::min(left.size(), size * count);
    std::memcpy(buffer, left.data(), taken);
    left.remove_prefix(taken);
    return taken;
}

std::size_t hearAnswer(const char* bytes, std::size_t size, std::size_t count, void* to) {
    const std::string_view answer(bytes, size * count);
    if (answer.starts_with('4') || answer.starts_with('5')) {
        static_cast<Transfer*>(to)->refusal = answer.substr(0, answer.find_last_not_of("\r\n") + 1);
    }
    return answer.size();
}

int goOn(void* to, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<Transfer*>(to)->stop.stop_requested() ? 1 : 0;
}

// libcurl says goodbye when it is cleaned up, and would wait for an answer from a server that gives none.
void hangUp(CURL* curl) {
    curl_socket_t socket = CURL_SOCKET_BAD;
    if (curl_easy_getinfo(curl, CURLINFO_ACTIVESOCKET, &socket) == CURLE_OK && socket != CURL_SOCKET_BAD) {
        shutdown(socket, SHUT_RDWR);
    }
}

// Whether the server will not take this message, whenever it comes. To be asked for another password is no such answer.
bool isRefusal(CURLcode code, long answer) {
    constexpr long kNotSignedIn = 530;
    return (code == CURLE_SEND_ERROR || code == CURLE_WEIRD_SERVER_REPLY) && answer >= 500 && answer < 600 &&
           answer != kNotSignedIn;
}

} // namespace

Mailer::Mailer(MailSettings settings)
    : m_settings(std::move(settings)) {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    if (!m_settings.url.starts_with("smtp://") && !m_settings.url.starts_with("smtps://")) {
        throw std::runtime_error("the mail server is none of smtp://host:port and smtps://host:port");
    }
    if (!isMailAddress(m_settings.from)) {
        throw std::runtime_error("the mail's sender is no address");
    }
    m_encrypt = !isLoopback(m_settings.url);
}

JobResult Mailer::send(const Mail& mail, const std::string& id, base::Millis at, const std::stop_token& stop) const {
    using Outcome = JobResult::Outcome;
    const auto message = composeMessage(mail, {m_settings.from, id, at});
    if (!message) {
        return {Outcome::refused, message.error().message};
    }
    const std::unique_ptr<CURL, Closer> curl(curl_easy_init());
    const std::unique_ptr<curl_slist, Closer> receivers(curl_slist_append(nullptr, mail.to.c_str()));
    if (!curl || !receivers) {
        return {Outcome::failed, "libcurl does not start"};
    }
    std::array<char, CURL_ERROR_SIZE> trouble{};
    Transfer transfer{.left = *message, .stop = stop};
    const auto set = [&](CURLoption option, auto value) { curl_easy_setopt(curl.get(), option, value); };
    set(CURLOPT_URL, m_settings.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(CURLOPT_PROXY, ""); // the settings say where mail goes, and not the environment
    set(CURLOPT_USE_SSL, static_cast<long>(m_encrypt ? CURLUSESSL_ALL : CURLUSESSL_NONE));
    if (!m_settings.authorities.empty()) {
        set(CURLOPT_CAINFO, m_settings.authorities.c_str());
    }
    if (!m_settings.user.empty()) {
        set(CURLOPT_USERNAME, m_settings.user.c_str());
        set(CURLOPT_PASSWORD, m_settings.password.c_str());
    }
    set(CURLOPT_MAIL_FROM, m_settings.from.c_str());
    set(CURLOPT_MAIL_RCPT, receivers.get());
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_READFUNCTION, &readMessage);
    set(CURLOPT_READDATA, &transfer);
    set(CURLOPT_HEADERFUNCTION, &hearAnswer);
    set(CURLOPT_HEADERDATA, &transfer);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, &goOn);
    set(CURLOPT_XFERINFODATA, &transfer);
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(m_settings.timeout));
    set(CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(m_settings.timeout / 1000 + 1)); // to the goodbye too
    set(CURLOPT_NOSIGNAL, 1L);                                                              // other threads are at work
    set(CURLOPT_ERRORBUFFER, trouble.data());

    const auto code = curl_easy_perform(curl.get());
    if (code == CURLE_OK) {
        return {};
    }
    hangUp(curl.get());
    long answer = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &answer);
    std::string why = trouble[0] == '\0' ? curl_easy_strerror(code) : trouble.data();
    if (!transfer.refusal.empty()) {
        why += ": " + transfer.refusal;
    }
    return {isRefusal(code, answer) ? Outcome::refused : Outcome::failed, why};
}

} // namespace cairn::server
