#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace cairn::server {

// Who asks, once it is known.
struct Caller {
    std::string account; // empty: nobody who has signed in
    std::string role;    // "learner", "instructor", "admin"
    std::string signIn;  // the computer's
};

// What a client asks, read whole.
struct Request {
    std::string id; // given back in the answer and written to the log
    std::string method;
    std::string path; // decoded, without the query
    std::map<std::string, std::string> query;
    std::map<std::string, std::string> arguments; // what stands in the path for {name}
    std::string authorization;
    std::string contentType;
    std::string body;
    std::string address; // where it comes from
    bool local = false;  // from this computer, through no proxy
    Caller caller;
};

struct Response {
    int status = 200;
    std::string contentType = "application/json";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
};

// What is wrong with one field of what was sent.
struct FieldProblem {
    std::string field;
    std::string message;
};

// Why something was not done.
struct Problem {
    int status = 500;
    std::string code; // a stable word: "not_found"
    std::string message;
    std::vector<FieldProblem> fields{};
    std::int64_t retryAfter = 0; // seconds
};

// The one shape of every error: {"error": {"code", "message", "details", "timestamp", "requestId"}}.
Response answerTo(const Request& request, const Problem& problem, std::int64_t now);

} // namespace cairn::server
