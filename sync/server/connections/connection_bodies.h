#pragma once

#include "core/events/catalogue.h"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

// What the endpoints of connections take and give. Times are milliseconds UTC.
namespace cairn::server {

// How an account at a platform is proven to be somebody's: by signing in there, in a browser here or, with a code, on
// any other computer; or by putting a token where only its owner can.
BOOST_DEFINE_ENUM_CLASS(ConnectMethod, sign_in, device, challenge)

// What was done for an account at a platform; persisted words. `moved`: it ended, as another learner has proven that
// the account is theirs.
BOOST_DEFINE_ENUM_CLASS(OutcomeKind, figures, imported, moved)

struct ConnectionBody {
    events::Platform platform = events::Platform::none;
    std::string account;
    events::AccountProof proof = events::AccountProof::challenge;
    std::int64_t since = 0;
    std::optional<std::int64_t> figuresAt{}; // null: the platform was not asked for them yet
};

// What this server can do for those who want to connect an account.
struct OfferBody {
    events::Platform platform = events::Platform::none;
    std::vector<ConnectMethod> methods{};
    bool imports = false; // history
};

// How it ended the last time.
struct OutcomeBody {
    events::Platform platform = events::Platform::none;
    OutcomeKind kind = OutcomeKind::figures;
    std::int64_t at = 0;
    std::optional<std::int64_t> count{}; // imported: receipts; null: nothing is counted
    std::optional<std::string> reason{}; // why nothing came of it, or why it ended; null: it went well
};

struct ConnectionsBody {
    std::vector<ConnectionBody> connections{};
    std::vector<OfferBody> offers{};
    std::vector<OutcomeBody> outcomes{};
};

struct BeginBody {
    std::optional<std::string> account{}; // of a challenge: what the account is called there
    ConnectMethod method = ConnectMethod::challenge;
};

struct BegunBody {
    ConnectMethod method = ConnectMethod::challenge;
    std::int64_t expires = 0;
    std::optional<std::string> url{};       // sign_in: to open in a browser; device: where to type the code
    std::optional<std::string> code{};      // device
    std::optional<std::int64_t> interval{}; // device: seconds between two looks, at least
    std::optional<std::string> token{};     // challenge: what to put
    std::optional<std::string> place{};     // challenge: where, in words
};

struct JobBody {
    std::string job;
};

BOOST_DESCRIBE_STRUCT(ConnectionBody, (), (platform, account, proof, since, figuresAt))
BOOST_DESCRIBE_STRUCT(OfferBody, (), (platform, methods, imports))
BOOST_DESCRIBE_STRUCT(OutcomeBody, (), (platform, kind, at, count, reason))
BOOST_DESCRIBE_STRUCT(ConnectionsBody, (), (connections, offers, outcomes))
BOOST_DESCRIBE_STRUCT(BeginBody, (), (account, method))
BOOST_DESCRIBE_STRUCT(BegunBody, (), (method, expires, url, code, interval, token, place))
BOOST_DESCRIBE_STRUCT(JobBody, (), (job))

} // namespace cairn::server
