#pragma once

#include "sync/server/auth/limiter.h"
#include "sync/server/config/sign_in_provider.h"
#include "sync/server/connections/ask.h"
#include "sync/server/connections/begun.h"
#include "sync/server/connections/connecting_store.h"
#include "sync/server/connections/connection_bodies.h"
#include "sync/server/connections/connection_store.h"
#include "sync/server/connections/token_seal.h"
#include "sync/server/http/route.h"
#include "sync/server/http/slow_requests.h"
#include "sync/server/oauth/sign_in.h"

#include <memory>
#include <mutex>
#include <set>
#include <stop_token>
#include <string>

namespace cairn::server {

struct ConnectionSettings {
    std::function<std::int64_t()> now; // milliseconds UTC
    AskPlatform ask;
    std::set<std::string> servers; // of tools that can be asked: "leetcode", "codeforces", "github"
    std::vector<SignInProvider> providers{};
    std::string publicUrl{};                                // that browsers come back to
    std::function<void()> nudge{};                          // there is a job to be done
    std::function<void(const std::string& what)> trouble{}; // to be logged
    std::shared_ptr<SlowRequests> slow = std::make_shared<SlowRequests>(4);
    std::stop_token ending{};                                      // nobody waits for a platform any more
    Limiter::Rule looks{.rate = 12, .window = 60'000, .burst = 6}; // at what a learner has put somewhere, each account
};

// Accounts at platforms that are proven to be a learner's: the rules. What changes is told in the learner's stream by a
// job that is enqueued in the same transaction, so that a crash loses neither. Thread-safe.
class Connections {
public:
    static constexpr std::int64_t kRefreshMillis = 5LL * 60'000;
    static constexpr std::int64_t kSignInMillis = 10LL * 60'000;

    Connections(std::unique_ptr<Database> database, const Seal& seal, ConnectionSettings settings);

    Answer<ConnectionsBody> list(const Request& request);
    Answer<BegunBody> begin(const Request& request, const BeginBody& body);
    Answer<ConnectionBody> check(const Request& request); // whether it is proven now
    Answer<Nothing> remove(const Request& request);
    Answer<JobBody> refresh(const Request& request); // the figures
    Answer<JobBody> import(const Request& request);  // what was solved before

    // Whose sign-in it is that a browser has come back from.
    struct Coming {
        events::Platform platform = events::Platform::none;
        std::string email;
    };

    Answer<Coming> coming(const Request& request, const std::string& state);

    // The person has agreed: what was begun ends, whatever comes of it.
    Answer<ConnectionBody> finish(const Request& request, const std::string& state, const oauth::Returned& returned);
    void abandon(const std::string& state);

    // Whether the account is still called so, by the tokens of whoever has signed in; those that have ended are
    // renewed, and those that were withdrawn forgotten.
    void lookAgain(const std::string& account, events::Platform platform, const std::stop_token& stop);

    // Tokens are good for nothing any more; for a job. False: the provider could not be asked.
    bool revoke(
        const std::string& account, events::Platform platform, const std::string& sealed, const std::stop_token& stop);

    // An account was erased.
    void eraseAll(const std::string& account);

    // What was begun and never ended goes; figures that are a day old are asked for anew.
    void upkeep();

private:
    // What was begun, with what was sealed of it.
    struct Opened {
        Connecting connecting;
        Begun begun;
    };

    const SignInProvider* providerOf(events::Platform platform) const;
    std::string redirectOf(events::Platform platform) const;
    Answer<BegunBody> beginChallenge(const Caller& caller, events::Platform platform, const std::string& account);
    Answer<BegunBody> beginSignIn(const Caller& caller, events::Platform platform);
    Answer<BegunBody> beginDevice(const Caller& caller, events::Platform platform);
    void put(Connecting connecting, const Begun& begun);
    std::optional<Opened> open(std::optional<Connecting> connecting) const;
    std::optional<Opened> openState(const Request& request, const std::string& state);
    Answer<ConnectionBody> checkChallenge(const Opened& opened);
    Answer<ConnectionBody> checkDevice(Opened opened);
    Answer<ConnectionBody> signedIn(const Connecting& connecting, const oauth::SignedIn& who);
    // `open`: what was begun is still to be taken.
    Answer<ConnectionBody> prove(const Connecting& connecting, const Connection& connection, bool open);
    void takeFromOthers(const std::string& account, events::Platform platform, const std::string& handle);
    void enqueueRevocation(const std::string& account, const Connection& connection);
    Answer<JobBody>
    enqueueFor(const Request& request, const char* kind, const std::string& moment, std::int64_t priority);
    Problem problemOf(const oauth::Failure& failure, events::Platform platform) const;

    // One of the threads that answer requests may wait for a platform.
    template<class T> Answer<T> waiting(const std::function<Answer<T>()>& ask) {
        const auto place = m_settings.slow->enter();
        return place ? ask() : std::unexpected(Problem{503, "busy", "many are asking; again in a moment", {}, 2});
    }

    std::int64_t now() const { return m_settings.now(); }

    TokenSeal m_seal;
    ConnectionSettings m_settings;
    Limiter m_limiter{};

    std::mutex m_renewing; // a token that renews others is good once

    std::mutex m_mutex; // of what follows
    std::unique_ptr<Database> m_database;
};

// Rows whose names what is sealed in them is bound to.
std::string rowOf(const Connecting& connecting);
std::string rowOf(const std::string& account, const Connection& connection);
std::string revokedRow(const std::string& account, events::Platform platform);

ConnectionBody bodyOf(const Connection& connection);

} // namespace cairn::server
