// The part of SyncWorker in which a person joins a server and leaves it.
#include "sync/client/account_calls.h"
#include "sync/client/server_address.h"
#include "sync/client/sync_worker.h"

using namespace Qt::StringLiterals;

namespace cairn::client {

using api::SyncPhase;
using base::ErrorCode;

namespace {

constexpr int kKeepWait = 3'000; // ms, for a keychain to take a new sign-in

QString text(const std::string& bytes) {
    return QString::fromStdString(bytes);
}

} // namespace

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
        body[u"code"_s] = typedCode(account.code);
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
    if (m_membership) {
        authorized("POST", u"/api/auth/logout"_s, {}, [](const ApiAnswer&) {});
        part();
    }
    done(true);
}

void SyncWorker::part() {
    if (!m_membership) {
        return;
    }
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
}

void SyncWorker::renamed(const std::string& device, const std::string& name) {
    if (m_membership && m_membership->signIn == device) {
        m_membership->device = name;
        keepMembership();
        publish();
    }
}

void SyncWorker::signedInAnew(const QJsonObject& answer) {
    if (!m_membership) {
        return;
    }
    m_secrets->erase(secretName());
    m_membership->signIn = answer["signIn"_L1].toString().toStdString();
    keepMembership();
    keep(Tokens::fromAnswer(answer, m_clock.now()));
    connectNow();
}

} // namespace cairn::client
