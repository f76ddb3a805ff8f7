#include "sync/client/sync_worker.h"

#include "sync/client/server_address.h"
#include "sync/replica/store_replica.h"

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
        keepMembership();
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

// With up to where the server has confirmed, so that the next start can say how much waits before it reaches the
// server. Where that cannot be written, more seems to wait than does.
void SyncWorker::keepMembership() {
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
    keepMembership();
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

} // namespace cairn::client
