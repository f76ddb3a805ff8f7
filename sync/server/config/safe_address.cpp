#include "sync/server/config/safe_address.h"

#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>

namespace cairn::server {

bool isSafeAddress(const std::string& url) {
    std::string plain = url; // a template of a URL is judged by what stands around the braces
    std::erase_if(plain, [](char letter) { return letter == '{' || letter == '}'; });
    const auto parsed = boost::urls::parse_uri(plain);
    // Boost.URL takes "http://127.0.0.1.example.com" for the host 127.0.0.1 and the path ".example.com"; others do not.
    const bool whole = parsed && (parsed->encoded_path().empty() || parsed->encoded_path().starts_with('/'));
    if (!whole || parsed->host().empty() || parsed->has_userinfo()) {
        return false;
    }
    return parsed->scheme() == "https" || (parsed->scheme() == "http" && namesThisComputer(plain));
}

bool namesThisComputer(const std::string& url) {
    const auto parsed = boost::urls::parse_uri(url);
    const auto host = parsed ? std::string(parsed->host()) : std::string();
    return host == "127.0.0.1" || host == "localhost" || host == "[::1]";
}

} // namespace cairn::server
