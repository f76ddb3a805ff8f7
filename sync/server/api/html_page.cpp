#include "sync/server/api/html_page.h"

#include <boost/url/parse_query.hpp>

namespace cairn::server {

Response htmlPage(int status, const std::string& text) {
    return {
        status,
        "text/html; charset=utf-8",
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" "
        "content=\"width=device-width\"><title>Cairn</title><style>body{font:16px/1.5 system-ui,sans-serif;"
        "max-width:32em;margin:4em auto;padding:0 1em}input,button{font:inherit;padding:.4em .6em}"
        "label{display:block;margin:1em 0}</style>" +
            text + "</html>",
        {{"Content-Security-Policy",
          "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'"},
         {"Referrer-Policy", "no-referrer"},
         {"Cache-Control", "no-store"}}};
}

std::string escapedHtml(const std::string& text) {
    std::string safe;
    for (const char letter : text) {
        safe += letter == '<'    ? "&lt;"
                : letter == '>'  ? "&gt;"
                : letter == '&'  ? "&amp;"
                : letter == '"'  ? "&quot;"
                : letter == '\'' ? "&#39;"
                                 : std::string(1, letter);
    }
    return safe;
}

std::map<std::string, std::string> formIn(const Request& request) {
    std::map<std::string, std::string> fields;
    if (const auto parsed = boost::urls::parse_query(request.body); parsed) {
        boost::urls::encoding_opts plus;
        plus.space_as_plus = true;
        for (const auto field : *parsed) {
            fields[field.key.decode(plus)] = field.value.decode(plus);
        }
    }
    return fields;
}

} // namespace cairn::server
