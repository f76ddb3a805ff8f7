// The part of Connections that has people sign in at a platform.
#include "sync/server/auth/account_store.h"
#include "sync/server/connections/challenge.h"
#include "sync/server/connections/connection_jobs.h"
#include "sync/server/connections/connections.h"
#include "sync/server/connections/problems.h"
#include "sync/server/oauth/device_flow.h"

#include <algorithm>

namespace cairn::server {

using events::AccountProof;
using events::Platform;
using Why = oauth::Failure::Why;

namespace {

Problem ended() {
    return {400, "ended", "this sign-in was used, or it took too long: begin again"};
}

} // namespace

const SignInProvider* Connections::providerOf(Platform platform) const {
    const auto found = std::ranges::find(m_settings.providers, nameOf(platform), &SignInProvider::platform);
    return found == m_settings.providers.end() ? nullptr : &*found;
}

std::string Connections::redirectOf(Platform platform) const {
    auto base = m_settings.publicUrl;
    while (base.ends_with('/')) {
        base.pop_back();
    }
    return base + "/api/connections/" + nameOf(platform) + "/callback";
}

Problem Connections::problemOf(const oauth::Failure& failure, Platform platform) const {
    if (failure.why != Why::pending && failure.why != Why::slowDown && m_settings.trouble) {
        m_settings.trouble(nameOf(platform) + ": " + failure.what);
    }
    switch (failure.why) {
    case Why::outage:
        return server::problemOf(Unanswered{Unanswered::Why::outage, failure.what}, platform, {});
    case Why::pending:
    case Why::slowDown:
        return {409, "not_there_yet", "nobody has typed the code and agreed yet"};
    case Why::declined:
        return {409, "declined", "whoever was asked there said no"};
    case Why::expired:
        return {409, "ended", "the code has ended: begin again"};
    case Why::refused:
    case Why::unsound:
        break;
    }
    return {409, "not_proven", nameOf(platform) + " does not prove who has signed in: begin again"};
}

Answer<BegunBody> Connections::beginSignIn(const Caller& caller, Platform platform) {
    const auto* provider = providerOf(platform);
    if (provider == nullptr || m_settings.publicUrl.empty() ||
        (provider->issuer.empty() && provider->authorizeUrl.empty())) {
        return std::unexpected(notOffered("this server cannot have people sign in there by a browser"));
    }
    const auto page = oauth::beginSignIn(*provider, redirectOf(platform), m_settings.ending);
    if (!page) {
        return std::unexpected(problemOf(page.error(), platform));
    }
    // Of the state a digest is kept: who reads the database cannot come back with it.
    const Connecting connecting{digestOf(page->state), caller.account, platform, {}, {}, now() + kSignInMillis};
    put(connecting, {
                        .method = ConnectMethod::sign_in,
                        .signIn = caller.signIn,
                        .verifier = page->verifier,
                        .nonce = page->nonce,
                    });
    BegunBody body;
    body.method = ConnectMethod::sign_in;
    body.expires = connecting.expires;
    body.url = page->url;
    return body;
}

// What was begun by a computer that was signed out since has ended with that.
std::optional<Connections::Opened> Connections::openState(const Request& request, const std::string& state) {
    const std::lock_guard lock(m_mutex);
    auto opened = open(ConnectingStore(*m_database).find(digestOf(state), now()));
    const auto named = request.arguments.find("platform");
    if (!opened || opened->begun.method != ConnectMethod::sign_in || named == request.arguments.end() ||
        named->second != nameOf(opened->connecting.platform) ||
        AccountStore(*m_database).accountOf(opened->begun.signIn) != opened->connecting.account) {
        return std::nullopt;
    }
    return opened;
}

Answer<Connections::Coming> Connections::coming(const Request& request, const std::string& state) {
    const auto opened = openState(request, state);
    if (!opened) {
        return std::unexpected(ended());
    }
    const std::lock_guard lock(m_mutex);
    const auto record = AccountStore(*m_database).byId(opened->connecting.account);
    return record ? Answer<Coming>(Coming{opened->connecting.platform, record->account.email})
                  : std::unexpected(ended());
}

void Connections::abandon(const std::string& state) {
    const std::lock_guard lock(m_mutex);
    ConnectingStore(*m_database).take(digestOf(state));
}

Answer<ConnectionBody>
Connections::finish(const Request& request, const std::string& state, const oauth::Returned& returned) {
    const auto opened = openState(request, state);
    if (!opened) {
        return std::unexpected(ended());
    }
    return waiting<ConnectionBody>([&]() -> Answer<ConnectionBody> {
        const auto& [connecting, begun] = *opened;
        const auto* provider = providerOf(connecting.platform);
        {
            const std::lock_guard lock(m_mutex);
            if (provider == nullptr || !ConnectingStore(*m_database).take(connecting.state)) {
                return std::unexpected(ended());
            }
        }
        const auto who = oauth::finishSignIn(
            *provider, redirectOf(connecting.platform), begun.verifier, begun.nonce, returned, now(),
            m_settings.ending);
        return who ? signedIn(connecting, *who) : std::unexpected(problemOf(who.error(), connecting.platform));
    });
}

Answer<BegunBody> Connections::beginDevice(const Caller& caller, Platform platform) {
    const auto* provider = providerOf(platform);
    if (provider == nullptr || provider->deviceUrl.empty()) {
        return std::unexpected(notOffered("this server cannot have people sign in there by a code"));
    }
    const auto code = oauth::beginDevice(*provider, m_settings.ending);
    if (!code) {
        return std::unexpected(problemOf(code.error(), platform));
    }
    const Connecting connecting{randomToken(16), caller.account, platform, {}, {}, now() + code->seconds * 1'000};
    put(connecting, {
                        .method = ConnectMethod::device,
                        .signIn = caller.signIn,
                        .deviceCode = code->device,
                        .interval = code->interval,
                        .notBefore = now() + code->interval * 1'000,
                    });
    BegunBody body;
    body.method = ConnectMethod::device;
    body.expires = connecting.expires;
    body.url = code->url;
    body.code = code->user;
    body.interval = code->interval;
    return body;
}

Answer<ConnectionBody> Connections::checkDevice(Opened opened) {
    auto& [connecting, begun] = opened;
    const auto* provider = providerOf(connecting.platform);
    if (provider == nullptr) {
        return std::unexpected(notOffered("this server has nobody sign in there any more"));
    }
    if (begun.notBefore > now()) { // the provider wants to be asked seldom
        auto problem = problemOf({Why::pending, {}}, connecting.platform);
        problem.retryAfter = (begun.notBefore - now() + 999) / 1'000;
        return std::unexpected(problem);
    }
    const auto who = oauth::finishDevice(*provider, begun.deviceCode, now(), m_settings.ending);
    if (who) {
        const std::lock_guard lock(m_mutex);
        if (!ConnectingStore(*m_database).take(connecting.state)) {
            return std::unexpected(ended());
        }
    } else if (who.error().why == Why::pending || who.error().why == Why::slowDown) {
        begun.interval += who.error().why == Why::slowDown ? 5 : 0; // RFC 8628, 3.5
        begun.notBefore = now() + begun.interval * 1'000;
        const std::lock_guard lock(m_mutex);
        ConnectingStore(*m_database).change(connecting.state, m_seal.close(write(begun), rowOf(connecting)));
        auto problem = problemOf(who.error(), connecting.platform);
        problem.retryAfter = begun.interval;
        return std::unexpected(problem);
    } else if (who.error().why != Why::outage) {
        const std::lock_guard lock(m_mutex);
        ConnectingStore(*m_database).take(connecting.state);
    }
    return who ? signedIn(connecting, *who) : std::unexpected(problemOf(who.error(), connecting.platform));
}

Answer<ConnectionBody> Connections::signedIn(const Connecting& connecting, const oauth::SignedIn& who) {
    if (!isAccountName(connecting.platform, who.account)) {
        return std::unexpected(problemOf({Why::unsound, "a name that no account has"}, connecting.platform));
    }
    Connection connection{connecting.platform, who.account, AccountProof::sign_in, now(), {}, 0};
    connection.tokens = m_seal.close(oauth::write(who.tokens), rowOf(connecting.account, connection));
    return prove(connecting, connection, false);
}

void Connections::lookAgain(const std::string& account, Platform platform, const std::stop_token& stop) {
    const std::lock_guard renewing(m_renewing);
    const auto* provider = providerOf(platform);
    const auto found = [&] {
        const std::lock_guard lock(m_mutex);
        return ConnectionStore(*m_database).find(account, platform);
    }();
    const auto text = found ? m_seal.open(found->tokens, rowOf(account, *found)) : std::nullopt;
    auto tokens = text ? oauth::readTokens(*text) : std::nullopt;
    if (provider == nullptr || !tokens) {
        return;
    }
    const auto endpoints = oauth::discover(*provider, stop);
    if (!endpoints || endpoints->user.empty()) {
        return; // nobody to ask
    }
    const auto before = *tokens;
    constexpr std::int64_t kSoon = 60'000;
    oauth::Expected<std::string> name = oauth::fail(Why::refused, "");
    if (tokens->expires == 0 || tokens->expires > now() + kSoon) {
        name = oauth::accountOf(*provider, *endpoints, *tokens, stop);
    }
    if (!name && name.error().why == Why::refused) {
        auto fresh = oauth::renew(*provider, *endpoints, *tokens, now(), stop);
        if (fresh) {
            tokens = std::move(*fresh);
            name = oauth::accountOf(*provider, *endpoints, *tokens, stop);
        } else {
            name = std::unexpected(fresh.error());
        }
    }
    const bool withdrawn = !name && name.error().why == Why::refused;
    if (!name && !withdrawn && before == *tokens) {
        return; // again next time
    }
    auto changed = *found;
    if (name && isAccountName(platform, *name)) {
        changed.handle = *name;
    }
    changed.tokens = withdrawn ? std::string() : m_seal.close(oauth::write(*tokens), rowOf(account, changed));
    const std::lock_guard lock(m_mutex);
    Transaction transaction(*m_database);
    ConnectionStore store(*m_database);
    const auto still = store.find(account, platform);
    if (!still || still->tokens != found->tokens) {
        return; // it was disconnected, or proven anew, meanwhile
    }
    takeFromOthers(account, platform, changed.handle);
    store.put(account, changed);
    if (changed.handle != found->handle) {
        enqueue(*m_database, draftOf(kTellQueue, kTellKind, {account, platform, {}}), now());
    }
    transaction.commit();
}

bool Connections::revoke(
    const std::string& account, Platform platform, const std::string& sealed, const std::stop_token& stop) {
    const auto* provider = providerOf(platform);
    const auto text = m_seal.open(sealed, revokedRow(account, platform));
    const auto tokens = text ? oauth::readTokens(*text) : std::nullopt;
    if (provider == nullptr || !tokens) {
        return true; // nobody to tell
    }
    const auto endpoints = oauth::discover(*provider, stop);
    const auto done = endpoints ? oauth::revoke(*provider, *endpoints, *tokens, stop)
                                : oauth::Expected<void>(std::unexpected(endpoints.error()));
    return done || done.error().why != Why::outage;
}

} // namespace cairn::server
