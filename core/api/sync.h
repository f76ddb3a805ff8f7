#pragma once

#include "core/api/connections.h"
#include "core/api/request.h"
#include "core/base/hybrid_clock.h"
#include "core/plan/documentation.h"

#include <boost/describe/enum.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cairn::api {

// `off`: this profile has joined no server. `connecting`: on the way, for the first time or again. `live`: connected;
// what is written goes out at once. `offline`: no connection, and tried again by itself. `signed_out`: the server wants
// the password again; nothing is lost and nothing goes out. `refused`: trying again makes no sense before something
// changes, and `trouble` says what.
BOOST_DEFINE_ENUM_CLASS(SyncPhase, off, connecting, live, offline, signed_out, refused)

struct SyncState {
    SyncPhase phase = SyncPhase::off;
    std::string server; // its address: "https://cairn.example.org"
    std::string email;
    std::string device;      // what this computer is called there
    std::int64_t unsent = 0; // events that no server has confirmed
    bool caughtUp = false;   // all that the server had is here
    std::optional<base::Millis>
        inSyncAt; // since when nothing is left to send or to fetch; offline: when that was last so
    std::optional<base::Millis> againAt; // when the next try is, while offline
    base::Millis clockAhead = 0;         // of this computer's clock, against the server's; negative where it is behind
    bool secretsKept = true;             // no: there is no keychain, and the sign-in ends with the program
    std::optional<base::Error> trouble;  // why it is offline, signed out or refused

    bool operator==(const SyncState&) const = default;
};

// More than this is worth a word.
inline constexpr base::Millis kClockTolerance = 60'000;

struct SignIn {
    std::string server; // as a person types it: "cairn.example.org", "http://localhost:8080"
    std::string email;
    std::string password;
    std::string code;        // of the second factor, or a recovery code; empty where none is asked for
    std::string device;      // what this computer is to be called
    std::string certificate; // SHA-256 of one that nobody vouches for and that the person trusts all the same
};

// What came of an attempt to sign in or to create an account.
struct SignInResult {
    // `confirm`: the account is there, and waits for its e-mail address to be confirmed (`message` says how). `code`:
    // a second factor is wanted. `certificate`: nobody vouches for the server's certificate; `certificate` is its
    // digest and `message` what is wrong with it. In all three, nothing has been joined yet.
    enum class Step { joined, confirm, code, certificate };
    Step step = Step::joined;
    std::string message;
    std::string certificate;
};

struct SyncDevice {
    std::string id;
    std::string name;
    std::string address; // where it was last seen
    base::Millis created = 0;
    base::Millis seen = 0;
    bool current = false; // this one

    bool operator==(const SyncDevice&) const = default;
};

// The account as the server has it.
struct ServerAccount {
    std::string email;
    bool secondFactor = false; // a code is asked for at sign-in

    bool operator==(const ServerAccount&) const = default;
};

// What an authenticator program has to know to show codes.
struct FactorSecret {
    std::string secret;  // in base 32, as people type it
    std::string address; // the same for programs: "otpauth://totp/…", which they read from a picture

    bool operator==(const FactorSecret&) const = default;
};

// The account at a server, and the exchange of the log with it. Every call returns at once; answers come back as those
// of api::Profile do. Work without a server goes on whatever happens here.
class Sync {
public:
    virtual ~Sync() = default;

    virtual SyncState state() const = 0;

    // Joins, or signs in anew where a server was joined already: all that this profile has is kept and goes to the
    // account, and all that the account has comes here. Errors: Unreachable, Unauthorized (wrong e-mail or password),
    // Refused (with the server's reason), Busy (too many attempts; says when again).
    virtual Request signIn(SignIn account, Reply<SignInResult> reply) = 0;
    virtual Request createAccount(SignIn account, Reply<SignInResult> reply) = 0;

    // Asks the server to send a way to a new password; answers with what it said.
    virtual Request forgotPassword(std::string server, std::string email, Reply<std::string> reply) = 0;

    // Leaves the server: nothing goes there any more, and everything stays here.
    virtual Request leave(Reply<bool> reply) = 0;

    // Tries at once instead of later.
    virtual void tryNow() = 0;

    // The computers that are signed in, the last seen first.
    virtual Request devices(Reply<std::vector<SyncDevice>> reply) = 0;
    virtual Request rename(std::string device, std::string name, Reply<bool> reply) = 0;
    virtual Request revoke(std::string device, Reply<bool> reply) = 0; // it is signed out at once

    // What follows wants the password, or a code, besides the sign-in. Unauthorized: it is not the right one, or this
    // computer is signed out, which the state says then.
    virtual Request changePassword(std::string now, std::string then, Reply<bool> reply) = 0;

    virtual Request account(Reply<ServerAccount> reply) = 0;

    // Codes at sign-in are on once the code of a secret that was begun is confirmed; that answers with the recovery
    // codes, each good for one sign-in without a code, which the server tells nobody again. To begin anew ends what was
    // begun before. Refused: they are on already.
    virtual Request beginSecondFactor(Reply<FactorSecret> reply) = 0;
    virtual Request confirmSecondFactor(std::string code, Reply<std::vector<std::string>> reply) = 0;
    virtual Request endSecondFactor(std::string password, Reply<bool> reply) = 0;

    // The account with all that the server has of it; nothing brings it back. The profile keeps what it has, and has
    // left the server then.
    virtual Request eraseAccount(std::string password, Reply<bool> reply) = 0;

    virtual Connections& connections() = 0;

    // Asks the server whether the graph of a path is sound and whether the documentation of its topics speaks of what
    // their exercises need. Takes up to 20 s. Busy: others ask; Unsupported: this server does not know how.
    virtual Request validate(plan::PathPlan plan, Reply<plan::PlanVerdict> reply) = 0;

    virtual Subscription subscribe(std::function<void(const SyncState&)> heard) = 0;
};

} // namespace cairn::api
