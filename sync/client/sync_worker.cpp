#include "sync/client/sync_worker.h"

#include "sync/client/server_address.h"
#include "sync/replica/store_replica.h"

#include <QJsonArray>
#include <QRandomGenerator>

#include <algorithm>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace cairn::client {

using api::SyncPhase;
using base::ErrorCode;

namespace {

constexpr base::Millis kFirstWait = 1'000;
constexpr base::Millis kLongestWait = 5LL * 60'000;
constexpr base::Millis kLockedWait = 60'000; // for a keychain
constexpr int kKeepWait = 3'000;             // ms, for a keychain to take a new sign-in
constexpr int kClockLook = 5'000;            // ms
constexpr base::Millis kClockJump = 10'000;  // that somebody, or the network, has put the clock by

QString text(const std::string& bytes) {
    return QString::fromStdString(bytes);
}

} // namespace

SyncWorker::SyncWorker(service::LocalProfile& profile, base::Clock clock, std::unique_ptr<Secrets> secrets)
    : m_profile(profile)
    , m_clock(std::move(clock))
    , m_secrets(std::move(secrets)) {
    m_joining.setParent(this);
    m_server.setParent(this);
    m_again.setParent(this);
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &SyncWorker::connectNow);
    m_clockLook.setParent(this);
    connect(&m_clockLook, &QTimer::timeout, this, &SyncWorker::lookAtClock);
}

SyncWorker::~SyncWorker() {
    if (m_status.phase == engine::ClientPhase::live) {
        keepCount();
    }
}

QString SyncWorker::secretName() const {
    return u"sign-in %1 %2"_s.arg(text(m_membership->server), text(m_membership->signIn));
}

void SyncWorker::start() {
    auto membership = readMembership(m_profile.state().folder);
    if (!membership) {
        stay(SyncPhase::refused, membership.error());
        return;
    }
    if (!*membership) {
        stay(SyncPhase::off, std::nullopt);
        return;
    }
    m_membership = std::move(**membership);
    m_server.setServer(QUrl(text(m_membership->server)), text(m_membership->certificate));
    connectNow();
}

// -- The connection ---------------------------------------------------------------------------------------------------

void SyncWorker::connectSoon(base::Millis delay) {
    m_state.againAt = m_clock.now() + delay;
    m_again.start(static_cast<int>(delay));
}

void SyncWorker::tryNow() {
    if (m_membership && !m_socket && (m_state.phase != SyncPhase::signed_out || m_noKeychain)) {
        m_failures = 0;
        connectNow();
    }
}

void SyncWorker::connectNow() {
    m_again.stop();
    dropSocket();
    if (m_profile.state().readOnly) {
        stay(
            SyncPhase::refused,
            base::Error{ErrorCode::ReadOnly, "another Cairn writes this profile, and exchanges it"});
        return;
    }
    if (!m_clockLook.isActive()) {
        m_lookedAt = m_clock.now();
        m_sinceLook.start();
        m_clockLook.start(kClockLook);
    }
    if (!m_noKeychain) {
        stay(SyncPhase::connecting, std::nullopt);
    }
    if (m_tokens.empty()) {
        readTokens();
    } else {
        openSocket();
    }
}

void SyncWorker::readTokens() {
    m_secrets->read(secretName(), this, [this, asked = m_membership->signIn](const Secrets::Found& found) {
        if (!m_membership || m_membership->signIn != asked || !m_tokens.empty()) {
            return; // left, or signed in, meanwhile
        }
        m_tokens = Tokens::fromSecret(found.value.value_or(QByteArray()));
        m_state.secretsKept = found.kept;
        if (m_noKeychain = m_tokens.empty() && !found.kept; m_noKeychain) {
            // One that comes up after this program looks like this, too.
            stay(
                SyncPhase::signed_out,
                base::Error{
                    ErrorCode::Unauthorized,
                    "no keychain answers on this computer; where there is none, a sign-in ends with the program"});
            connectSoon(kLockedWait);
            countUnsent();
            return;
        }
        if (m_tokens.empty()) {
            // A locked keychain looks like this, too: it may be opened any time.
            stay(
                SyncPhase::offline, base::Error{
                                        ErrorCode::Unauthorized,
                                        "the keychain does not give this sign-in: it is locked, or was never there"});
            connectSoon(kLockedWait);
            publish();
            return;
        }
        stay(SyncPhase::connecting, std::nullopt);
        openSocket();
    });
}

// A clock that was put right is measured anew at once, and its error may have been what kept the server away. A
// computer that has slept looks like this, too.
void SyncWorker::lookAtClock() {
    const auto now = m_clock.now();
    const auto jump = now - m_lookedAt - m_sinceLook.restart();
    m_lookedAt = now;
    const bool tries = m_state.phase == SyncPhase::live || m_state.phase == SyncPhase::offline;
    if (m_membership && tries && std::abs(jump) > kClockJump) {
        m_state.clockAhead = 0; // until the server says the time
        m_failures = 0;
        connectNow();
    }
}

void SyncWorker::openSocket() {
    if (m_tokens.ending(m_clock.now())) {
        refresh([this](const QString&) { openSocket(); }, [this](const ApiAnswer& answer) { later(answer.error); });
        return;
    }
    m_socket = std::make_unique<Socket>(
        m_profile, m_clock.now, m_tokens.access.toStdString(), m_membership->server, text(m_membership->certificate));
    connect(m_socket.get(), &Socket::told, this, &SyncWorker::told);
    connect(m_socket.get(), &Socket::closed, this, &SyncWorker::closed, Qt::QueuedConnection);
    m_socket->open(m_server.server());
}

void SyncWorker::dropSocket() {
    if (m_socket) {
        m_socket->abandon();
        m_socket.release()->deleteLater(); // it may be what called
    }
}

void SyncWorker::wrote() {
    if (m_socket) {
        m_socket->wrote();
    } else if (m_membership) {
        countUnsent();
    }
}

// Up to where the server has confirmed, so that the next start can say how much waits before it reaches the server.
// Where that cannot be written, more seems to wait than does.
void SyncWorker::keepCount() {
    if (m_membership) {
        [[maybe_unused]] const bool kept = writeMembership(m_profile.state().folder, *m_membership).has_value();
    }
}

// How much waits here, when no session counts it.
void SyncWorker::countUnsent() {
    m_profile.onStore([this, line = m_lifeline.end()](store::Store& store) -> service::Exchanged {
        std::int64_t held = 0;
        const auto logs = replica::StoreReplica(store).logs();
        for (const auto& each : logs.value_or(std::vector<engine::ReplicaLog>())) {
            held += each.log.seq;
        }
        const auto counted = [this, held] {
            if (m_membership && !m_socket) {
                m_state.unsent = std::max<std::int64_t>(held - m_membership->confirmed, 0);
                publish();
            }
        };
        line.reach([&] { QMetaObject::invokeMethod(this, counted, Qt::QueuedConnection); });
        return {};
    });
}

void SyncWorker::told(const engine::ClientStatus& status) {
    m_status = status;
    if (status.phase != engine::ClientPhase::live) {
        return;
    }
    m_failures = 0;
    m_refreshed = false;
    m_state.phase = SyncPhase::live;
    m_state.trouble.reset();
    m_state.againAt.reset();
    m_state.unsent = status.unsent;
    m_state.caughtUp = status.caughtUp;
    m_state.clockAhead = status.clockAhead;
    const bool inSync = status.unsent == 0 && status.caughtUp;
    if (inSync && !m_inSync) {
        m_state.inSyncAt = m_clock.now();
    }
    m_inSync = inSync;
    m_membership->confirmed = status.held - status.unsent;
    publish();
}

void SyncWorker::closed(const base::Error& trouble) {
    dropSocket();
    if (!m_membership) {
        return;
    }
    if (std::exchange(m_inSync, false)) {
        m_state.inSyncAt = m_clock.now();
    }
    keepCount();
    const auto phase = m_status.phase;
    const auto end = m_status.end;
    m_status = {};
    if (phase == engine::ClientPhase::again) {
        connectNow();
    } else if (end && end->code == wire::EndCode::unauthorized && !m_refreshed) {
        m_refreshed = true;
        refresh([this](const QString&) { connectNow(); }, [this](const ApiAnswer& answer) { later(answer.error); });
    } else if (end && end->code == wire::EndCode::outdated) {
        stay(SyncPhase::refused, base::Error{ErrorCode::Unsupported, end->message});
    } else if (phase == engine::ClientPhase::refused && !end) {
        stay(SyncPhase::refused, trouble);
    } else {
        later(trouble);
    }
}

// Tried again by itself, after longer and longer waits that no two computers share.
void SyncWorker::later(const base::Error& trouble) {
    if (m_state.phase == SyncPhase::signed_out) {
        return;
    }
    dropSocket();
    stay(SyncPhase::offline, trouble);
    const auto wait = std::min(kLongestWait, kFirstWait << std::min(m_failures++, 12));
    connectSoon(wait / 2 + QRandomGenerator::global()->bounded(static_cast<qint64>(wait)));
    countUnsent();
    publish();
}

void SyncWorker::stay(SyncPhase phase, std::optional<base::Error> trouble) {
    m_state.phase = phase;
    m_state.trouble = std::move(trouble);
    m_state.againAt.reset();
    publish();
}

void SyncWorker::publish() {
    const auto membership = m_membership.value_or(Membership());
    m_state.server = membership.server;
    m_state.email = membership.email;
    m_state.device = membership.device;
    if (m_state != m_published) {
        m_published = m_state;
        Q_EMIT changed(m_state);
    }
}

// -- The tokens -------------------------------------------------------------------------------------------------------

void SyncWorker::keep(Tokens tokens, std::function<void()> then) {
    m_tokens = std::move(tokens);
    m_secrets->write(secretName(), m_tokens.toSecret(), this, [this, then = std::move(then)](bool kept) {
        m_state.secretsKept = kept;
        publish();
        if (then) {
            then();
        }
    });
}

// New tokens. A refresh token that the server does not take any more means that this computer is signed out.
void SyncWorker::refresh(WithToken then, std::function<void(const ApiAnswer&)> otherwise) {
    m_tokens.drawNext();
    m_secrets->write(
        secretName(), m_tokens.toSecret(), this,
        [this, asked = m_tokens, then = std::move(then), otherwise = std::move(otherwise)](bool) {
            if (!m_membership || m_tokens.refresh != asked.refresh) {
                refreshed(asked, {}, then, otherwise);
                return;
            }
            m_server.call(
                "POST", u"/api/auth/refresh"_s,
                {{u"refreshToken"_s, asked.refresh}, {u"nextRefreshToken"_s, asked.next}}, {},
                [this, asked, then, otherwise](const ApiAnswer& answer) { refreshed(asked, answer, then, otherwise); });
        });
}

void SyncWorker::refreshed(
    const Tokens& asked, const ApiAnswer& answer, const WithToken& then,
    const std::function<void(const ApiAnswer&)>& otherwise) {
    if (!m_membership) {
        return;
    }
    if (m_tokens.refresh != asked.refresh) { // another answer was faster, or a person signed in
        if (m_tokens.empty()) {
            otherwise(answer);
        } else {
            then(m_tokens.access);
        }
        return;
    }
    if (auto tokens = Tokens::fromAnswer(answer.body, m_clock.now()); answer.good() && !tokens.empty()) {
        keep(std::move(tokens));
        then(m_tokens.access);
        return;
    }
    if (answer.status == 401 && !answer.errorCode.isEmpty()) { // and not something on the way to the server
        dropSocket();
        m_tokens = {};
        stay(SyncPhase::signed_out, answer.error);
        countUnsent();
    }
    otherwise(answer);
}

void SyncWorker::authorized(
    const QByteArray& method, const QString& path, const QJsonObject& body, const ServerApi::Answered& answered) {
    if (!m_membership || m_tokens.empty()) {
        ApiAnswer none;
        none.error = {ErrorCode::Unauthorized, "sign in first"};
        answered(none);
        return;
    }
    const auto call = [this, method, path, body, answered](const QString& token) {
        m_server.call(method, path, body, token, answered);
    };
    if (m_tokens.ending(m_clock.now())) {
        refresh(call, answered);
    } else {
        call(m_tokens.access);
    }
}

// -- What a person asks for -------------------------------------------------------------------------------------------

base::Expected<void> SyncWorker::aim(const api::SignIn& account) {
    const auto url = serverAddress(text(account.server));
    if (!url) {
        return std::unexpected(url.error());
    }
    m_joining.cancel();
    m_joining.setServer(*url, text(account.certificate));
    return {};
}

void SyncWorker::answerSignIn(
    const api::SignIn& account, const ApiAnswer& answer, const Done<api::SignInResult>& done) {
    using Step = api::SignInResult::Step;
    if (answer.good() && Tokens::fromAnswer(answer.body, 0).empty()) {
        done(base::fail(ErrorCode::Unreachable, "what answers there is no Cairn server", account.server));
    } else if (answer.good()) {
        join(account, answer.body);
        done(api::SignInResult{Step::joined, {}, {}});
    } else if (answer.errorCode == "code_required"_L1) {
        done(api::SignInResult{Step::code, answer.error.message, {}});
    } else if (answer.errorCode == "not_confirmed"_L1) {
        done(api::SignInResult{Step::confirm, answer.error.message, {}});
    } else if (!answer.certificate.isEmpty()) {
        done(api::SignInResult{Step::certificate, answer.error.message, answer.certificate.toStdString()});
    } else {
        done(std::unexpected(answer.error));
    }
}

void SyncWorker::signIn(const api::SignIn& account, Done<api::SignInResult> done) {
    if (auto aimed = aim(account); !aimed) {
        done(std::unexpected(aimed.error()));
        return;
    }
    QJsonObject body{
        {u"email"_s, text(account.email)},
        {u"password"_s, text(account.password)},
        {u"device"_s, text(account.device)}};
    if (!account.code.empty()) {
        body[u"code"_s] = text(account.code);
    }
    m_joining.call(
        "POST", u"/api/auth/login"_s, body, {},
        [this, account, done = std::move(done)](const ApiAnswer& answer) { answerSignIn(account, answer, done); });
}

void SyncWorker::createAccount(const api::SignIn& account, Done<api::SignInResult> done) {
    if (auto aimed = aim(account); !aimed) {
        done(std::unexpected(aimed.error()));
        return;
    }
    const QJsonObject body{{u"email"_s, text(account.email)}, {u"password"_s, text(account.password)}};
    m_joining.call(
        "POST", u"/api/auth/register"_s, body, {}, [this, account, done = std::move(done)](const ApiAnswer& answer) {
            if (!answer.good()) {
                answerSignIn(account, answer, done);
            } else if (answer.body["confirmed"_L1].toBool()) {
                signIn(account, done);
            } else {
                done(api::SignInResult{
                    api::SignInResult::Step::confirm, answer.body["message"_L1].toString().toStdString(), {}});
            }
        });
}

void SyncWorker::join(const api::SignIn& account, const QJsonObject& answer) {
    dropSocket();
    if (m_membership) {
        m_secrets->erase(secretName());
    }
    const auto profile = answer["account"_L1].toObject();
    const bool same = m_membership && m_membership->account == profile["id"_L1].toString().toStdString();
    Membership membership;
    membership.server = m_joining.server().toString().toStdString();
    membership.account = profile["id"_L1].toString().toStdString();
    membership.email = profile["email"_L1].toString().toStdString();
    membership.signIn = answer["signIn"_L1].toString().toStdString();
    membership.device = account.device;
    membership.certificate = account.certificate;
    membership.confirmed = same ? m_membership->confirmed : 0;
    m_membership = std::move(membership);
    m_server.setServer(m_joining.server(), m_joining.trusted());
    if (auto written = writeMembership(m_profile.state().folder, *m_membership); !written) {
        m_state.secretsKept = false;
    }
    m_noKeychain = false;
    m_failures = 0;
    stay(SyncPhase::connecting, std::nullopt);
    // Whoever ends the program once it is in sync finds the sign-in again; a keychain that asks somebody for its
    // password is not waited for.
    const auto begin = [this, joined = m_membership->signIn, done = std::make_shared<bool>(false)] {
        if (!std::exchange(*done, true) && m_membership && m_membership->signIn == joined) {
            connectNow();
        }
    };
    QTimer::singleShot(kKeepWait, this, begin);
    keep(Tokens::fromAnswer(answer, m_clock.now()), begin);
}

void SyncWorker::forgotPassword(const std::string& server, const std::string& email, Done<std::string> done) {
    api::SignIn account;
    account.server = server;
    if (auto aimed = aim(account); !aimed) {
        done(std::unexpected(aimed.error()));
        return;
    }
    m_joining.call(
        "POST", u"/api/auth/forgot-password"_s, {{u"email"_s, text(email)}}, {},
        [done = std::move(done)](const ApiAnswer& answer) {
            if (answer.good()) {
                done(answer.body["message"_L1].toString().toStdString());
            } else {
                done(std::unexpected(answer.error));
            }
        });
}

// Whether the server hears of it or not, this profile has left it.
void SyncWorker::leave(const Done<bool>& done) {
    if (!m_membership) {
        done(true);
        return;
    }
    authorized("POST", u"/api/auth/logout"_s, {}, [](const ApiAnswer&) {});
    m_secrets->erase(secretName());
    removeMembership(m_profile.state().folder);
    m_again.stop();
    m_clockLook.stop();
    m_noKeychain = false;
    dropSocket();
    m_membership.reset();
    m_tokens = {};
    m_state = {};
    m_profile.onStore([](store::Store& store) -> service::Exchanged {
        return {.everything = store.endShowingAhead().value_or(false)}; // what it shows would never come
    });
    publish();
    done(true);
}

void SyncWorker::devices(Done<std::vector<api::SyncDevice>> done) {
    authorized("GET", u"/api/auth/sessions"_s, {}, [done = std::move(done)](const ApiAnswer& answer) {
        if (!answer.good()) {
            done(std::unexpected(answer.error));
            return;
        }
        std::vector<api::SyncDevice> all;
        for (const auto& value : answer.body["signIns"_L1].toArray()) {
            const auto row = value.toObject();
            all.push_back(
                {row["id"_L1].toString().toStdString(), row["device"_L1].toString().toStdString(),
                 row["address"_L1].toString().toStdString(), row["created"_L1].toInteger(), row["seen"_L1].toInteger(),
                 row["current"_L1].toBool()});
        }
        done(std::move(all));
    });
}

void SyncWorker::rename(const std::string& device, const std::string& name, Done<bool> done) {
    authorized(
        "PUT", u"/api/auth/sessions/"_s + text(device), {{u"device"_s, text(name)}},
        [this, device, name, done = std::move(done)](const ApiAnswer& answer) {
            if (!answer.good()) {
                done(std::unexpected(answer.error));
                return;
            }
            if (m_membership && m_membership->signIn == device) {
                m_membership->device = name;
                [[maybe_unused]] const bool kept = writeMembership(m_profile.state().folder, *m_membership).has_value();
                publish();
            }
            done(true);
        });
}

void SyncWorker::revoke(const std::string& device, Done<bool> done) {
    authorized(
        "DELETE", u"/api/auth/sessions/"_s + text(device), {}, [done = std::move(done)](const ApiAnswer& answer) {
            if (answer.good()) {
                done(true);
            } else {
                done(std::unexpected(answer.error));
            }
        });
}

void SyncWorker::changePassword(const std::string& now, const std::string& then, Done<bool> done) {
    authorized(
        "PUT", u"/api/auth/password"_s, {{u"currentPassword"_s, text(now)}, {u"newPassword"_s, text(then)}},
        [this, done = std::move(done)](const ApiAnswer& answer) {
            if (!answer.good() || !m_membership) {
                done(std::unexpected(answer.error));
                return;
            }
            m_secrets->erase(secretName());
            m_membership->signIn = answer.body["signIn"_L1].toString().toStdString();
            [[maybe_unused]] const bool kept = writeMembership(m_profile.state().folder, *m_membership).has_value();
            keep(Tokens::fromAnswer(answer.body, m_clock.now()));
            connectNow();
            done(true);
        });
}

} // namespace cairn::client
