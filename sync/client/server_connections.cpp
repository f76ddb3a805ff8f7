#include "sync/client/server_connections.h"

#include "sync/client/worker_call.h"

#include <QJsonArray>

#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>

using namespace Qt::StringLiterals;

namespace cairn::client {

namespace {

template<class Enum> QString word(Enum value) {
    return QString::fromLatin1(boost::describe::enum_to_string(value, ""));
}

// What a newer server says and this program does not know is passed over.
template<class Enum> bool read(const QJsonValue& text, Enum& value) {
    return boost::describe::enum_from_string(text.toString().toStdString().c_str(), value);
}

std::string text(const QJsonObject& object, QLatin1StringView member) {
    return object[member].toString().toStdString();
}

QString addressOf(events::Platform platform, const char* what) {
    return u"/api/connections/%1%2"_s.arg(word(platform), QString::fromLatin1(what));
}

std::vector<api::ConnectionOutcome> outcomesIn(const QJsonObject& body, events::Platform platform) {
    std::vector<api::ConnectionOutcome> outcomes;
    for (const auto& value : body["outcomes"_L1].toArray()) {
        const auto row = value.toObject();
        events::Platform where{};
        api::ConnectionOutcome outcome;
        if (read(row["platform"_L1], where) && where == platform && read(row["kind"_L1], outcome.kind)) {
            outcome.at = row["at"_L1].toInteger();
            outcome.count = row["count"_L1].toInteger();
            outcome.reason = text(row, "reason"_L1);
            outcomes.push_back(std::move(outcome));
        }
    }
    return outcomes;
}

} // namespace

std::vector<api::ConnectionOffer> offersIn(const QJsonObject& body) {
    std::vector<api::ConnectionOffer> offers;
    for (const auto& value : body["offers"_L1].toArray()) {
        const auto row = value.toObject();
        api::ConnectionOffer offer;
        if (!read(row["platform"_L1], offer.platform)) {
            continue;
        }
        offer.outcomes = outcomesIn(body, offer.platform);
        for (const auto& each : row["methods"_L1].toArray()) {
            if (api::ConnectMethod method{}; read(each, method)) {
                offer.methods.push_back(method);
            }
        }
        offer.imports = row["imports"_L1].toBool();
        offers.push_back(std::move(offer));
    }
    return offers;
}

base::Error lookTrouble(const ApiAnswer& told) {
    using base::ErrorCode;
    const bool refused = told.error.code == ErrorCode::Refused || told.error.code == ErrorCode::InvalidInput;
    const bool goesOn = told.errorCode == "not_there_yet"_L1 || told.errorCode == "unknown_account"_L1;
    auto trouble = told.error;
    if (refused && !goesOn) { // declined, used up, or what a newer server says
        trouble.code = ErrorCode::NotFound;
    }
    return trouble;
}

ServerConnections::ServerConnections(service::LocalProfile& profile, SyncWorker& worker, api::Deliver deliver)
    : m_profile(profile)
    , m_worker(worker)
    , m_deliver(std::move(deliver)) {}

api::Request ServerConnections::list(api::Reply<std::vector<api::Connection>> reply) {
    return m_profile.progress().connections(std::move(reply));
}

api::Request ServerConnections::offers(api::Reply<std::vector<api::ConnectionOffer>> reply) {
    return callWorker<std::vector<api::ConnectionOffer>>(
        m_worker, m_deliver, std::move(reply), [](SyncWorker& worker, const auto& answer) {
            worker.authorized("GET", u"/api/connections"_s, {}, [answer](const ApiAnswer& told) {
                if (told.good()) {
                    answer(offersIn(told.body));
                } else {
                    answer(std::unexpected(told.error));
                }
            });
        });
}

api::Request ServerConnections::begin(
    events::Platform platform, api::ConnectMethod method, std::string account, api::Reply<api::ConnectionStep> reply) {
    QJsonObject body{{u"method"_s, word(method)}};
    if (!account.empty()) {
        body[u"account"_s] = QString::fromStdString(account);
    }
    return callWorker<api::ConnectionStep>(
        m_worker, m_deliver, std::move(reply), [platform, method, body](SyncWorker& worker, const auto& answer) {
            worker.authorized("POST", addressOf(platform, "/begin"), body, [answer, method](const ApiAnswer& told) {
                if (!told.good()) {
                    answer(std::unexpected(told.error));
                    return;
                }
                answer(api::ConnectionStep{
                    method, told.body["expires"_L1].toInteger(), text(told.body, "url"_L1), text(told.body, "code"_L1),
                    told.body["interval"_L1].toInteger(), text(told.body, "token"_L1), text(told.body, "place"_L1)});
            });
        });
}

api::Request ServerConnections::check(events::Platform platform, api::Reply<std::string> reply) {
    return callWorker<std::string>(
        m_worker, m_deliver, std::move(reply), [platform](SyncWorker& worker, const auto& answer) {
            worker.authorized("POST", addressOf(platform, "/check"), {}, [answer](const ApiAnswer& told) {
                if (told.good()) {
                    answer(text(told.body, "account"_L1));
                } else {
                    answer(std::unexpected(lookTrouble(told)));
                }
            });
        });
}

api::Request ServerConnections::disconnect(events::Platform platform, api::Reply<bool> reply) {
    return order("DELETE", platform, "", std::move(reply));
}

api::Request ServerConnections::refresh(events::Platform platform, api::Reply<bool> reply) {
    return order("POST", platform, "/refresh", std::move(reply));
}

api::Request ServerConnections::importHistory(events::Platform platform, api::Reply<bool> reply) {
    return order("POST", platform, "/import", std::move(reply));
}

api::Request
ServerConnections::order(const char* method, events::Platform platform, const char* what, api::Reply<bool> reply) {
    return callWorker<bool>(
        m_worker, m_deliver, std::move(reply),
        [method = QByteArray(method), address = addressOf(platform, what)](SyncWorker& worker, const auto& answer) {
            worker.authorized(method, address, {}, [answer](const ApiAnswer& told) {
                if (told.good()) {
                    answer(true);
                } else {
                    answer(std::unexpected(told.error));
                }
            });
        });
}

} // namespace cairn::client
