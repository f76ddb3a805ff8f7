#include "sync/client/account_calls.h"

#include <QJsonArray>

#include <utility>

using namespace Qt::StringLiterals;

namespace cairn::client {

namespace {

constexpr auto kSecondFactor = "/api/auth/second-factor"_L1;
constexpr auto kProfile = "/api/auth/profile"_L1;

QString text(const std::string& bytes) {
    return QString::fromStdString(bytes);
}

std::string text(const QJsonValue& value) {
    return value.toString().toStdString();
}

// Answers `done` with what `read` makes of the server's answer, or with why there is none.
template<class T, class Read> ServerApi::Answered answering(SyncWorker::Done<T> done, Read read) {
    return [done = std::move(done), read = std::move(read)](const ApiAnswer& answer) {
        if (answer.good()) {
            done(read(answer.body));
        } else {
            done(std::unexpected(credentialTrouble(answer)));
        }
    };
}

ServerApi::Answered saying(SyncWorker::Done<bool> done) {
    return answering<bool>(std::move(done), [](const QJsonObject&) { return true; });
}

std::vector<api::SyncDevice> devicesIn(const QJsonObject& body) {
    std::vector<api::SyncDevice> all;
    for (const auto& value : body["signIns"_L1].toArray()) {
        const auto row = value.toObject();
        all.push_back(
            {text(row["id"_L1]), text(row["device"_L1]), text(row["address"_L1]), row["created"_L1].toInteger(),
             row["seen"_L1].toInteger(), row["current"_L1].toBool()});
    }
    return all;
}

} // namespace

QString typedCode(const std::string& code) {
    return text(code).remove(u' ');
}

base::Error credentialTrouble(const ApiAnswer& answer) {
    auto trouble = answer.error;
    if (answer.errorCode == "wrong_password"_L1 || answer.errorCode == "invalid_code"_L1) {
        trouble.code = base::ErrorCode::Unauthorized;
    }
    return trouble;
}

void AccountCalls::devices(Done<std::vector<api::SyncDevice>> done) {
    m_worker.authorized(
        "GET", u"/api/auth/sessions"_s, {}, answering<std::vector<api::SyncDevice>>(std::move(done), devicesIn));
}

void AccountCalls::rename(const std::string& device, const std::string& name, Done<bool> done) {
    m_worker.authorized(
        "PUT", u"/api/auth/sessions/"_s + text(device), {{u"device"_s, text(name)}},
        answering<bool>(std::move(done), [&worker = m_worker, device, name](const QJsonObject&) {
            worker.renamed(device, name);
            return true;
        }));
}

void AccountCalls::revoke(const std::string& device, Done<bool> done) {
    m_worker.authorized("DELETE", u"/api/auth/sessions/"_s + text(device), {}, saying(std::move(done)));
}

void AccountCalls::changePassword(const std::string& now, const std::string& then, Done<bool> done) {
    m_worker.authorized(
        "PUT", u"/api/auth/password"_s, {{u"currentPassword"_s, text(now)}, {u"newPassword"_s, text(then)}},
        answering<bool>(std::move(done), [&worker = m_worker](const QJsonObject& body) {
            worker.signedInAnew(body);
            return true;
        }));
}

void AccountCalls::account(Done<api::ServerAccount> done) {
    m_worker.authorized(
        "GET", kProfile, {}, answering<api::ServerAccount>(std::move(done), [](const QJsonObject& body) {
            return api::ServerAccount{text(body["email"_L1]), body["secondFactor"_L1].toBool()};
        }));
}

void AccountCalls::beginSecondFactor(Done<api::FactorSecret> done) {
    m_worker.authorized(
        "POST", kSecondFactor, {}, answering<api::FactorSecret>(std::move(done), [](const QJsonObject& body) {
            return api::FactorSecret{text(body["secret"_L1]), text(body["address"_L1])};
        }));
}

void AccountCalls::confirmSecondFactor(const std::string& code, Done<std::vector<std::string>> done) {
    m_worker.authorized(
        "PUT", kSecondFactor, {{u"code"_s, typedCode(code)}},
        answering<std::vector<std::string>>(std::move(done), [](const QJsonObject& body) {
            std::vector<std::string> codes;
            for (const auto& value : body["recoveryCodes"_L1].toArray()) {
                codes.push_back(text(value));
            }
            return codes;
        }));
}

void AccountCalls::endSecondFactor(const std::string& password, Done<bool> done) {
    m_worker.authorized("DELETE", kSecondFactor, {{u"password"_s, text(password)}}, saying(std::move(done)));
}

void AccountCalls::erase(const std::string& password, Done<bool> done) {
    m_worker.authorized(
        "DELETE", kProfile, {{u"password"_s, text(password)}},
        answering<bool>(std::move(done), [&worker = m_worker](const QJsonObject&) {
            worker.part();
            return true;
        }));
}

} // namespace cairn::client
