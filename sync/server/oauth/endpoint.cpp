#include "sync/server/oauth/endpoint.h"

#include "sync/mcp/http.h"
#include "sync/mcp/json.h"
#include "sync/server/config/safe_address.h"

#include <boost/json/serialize.hpp>
#include <sodium.h>

namespace cairn::server::oauth {

namespace json = boost::json;

namespace {

constexpr std::size_t kMost = std::size_t{256} << 10U;

Expected<Reply> exchange(mcp::HttpRequest request, const std::stop_token& stop) {
    using namespace std::chrono_literals;
    if (!isSafeAddress(request.url)) {
        return fail(Failure::Why::unsound, request.url + " is neither https:// nor on this computer");
    }
    request.headers.emplace_back("Accept", "application/json");
    request.headers.emplace_back("User-Agent", "cairnd"); // GitHub answers nobody without one
    const auto response = mcp::exchange(request, {.timeout = 10s, .longest = 15s, .stop = stop}, kMost);
    if (!response) {
        return fail(Failure::Why::outage, request.url + ": " + response.error().message);
    }
    if (response->status >= 500 || response->status == 429) {
        return fail(Failure::Why::outage, request.url + ": HTTP " + std::to_string(response->status));
    }
    auto body = mcp::parseObject(response->body);
    return Reply{response->status, body ? std::move(*body) : json::object()};
}

std::string base64(const std::string& text) {
    constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL;
    std::string encoded(sodium_base64_encoded_len(text.size(), kVariant), '\0');
    sodium_bin2base64(
        encoded.data(), encoded.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(), kVariant);
    encoded.pop_back();
    return encoded;
}

} // namespace

Expected<Reply> get(const std::string& url, const std::string& bearer, const std::stop_token& stop) {
    mcp::HttpRequest request{"GET", url};
    if (!bearer.empty()) {
        request.headers.emplace_back("Authorization", "Bearer " + bearer);
    }
    return exchange(std::move(request), stop);
}

Expected<Reply> post(const std::string& url, const Fields& form, const std::stop_token& stop) {
    return exchange({"POST", url, {{"Content-Type", "application/x-www-form-urlencoded"}}, formOf(form)}, stop);
}

Expected<Reply> remove(
    const std::string& url, const std::string& name, const std::string& password, const json::object& body,
    const std::stop_token& stop) {
    return exchange(
        {"DELETE",
         url,
         {{"Content-Type", "application/json"}, {"Authorization", "Basic " + base64(name + ":" + password)}},
         json::serialize(body)},
        stop);
}

std::string textIn(const json::object& object, std::string_view name) {
    return mcp::text(object, name);
}

} // namespace cairn::server::oauth
