#pragma once

#include "sync/server/auth/limiter.h"
#include "sync/server/connections/ask.h"
#include "sync/server/connections/connecting_store.h"
#include "sync/server/connections/connection_bodies.h"
#include "sync/server/connections/connection_store.h"
#include "sync/server/connections/token_seal.h"
#include "sync/server/http/route.h"

#include <memory>
#include <mutex>
#include <semaphore>
#include <set>
#include <string>

namespace cairn::server {

struct ConnectionSettings {
    std::function<std::int64_t()> now; // milliseconds UTC
    AskPlatform ask;
    std::set<std::string> servers; // of tools that can be asked: "leetcode", "codeforces", "github"
    std::function<void()> nudge{}; // there is a job to be done
    Limiter::Rule looks{.rate = 12, .window = 60'000, .burst = 6}; // at what a learner has put somewhere, each account
};

// Accounts at platforms that are proven to be a learner's: the rules. What changes is told in the learner's stream by a
// job that is enqueued in the same transaction, so that a crash loses neither. Thread-safe.
class Connections {
public:
    static constexpr std::int64_t kRefreshMillis = 5LL * 60'000;

    Connections(std::unique_ptr<Database> database, const Seal& seal, ConnectionSettings settings);

    Answer<ConnectionsBody> list(const Request& request);
    Answer<BegunBody> begin(const Request& request, const BeginBody& body);
    Answer<ConnectionBody> check(const Request& request); // whether it is proven now
    Answer<Nothing> remove(const Request& request);
    Answer<JobBody> refresh(const Request& request); // the figures
    Answer<JobBody> import(const Request& request);  // what was solved before

    // An account was erased.
    void eraseAll(const std::string& account);

    // What was begun and never ended goes; figures that are a day old are asked for anew.
    void upkeep();

private:
    // What a challenge has to be known of.
    struct Waiting;

    Answer<BegunBody> beginChallenge(const Caller& caller, events::Platform platform, const std::string& account);
    Answer<ConnectionBody> checkChallenge(const Connecting& connecting, const std::string& token);
    Answer<ConnectionBody> prove(const Connecting& connecting, Connection connection);
    Answer<JobBody>
    enqueueFor(const Request& request, const char* kind, const std::string& moment, std::int64_t priority);

    std::int64_t now() const { return m_settings.now(); }

    TokenSeal m_seal;
    ConnectionSettings m_settings;
    Limiter m_limiter{};
    // Looks take as long as a platform takes: most threads that answer requests stay free.
    std::counting_semaphore<> m_looks{2};

    std::mutex m_mutex; // of what follows
    std::unique_ptr<Database> m_database;
};

// Rows whose names what is sealed in them is bound to.
std::string rowOf(const Connecting& connecting);
std::string rowOf(const std::string& account, const Connection& connection);

ConnectionBody bodyOf(const Connection& connection);

} // namespace cairn::server
