#pragma once

#include "sync/mcp/http.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cairn::mcp {

// As what this client is known to whoever signs people in.
struct Registered {
    std::string id;
    std::string secret; // empty: there is none
    std::string method; // of proving to be that client
};

// What came of a sign-in at a server, so that the next one takes no person. All of it is secret.
struct SignIn {
    std::string url{}; // of the server that it is for: shown to no other
    std::string issuer{};
    std::string endpoint{}; // of tokens
    std::string resource{}; // that they are for
    Registered client{};
    std::string access{};
    std::string refresh{}; // empty: there is none
    std::vector<std::string> scopes{};
};

std::string write(const SignIn& signIn);
std::optional<SignIn> readSignIn(const std::string& text);

using Fields = std::vector<std::pair<std::string, std::string>>;

// As a form has them (application/x-www-form-urlencoded).
std::string formOf(const Fields& fields);

// Asks the endpoint of `signIn` for tokens by a grant, and puts them there. Unauthorized where it refuses.
Expected<void> askForTokens(SignIn& signIn, Fields grant, const Wait& wait);

// The words of a text that blanks part, and back.
std::vector<std::string> words(const std::string& text);
std::string joined(const std::vector<std::string>& words);

// Those of them that are not there yet.
void add(std::vector<std::string>& all, const std::vector<std::string>& more);

} // namespace cairn::mcp
