#pragma once

#include "sync/mcp/failure.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cairn::mcp {

// How long somebody waits for an answer.
struct Wait {
    std::chrono::milliseconds timeout{30'000};  // while nothing is heard: each sign of life begins it anew
    std::chrono::milliseconds longest{300'000}; // in all
    std::stop_token stop{};
};

struct HttpRequest {
    std::string method = "GET";
    std::string url; // http or https
    std::vector<std::pair<std::string, std::string>> headers{};
    std::string body{};
};

struct HttpResponse {
    long status = 0;
    std::map<std::string, std::string> headers{}; // names in lower case
    std::string body{};

    std::string header(const std::string& name) const;

    // Without parameters, in lower case: "application/json".
    std::string contentType() const;
};

// What to do with a part of the body as it arrives, once the header is known. False: no more is wanted, and the
// connection is closed.
using HearPart = std::function<bool(const HttpResponse& response, std::string_view part)>;

// One request and its answer, whatever its status is. Redirects are answers: nobody is followed to another host.
// Proxies of the environment are not used. `hear`, where it is given, gets the body of answers of the type `streamed`
// instead of HttpResponse::body. At most `most` bytes of body.
Expected<HttpResponse> exchange(
    const HttpRequest& request, const Wait& wait, std::size_t most, const std::string& streamed = {},
    const HearPart& hear = {});

} // namespace cairn::mcp
