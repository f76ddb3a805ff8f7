#pragma once

#include <expected>
#include <string>

namespace cairn::server::oauth {

// Why nobody has signed in.
struct Failure {
    enum class Why {
        outage,   // the provider could not be asked, or does badly: again later
        pending,  // device flow: the person has not said anything yet
        slowDown, // the same, and it was asked too often
        declined, // the person, or the provider for them, said no
        expired,  // it took too long
        refused,  // the provider does not take what it was given: a code that was used, a token that ended
        unsound,  // what the provider says of who has signed in is not to be believed
    };
    Why why = Why::outage;
    std::string what{}; // a line for an admin; nothing secret
};

template<class T> using Expected = std::expected<T, Failure>;

inline std::unexpected<Failure> fail(Failure::Why why, std::string what) {
    return std::unexpected(Failure{why, std::move(what)});
}

} // namespace cairn::server::oauth
