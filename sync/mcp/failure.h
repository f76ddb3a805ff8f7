#pragma once

#include <boost/json/value.hpp>

#include <cstdint>
#include <expected>
#include <string>

namespace cairn::mcp {

// Why a server of tools gave no answer that counts. None of these says anything about what was asked for.
struct Failure {
    enum class Kind {
        unreachable,  // it does not run, or the connection broke: again later
        timeout,      // it did not answer in time: again later
        cancelled,    // who asked wants it no more
        malformed,    // what it said is not the protocol, or not what it promised
        tooLarge,     // more than this client is willing to read
        unauthorized, // it wants somebody to sign in, or somebody else
        rejected,     // it said no: `code` and `data` are its own
    };

    Kind kind = Kind::unreachable;
    std::string message;   // one line, for an admin
    std::int64_t code = 0; // of JSON-RPC, or the status of HTTP
    boost::json::value data{};
    std::int64_t notBefore = 0; // milliseconds UTC: it was not asked at all, and is not asked before that
};

template<class T> using Expected = std::expected<T, Failure>;

inline std::unexpected<Failure> fail(Failure::Kind kind, std::string message) {
    return std::unexpected(Failure{kind, std::move(message)});
}

} // namespace cairn::mcp
