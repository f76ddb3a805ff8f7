#pragma once

#include "sync/assistant/protocol.h"

#include <map>
#include <optional>
#include <string>

// What Streamable HTTP asks of a server that answers each message by itself: sessions where a client begins one, and no
// streams of its own.
namespace cairn::assistant {

struct HttpAsked {
    std::string method;
    std::string path;
    std::map<std::string, std::string> headers; // names in lower case, values without the space around them
    std::string body;

    std::string header(const std::string& name) const;
};

struct HttpAnswer {
    int status = 200;
    std::string body{};    // JSON, or nothing
    std::string session{}; // that the answer begins
};

// What is not let through, and why: what does not come from this computer by name (a page of a browser whose name was
// made to mean this computer, 403), what does not bring `token` where there is one (401), what is no message at /mcp,
// and headers that do not say what the body says.
std::optional<HttpAnswer> refusalOf(const HttpAsked& asked, const std::string& token = {});

// Whether its headers say that it is of the era without `initialize`.
bool isModern(const HttpAsked& asked);

// Whether it asks for a session, which `initialize` does.
bool beginsSession(const HttpAsked& asked);

// What is said in the name of a session that there is not: the client begins another one.
HttpAnswer noSuchSession();

HttpAnswer answerOf(const Said& said, bool modern);

} // namespace cairn::assistant
