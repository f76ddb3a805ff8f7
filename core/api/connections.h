#pragma once

#include "core/api/request.h"
#include "core/base/hybrid_clock.h"
#include "core/events/catalogue.h"

#include <boost/describe/enum.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace cairn::api {

// An account at a platform that a server has seen to be the learner's, and what the platform said of it last.
struct Connection {
    events::Platform platform = events::Platform::none;
    std::string account;
    events::AccountProof proof = events::AccountProof::challenge;
    base::Millis since = 0;
    events::ConnectionFigures figures; // `at` 0: the platform was not asked for them yet

    bool operator==(const Connection&) const = default;
};

// By signing in at the platform, in a browser here or with a code on any computer; or by putting a token where only the
// account's owner can. The words are the wire's.
BOOST_DEFINE_ENUM_CLASS(ConnectMethod, sign_in, device, challenge)

// What the server did in its time. `moved`: the account is no longer the learner's, as another has proven that it is
// theirs. The words are the wire's.
BOOST_DEFINE_ENUM_CLASS(OutcomeKind, figures, imported, moved)

// How it ended the last time.
struct ConnectionOutcome {
    OutcomeKind kind = OutcomeKind::figures;
    base::Millis at = 0;
    std::int64_t count = 0; // imported: problems
    std::string reason;     // why nothing came of it, or why the account moved; empty: it went well

    bool operator==(const ConnectionOutcome&) const = default;
};

// What the server can do for a platform, and how what it did there for the learner ended.
struct ConnectionOffer {
    events::Platform platform = events::Platform::none;
    std::vector<ConnectMethod> methods;
    bool imports = false; // history
    std::vector<ConnectionOutcome> outcomes{};

    bool operator==(const ConnectionOffer&) const = default;
};

// What the learner is to do next, until `expires`.
struct ConnectionStep {
    ConnectMethod method = ConnectMethod::challenge;
    base::Millis expires = 0;
    std::string url;           // sign_in: to be opened in a browser; device: where the code is typed
    std::string code;          // device
    std::int64_t interval = 0; // device: seconds between two looks, at least
    std::string token;         // challenge: what to put
    std::string place;         // challenge: where, in words

    bool operator==(const ConnectionStep&) const = default;
};

// The accounts at platforms. The list is read here and needs no server; everything else is asked of the server that was
// joined: Unauthorized where none was or nobody is signed in, Unreachable, Refused with the server's reason. What it
// answers arrives in the list with the exchange of the log.
class Connections {
public:
    virtual ~Connections() = default;

    virtual Request list(Reply<std::vector<Connection>> reply) = 0;

    virtual Request offers(Reply<std::vector<ConnectionOffer>> reply) = 0;

    // `account`: what it is called at the platform, for a challenge. What was begun there before ends.
    virtual Request
    begin(events::Platform platform, ConnectMethod method, std::string account, Reply<ConnectionStep> reply) = 0;

    // Whether it is proven now: the account's name. Refused: not yet, and why. NotFound: what was begun has ended.
    virtual Request check(events::Platform platform, Reply<std::string> reply) = 0;

    // With its figures; what it has proven goes on to count.
    virtual Request disconnect(events::Platform platform, Reply<bool> reply) = 0;

    // The server asks for new figures, or for what was solved there before, in its time.
    virtual Request refresh(events::Platform platform, Reply<bool> reply) = 0;
    virtual Request importHistory(events::Platform platform, Reply<bool> reply) = 0;
};

} // namespace cairn::api
