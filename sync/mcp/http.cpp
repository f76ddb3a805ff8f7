#include "sync/mcp/http.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <curl/curl.h>
#include <memory>
#include <mutex>

namespace cairn::mcp {

namespace {

struct Closer {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }

    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

struct Transfer {
    CURL* curl;
    HttpResponse& response;
    std::size_t most;
    const std::string& streamed;
    const HearPart& hear;
    const Wait& wait;
    std::chrono::steady_clock::time_point lastHeard = std::chrono::steady_clock::now();
    bool silent = false;
    std::size_t heard = 0;
    bool tooMuch = false;
    bool enough = false;
};

std::string lower(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](unsigned char letter) { return std::tolower(letter); });
    return result;
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::size_t hearHeader(const char* bytes, std::size_t size, std::size_t count, void* to) {
    const std::string_view line(bytes, size * count);
    auto& response = static_cast<Transfer*>(to)->response;
    static_cast<Transfer*>(to)->lastHeard = std::chrono::steady_clock::now();
    if (line.starts_with("HTTP/")) {
        response.headers.clear(); // of an interim answer
    } else if (const auto colon = line.find(':'); colon != std::string_view::npos) {
        response.headers[lower(line.substr(0, colon))] = trimmed(line.substr(colon + 1));
    }
    return line.size();
}

std::size_t hearBody(const char* bytes, std::size_t size, std::size_t count, void* to) {
    auto& transfer = *static_cast<Transfer*>(to);
    const std::string_view part(bytes, size * count);
    transfer.heard += part.size();
    transfer.lastHeard = std::chrono::steady_clock::now();
    if (transfer.heard > transfer.most) {
        transfer.tooMuch = true;
        return 0;
    }
    curl_easy_getinfo(transfer.curl, CURLINFO_RESPONSE_CODE, &transfer.response.status);
    if (transfer.hear && transfer.response.contentType() == transfer.streamed) {
        transfer.enough = !transfer.hear(transfer.response, part);
        return transfer.enough ? 0 : part.size();
    }
    transfer.response.body += part;
    return part.size();
}

int goOn(void* to, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    auto& transfer = *static_cast<Transfer*>(to);
    transfer.silent = std::chrono::steady_clock::now() - transfer.lastHeard > transfer.wait.timeout;
    return transfer.silent || transfer.wait.stop.stop_requested() ? 1 : 0;
}

} // namespace

std::string HttpResponse::header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
}

std::string HttpResponse::contentType() const {
    const auto type = header("content-type");
    return lower(trimmed(std::string_view(type).substr(0, type.find(';'))));
}

Expected<HttpResponse> exchange(
    const HttpRequest& request, const Wait& wait, std::size_t most, const std::string& streamed, const HearPart& hear) {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    const std::unique_ptr<CURL, Closer> curl(curl_easy_init());
    std::unique_ptr<curl_slist, Closer> headers;
    const auto add = [&](const std::string& line) {
        if (auto* longer = curl_slist_append(headers.get(), line.c_str())) {
            [[maybe_unused]] auto* same = headers.release();
            headers.reset(longer);
        }
    };
    for (const auto& [name, value] : request.headers) {
        if (value.find_first_of("\r\n") != std::string::npos) {
            return fail(Failure::Kind::malformed, "a header with a line break");
        }
        add(value.empty() ? name + ";" : name + ": " + value);
    }
    add("Expect:"); // no waiting for a server's leave
    HttpResponse response;
    Transfer transfer{curl.get(), response, most, streamed, hear, wait};
    std::array<char, CURL_ERROR_SIZE> trouble{};
    const auto set = [&](CURLoption option, auto value) { curl_easy_setopt(curl.get(), option, value); };
    set(CURLOPT_URL, request.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_PROXY, "");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
    if (!request.body.empty() || request.method == "POST") {
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        set(CURLOPT_POSTFIELDS, request.body.c_str());
    }
    set(CURLOPT_HTTPHEADER, headers.get());
    set(CURLOPT_HEADERFUNCTION, &hearHeader);
    set(CURLOPT_HEADERDATA, &transfer);
    set(CURLOPT_WRITEFUNCTION, &hearBody);
    set(CURLOPT_WRITEDATA, &transfer);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, &goOn);
    set(CURLOPT_XFERINFODATA, &transfer);
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(wait.longest.count()));
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min<std::int64_t>(wait.timeout.count(), 10'000)));
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_ERRORBUFFER, trouble.data());

    const auto code = curl_easy_perform(curl.get());
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &response.status);
    if (code == CURLE_OK || transfer.enough) {
        return response;
    }
    if (wait.stop.stop_requested()) {
        return fail(Failure::Kind::cancelled, "stopped");
    }
    if (transfer.tooMuch) {
        return fail(Failure::Kind::tooLarge, "an answer of more than " + std::to_string(most) + " bytes");
    }
    if (transfer.silent) {
        return fail(Failure::Kind::timeout, "nothing was heard for " + std::to_string(wait.timeout.count()) + " ms");
    }
    const auto kind = code == CURLE_OPERATION_TIMEDOUT ? Failure::Kind::timeout : Failure::Kind::unreachable;
    return fail(kind, trouble[0] != '\0' ? trouble.data() : curl_easy_strerror(code));
}

} // namespace cairn::mcp
