#include "sync/server/connections/connections.h"

#include "sync/server/auth/account_store.h"
#include "sync/server/connections/begun.h"
#include "sync/server/connections/challenge.h"
#include "sync/server/connections/connection_jobs.h"
#include "sync/server/connections/outcome_store.h"
#include "sync/server/connections/problems.h"
#include "sync/server/oauth/tokens.h"

#include <boost/describe/enum_from_string.hpp>

#include <algorithm>
#include <array>

namespace cairn::server {

using events::Platform;

namespace {

constexpr std::array kPlatforms{Platform::leetcode, Platform::codeforces, Platform::github};
constexpr std::int64_t kDayMillis = 24LL * 60 * 60 * 1'000;
constexpr std::int64_t kLow = -10; // nobody waits for figures

Answer<Platform> platformIn(const Request& request) {
    const auto named = request.arguments.find("platform");
    auto platform = Platform::none;
    if (named == request.arguments.end() || !boost::describe::enum_from_string(named->second.c_str(), platform) ||
        platform == Platform::none) {
        return std::unexpected(Problem{404, "not_found", "there is no such platform"});
    }
    return platform;
}

} // namespace

std::string rowOf(const Connecting& connecting) {
    return "connecting/" + connecting.state + "/" + connecting.account + "/" + nameOf(connecting.platform);
}

std::string rowOf(const std::string& account, const Connection& connection) {
    return "connection/" + account + "/" + nameOf(connection.platform) + "/" + connection.handle;
}

std::string revokedRow(const std::string& account, Platform platform) {
    return "revoked/" + account + "/" + nameOf(platform);
}

ConnectionBody bodyOf(const Connection& connection) {
    return {
        connection.platform, connection.handle, connection.proof, connection.since,
        connection.figures > 0 ? std::optional(connection.figures) : std::nullopt};
}

Connections::Connections(std::unique_ptr<Database> database, const Seal& seal, ConnectionSettings settings)
    : m_seal(seal)
    , m_settings(std::move(settings))
    , m_database(std::move(database)) {}

Answer<ConnectionsBody> Connections::list(const Request& request) {
    ConnectionsBody body;
    for (const auto platform : kPlatforms) {
        OfferBody offer{.platform = platform};
        if (m_settings.servers.contains(nameOf(platform))) {
            offer.methods.push_back(ConnectMethod::challenge);
            offer.imports = platform != Platform::github;
        }
        if (const auto* provider = providerOf(platform)) {
            const bool page = !provider->issuer.empty() || !provider->authorizeUrl.empty();
            if (page && !m_settings.publicUrl.empty()) {
                offer.methods.push_back(ConnectMethod::sign_in);
            }
            if (!provider->deviceUrl.empty()) {
                offer.methods.push_back(ConnectMethod::device);
            }
        }
        body.offers.push_back(std::move(offer));
    }
    const std::lock_guard lock(m_mutex);
    for (const auto& connection : ConnectionStore(*m_database).of(request.caller.account)) {
        body.connections.push_back(bodyOf(connection));
    }
    body.outcomes = OutcomeStore(*m_database).of(request.caller.account);
    return body;
}

Answer<BegunBody> Connections::begin(const Request& request, const BeginBody& body) {
    const auto platform = platformIn(request);
    if (!platform) {
        return std::unexpected(platform.error());
    }
    if (const auto wait = m_limiter.take("begin " + request.caller.account, m_settings.looks, now()); wait > 0) {
        return std::unexpected(tooOften(wait));
    }
    switch (body.method) {
    case ConnectMethod::challenge:
        return beginChallenge(request.caller, *platform, body.account.value_or(""));
    case ConnectMethod::sign_in:
        return waiting<BegunBody>([&] { return beginSignIn(request.caller, *platform); });
    case ConnectMethod::device:
        return waiting<BegunBody>([&] { return beginDevice(request.caller, *platform); });
    }
    return std::unexpected(notOffered("there is no such way"));
}

Answer<BegunBody> Connections::beginChallenge(const Caller& caller, Platform platform, const std::string& account) {
    if (!m_settings.servers.contains(nameOf(platform))) {
        return std::unexpected(notOffered("this server asks nobody there: it has no server of tools for it"));
    }
    if (!isAccountName(platform, account)) {
        return std::unexpected(Problem{
            400,
            "validation_failed",
            "the request is not what this endpoint takes",
            {{"account", "is no name that an account has there"}},
            0});
    }
    const Connecting connecting{randomToken(16), caller.account, platform, account, {}, now() + kChallengeMillis};
    const Begun begun{.method = ConnectMethod::challenge, .signIn = caller.signIn, .token = newChallenge()};
    put(connecting, begun);
    return BegunBody{
        .method = ConnectMethod::challenge,
        .expires = connecting.expires,
        .token = begun.token,
        .place = placeOfChallenge(platform, account, begun.token)};
}

Answer<ConnectionBody> Connections::check(const Request& request) {
    const auto platform = platformIn(request);
    if (!platform) {
        return std::unexpected(platform.error());
    }
    if (const auto wait = m_limiter.take("look " + request.caller.account, m_settings.looks, now()); wait > 0) {
        return std::unexpected(tooOften(wait));
    }
    const auto connecting = [&] {
        const std::lock_guard lock(m_mutex);
        return ConnectingStore(*m_database).find(request.caller.account, *platform, now());
    }();
    const auto opened = open(connecting);
    if (!opened) {
        return std::unexpected(Problem{409, "nothing_begun", "nothing was begun, or it has ended: begin again"});
    }
    switch (opened->begun.method) {
    case ConnectMethod::challenge:
        return waiting<ConnectionBody>([&] { return checkChallenge(*opened); });
    case ConnectMethod::device:
        return waiting<ConnectionBody>([&] { return checkDevice(*opened); });
    case ConnectMethod::sign_in:
        break;
    }
    return std::unexpected(Problem{409, "not_there_yet", "the browser has not come back yet"});
}

Answer<ConnectionBody> Connections::checkChallenge(const Opened& opened) {
    const auto& [connecting, begun] = opened;
    const auto found =
        lookForChallenge(m_settings.ask, connecting.platform, connecting.handle, begun.token, m_settings.ending);
    if (!found) {
        return std::unexpected(server::problemOf(found.error(), connecting.platform, connecting.handle));
    }
    if (!*found) {
        return std::unexpected(Problem{
            409, "not_there_yet",
            "it is not there yet. " + placeOfChallenge(connecting.platform, connecting.handle, begun.token)});
    }
    return prove(connecting, {connecting.platform, **found, events::AccountProof::challenge, now(), {}, 0}, true);
}

void Connections::put(Connecting connecting, const Begun& begun) {
    connecting.sealed = m_seal.close(write(begun), rowOf(connecting));
    const std::lock_guard lock(m_mutex);
    Transaction transaction(*m_database);
    ConnectingStore(*m_database).put(connecting);
    transaction.commit();
}

std::optional<Connections::Opened> Connections::open(std::optional<Connecting> connecting) const {
    const auto text = connecting ? m_seal.open(connecting->sealed, rowOf(*connecting)) : std::nullopt;
    auto begun = text ? readBegun(*text) : std::nullopt;
    return begun ? std::optional(Opened{std::move(*connecting), std::move(*begun)}) : std::nullopt;
}

// What was begun ends with it, in one transaction.
Answer<ConnectionBody> Connections::prove(const Connecting& connecting, const Connection& connection, bool open) {
    const std::lock_guard lock(m_mutex);
    Transaction transaction(*m_database);
    if (open && !ConnectingStore(*m_database).take(connecting.state)) {
        return std::unexpected(Problem{409, "nothing_begun", "it has ended meanwhile: begin again"});
    }
    if (!AccountStore(*m_database).byId(connecting.account)) {
        return std::unexpected(Problem{404, "not_found", "there is no such account any more"});
    }
    ConnectionStore store(*m_database);
    if (const auto before = store.find(connecting.account, connecting.platform)) {
        const auto accessOf = [&](const Connection& one) {
            const auto text = m_seal.open(one.tokens, rowOf(connecting.account, one));
            const auto tokens = text ? oauth::readTokens(*text) : std::nullopt;
            return tokens ? tokens->access : std::string();
        };
        // Also of the same account there: nobody has these any more. Unless they were given once more.
        if (accessOf(*before) != accessOf(connection)) {
            enqueueRevocation(connecting.account, *before);
        }
    }
    takeFromOthers(connecting.account, connecting.platform, connection.handle);
    OutcomeStore(*m_database).remove(connecting.account, connecting.platform); // of what was there before
    store.put(connecting.account, connection);
    enqueue(*m_database, draftOf(kTellQueue, kTellKind, {connecting.account, connecting.platform, {}}), now());
    transaction.commit();
    if (m_settings.nudge) {
        m_settings.nudge();
    }
    return bodyOf(connection);
}

// In the open transaction. An account there is one learner's: who proves it last has it. The other one is told why, and
// keeps what it has proven.
void Connections::takeFromOthers(const std::string& account, Platform platform, const std::string& handle) {
    ConnectionStore store(*m_database);
    const auto holder = store.holderOf(platform, handle);
    const auto held = holder && *holder != account ? store.find(*holder, platform) : std::nullopt;
    if (!held) {
        return;
    }
    enqueueRevocation(*holder, *held);
    store.remove(*holder, platform);
    OutcomeStore outcomes(*m_database);
    outcomes.remove(*holder, platform);
    outcomes.put(
        *holder, {platform,
                  OutcomeKind::moved,
                  now(),
                  {},
                  "another learner has proven since that " + held->handle + " is theirs"});
    enqueue(*m_database, draftOf(kTellQueue, kTellKind, {*holder, platform, {}}), now());
}

// In the open transaction. Who has signed in there and is nobody's any more is not to be asked for again.
void Connections::enqueueRevocation(const std::string& account, const Connection& connection) {
    if (const auto tokens = m_seal.open(connection.tokens, rowOf(account, connection))) {
        const auto sealed = m_seal.close(*tokens, revokedRow(account, connection.platform));
        enqueue(*m_database, draftOf(kAnalyticsQueue, kRevokeKind, {account, connection.platform, sealed}), now());
    }
}

Answer<Nothing> Connections::remove(const Request& request) {
    const auto platform = platformIn(request);
    if (!platform) {
        return std::unexpected(platform.error());
    }
    const std::lock_guard lock(m_mutex);
    Transaction transaction(*m_database);
    ConnectionStore store(*m_database);
    const auto connection = store.find(request.caller.account, *platform);
    if (!connection) {
        return std::unexpected(notConnected());
    }
    enqueueRevocation(request.caller.account, *connection);
    store.remove(request.caller.account, *platform);
    OutcomeStore(*m_database).remove(request.caller.account, *platform);
    enqueue(*m_database, draftOf(kTellQueue, kTellKind, {request.caller.account, *platform, {}}), now());
    transaction.commit();
    if (m_settings.nudge) {
        m_settings.nudge();
    }
    return Nothing{};
}

Answer<JobBody>
Connections::enqueueFor(const Request& request, const char* kind, const std::string& moment, std::int64_t priority) {
    const auto platform = platformIn(request);
    if (!platform) {
        return std::unexpected(platform.error());
    }
    const std::lock_guard lock(m_mutex);
    Transaction transaction(*m_database);
    if (!ConnectionStore(*m_database).find(request.caller.account, *platform)) {
        return std::unexpected(notConnected());
    }
    if (!m_settings.servers.contains(nameOf(*platform))) {
        return std::unexpected(notOffered("this server asks nobody there: it has no server of tools for it"));
    }
    const auto limited = std::string(kind) + ' ' + request.caller.account + ' ' + nameOf(*platform);
    if (const auto wait = m_limiter.takeOfWindow(limited, {.rate = 1, .window = kRefreshMillis}, now()); wait > 0) {
        return std::unexpected(tooOften(wait));
    }
    auto draft = draftOf(kAnalyticsQueue, kind, {request.caller.account, *platform, {}}, moment);
    draft.priority = priority;
    JobBody body{enqueue(*m_database, draft, now())};
    transaction.commit();
    if (m_settings.nudge) {
        m_settings.nudge();
    }
    return body;
}

Answer<JobBody> Connections::refresh(const Request& request) {
    return enqueueFor(request, kFiguresKind, {}, kLow);
}

Answer<JobBody> Connections::import(const Request& request) {
    if (const auto platform = platformIn(request); platform && *platform == Platform::github) {
        return std::unexpected(notOffered("what was done there proves no problem solved: there is nothing to import"));
    }
    return enqueueFor(request, kImportKind, {}, 0);
}

void Connections::eraseAll(const std::string& account) {
    const std::lock_guard lock(m_mutex);
    Transaction transaction(*m_database);
    ConnectionStore store(*m_database);
    for (const auto& connection : store.of(account)) {
        enqueueRevocation(account, connection);
    }
    store.eraseAll(account);
    OutcomeStore(*m_database).eraseAll(account);
    transaction.commit();
}

void Connections::upkeep() {
    const std::lock_guard lock(m_mutex);
    Transaction transaction(*m_database);
    ConnectingStore(*m_database).sweep(now());
    bool any = false;
    for (const auto& [account, platform] : ConnectionStore(*m_database).olderThan(now() - kDayMillis)) {
        if (m_settings.servers.contains(nameOf(platform))) {
            auto draft = draftOf(
                kAnalyticsQueue, kFiguresKind, {account, platform, {}}, "day " + std::to_string(now() / kDayMillis));
            draft.priority = kLow;
            enqueue(*m_database, draft, now());
            any = true;
        }
    }
    transaction.commit();
    if (any && m_settings.nudge) {
        m_settings.nudge();
    }
}

} // namespace cairn::server
