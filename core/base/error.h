#pragma once

#include <expected>
#include <string>
#include <utility>

namespace cairn::base {

// What can go wrong outside of the program. A bug is asserted, not returned.
enum class ErrorCode {
    InvalidInput,  // what was handed in is malformed; `place` says where
    NotFound,      // no such thing
    Refused,       // the rules do not allow it now; the message says which and why
    LimitExceeded, // larger than this program is willing to read
    ReadOnly,      // another process holds this profile
    Cancelled,     // the person asked to stop; nothing was changed
    Corrupt,       // stored data does not hold together
    Io,            // the disk or the operating system said no
    Unsupported,   // written by a newer version
    Unreachable,   // the network or the other end does not answer; again later
    Unauthorized,  // who asks is not signed in, or not as somebody who may
    Untrusted,     // nobody vouches for the server's certificate
    Busy,          // too much was asked in a short time; the message says when again
};

// One line that a person can act on. `place` names file and position (`config.json:/exercises/practice/3`) where the
// trouble has one.
struct Error {
    ErrorCode code{};
    std::string message;
    std::string place{};

    bool operator==(const Error&) const = default;
};

template<class T> using Expected = std::expected<T, Error>;

inline std::unexpected<Error> fail(ErrorCode code, std::string message, std::string place = {}) {
    return std::unexpected(Error{code, std::move(message), std::move(place)});
}

// Stable name of a code, for JSON output and logs: "invalid_input".
constexpr const char* name(ErrorCode code) {
    switch (code) {
    case ErrorCode::InvalidInput:
        return "invalid_input";
    case ErrorCode::NotFound:
        return "not_found";
    case ErrorCode::Refused:
        return "refused";
    case ErrorCode::LimitExceeded:
        return "limit_exceeded";
    case ErrorCode::ReadOnly:
        return "read_only";
    case ErrorCode::Cancelled:
        return "cancelled";
    case ErrorCode::Corrupt:
        return "corrupt";
    case ErrorCode::Io:
        return "io";
    case ErrorCode::Unsupported:
        return "unsupported";
    case ErrorCode::Unreachable:
        return "unreachable";
    case ErrorCode::Unauthorized:
        return "unauthorized";
    case ErrorCode::Untrusted:
        return "untrusted";
    case ErrorCode::Busy:
        return "busy";
    }
    return "unknown";
}

} // namespace cairn::base
