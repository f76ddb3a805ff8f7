#include "sync/client/sync_client.h"

#include "core/events/described_json.h"
#include "core/plan/plan_file.h"
#include "sync/client/account_calls.h"
#include "sync/client/membership.h"
#include "sync/client/sync_worker.h"
#include "sync/client/worker_call.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace cairn::client {

namespace {

constexpr int kNoSuchEndpoint = 404;

} // namespace

SyncClient::SyncClient(
    service::LocalProfile& profile, base::Clock clock, api::Deliver deliver, std::unique_ptr<Secrets> secrets)
    : m_deliver(std::move(deliver))
    , m_worker(new SyncWorker(profile, std::move(clock), std::move(secrets)))
    , m_connections(profile, *m_worker, m_deliver) {
    // Before the worker says so: whoever asks at once is to know that there is a server.
    if (const auto joined = readMembership(profile.state().folder); joined && *joined) {
        m_state.phase = api::SyncPhase::connecting;
        m_state.server = (*joined)->server;
        m_state.email = (*joined)->email;
        m_state.device = (*joined)->device;
    }
    m_worker->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    QObject::connect(
        m_worker, &SyncWorker::changed, m_worker, [this](const api::SyncState& state) { publish(state); },
        Qt::DirectConnection);
    m_thread.setObjectName("sync");
    m_thread.start();
    QMetaObject::invokeMethod(m_worker, &SyncWorker::start, Qt::QueuedConnection);
    m_changes = profile.subscribe(
        [this](const api::Change&) { QMetaObject::invokeMethod(m_worker, &SyncWorker::wrote, Qt::QueuedConnection); });
}

SyncClient::~SyncClient() {
    m_changes = {};
    m_alive.reset();
    m_thread.quit();
    m_thread.wait();
}

template<class T, class Ask> api::Request SyncClient::ask(api::Reply<T> reply, Ask ask) {
    return callWorker<T>(*m_worker, m_deliver, std::move(reply), std::move(ask));
}

api::SyncState SyncClient::state() const {
    const std::lock_guard lock(m_mutex);
    return m_state;
}

api::Request SyncClient::signIn(api::SignIn account, api::Reply<api::SignInResult> reply) {
    return ask<api::SignInResult>(std::move(reply), [account = std::move(account)](SyncWorker& worker, auto answer) {
        worker.signIn(account, std::move(answer));
    });
}

api::Request SyncClient::createAccount(api::SignIn account, api::Reply<api::SignInResult> reply) {
    return ask<api::SignInResult>(std::move(reply), [account = std::move(account)](SyncWorker& worker, auto answer) {
        worker.createAccount(account, std::move(answer));
    });
}

api::Request SyncClient::forgotPassword(std::string server, std::string email, api::Reply<std::string> reply) {
    return ask<std::string>(
        std::move(reply), [server = std::move(server), email = std::move(email)](SyncWorker& worker, auto answer) {
            worker.forgotPassword(server, email, std::move(answer));
        });
}

api::Request SyncClient::leave(api::Reply<bool> reply) {
    return ask<bool>(std::move(reply), [](SyncWorker& worker, auto answer) { worker.leave(std::move(answer)); });
}

void SyncClient::tryNow() {
    QMetaObject::invokeMethod(m_worker, &SyncWorker::tryNow, Qt::QueuedConnection);
}

api::Request SyncClient::devices(api::Reply<std::vector<api::SyncDevice>> reply) {
    return ask<std::vector<api::SyncDevice>>(
        std::move(reply), [](SyncWorker& worker, auto answer) { AccountCalls(worker).devices(std::move(answer)); });
}

api::Request SyncClient::rename(std::string device, std::string name, api::Reply<bool> reply) {
    return ask<bool>(
        std::move(reply), [device = std::move(device), name = std::move(name)](SyncWorker& worker, auto answer) {
            AccountCalls(worker).rename(device, name, std::move(answer));
        });
}

api::Request SyncClient::revoke(std::string device, api::Reply<bool> reply) {
    return ask<bool>(std::move(reply), [device = std::move(device)](SyncWorker& worker, auto answer) {
        AccountCalls(worker).revoke(device, std::move(answer));
    });
}

api::Request SyncClient::changePassword(std::string now, std::string then, api::Reply<bool> reply) {
    return ask<bool>(std::move(reply), [now = std::move(now), then = std::move(then)](SyncWorker& worker, auto answer) {
        AccountCalls(worker).changePassword(now, then, std::move(answer));
    });
}

api::Request SyncClient::account(api::Reply<api::ServerAccount> reply) {
    return ask<api::ServerAccount>(
        std::move(reply), [](SyncWorker& worker, auto answer) { AccountCalls(worker).account(std::move(answer)); });
}

api::Request SyncClient::beginSecondFactor(api::Reply<api::FactorSecret> reply) {
    return ask<api::FactorSecret>(std::move(reply), [](SyncWorker& worker, auto answer) {
        AccountCalls(worker).beginSecondFactor(std::move(answer));
    });
}

api::Request SyncClient::confirmSecondFactor(std::string code, api::Reply<std::vector<std::string>> reply) {
    return ask<std::vector<std::string>>(std::move(reply), [code = std::move(code)](SyncWorker& worker, auto answer) {
        AccountCalls(worker).confirmSecondFactor(code, std::move(answer));
    });
}

api::Request SyncClient::endSecondFactor(std::string password, api::Reply<bool> reply) {
    return ask<bool>(std::move(reply), [password = std::move(password)](SyncWorker& worker, auto answer) {
        AccountCalls(worker).endSecondFactor(password, std::move(answer));
    });
}

api::Request SyncClient::eraseAccount(std::string password, api::Reply<bool> reply) {
    return ask<bool>(std::move(reply), [password = std::move(password)](SyncWorker& worker, auto answer) {
        AccountCalls(worker).erase(password, std::move(answer));
    });
}

api::Request SyncClient::validate(plan::PathPlan plan, api::Reply<plan::PlanVerdict> reply) {
    const auto body = QJsonDocument::fromJson(QByteArray::fromStdString(plan::writePlan(plan))).object();
    return ask<plan::PlanVerdict>(std::move(reply), [body](SyncWorker& worker, auto answer) {
        worker.authorized(
            "POST", u"/api/learning-paths/validate"_s, body, [answer = std::move(answer)](const ApiAnswer& told) {
                if (told.status == kNoSuchEndpoint) {
                    answer(base::fail(base::ErrorCode::Unsupported, "this server is older and does not check paths"));
                } else if (!told.good()) {
                    answer(std::unexpected(told.error));
                } else {
                    const auto text = QJsonDocument(told.body).toJson(QJsonDocument::Compact);
                    answer(events::decodeDescribed<plan::PlanVerdict>(
                        {text.data(), static_cast<std::size_t>(text.size())}));
                }
            });
    });
}

api::Subscription SyncClient::subscribe(std::function<void(const api::SyncState&)> heard) {
    auto token = std::make_shared<std::function<void(const api::SyncState&)>>(std::move(heard));
    const std::lock_guard lock(m_mutex);
    m_subscribers.push_back(token);
    return api::Subscription(token);
}

void SyncClient::publish(const api::SyncState& state) {
    {
        const std::lock_guard lock(m_mutex);
        m_state = state;
    }
    m_deliver([this, state, alive = std::weak_ptr(m_alive)] {
        if (alive.expired()) {
            return;
        }
        std::vector<std::shared_ptr<std::function<void(const api::SyncState&)>>> heard;
        {
            const std::lock_guard lock(m_mutex);
            std::erase_if(m_subscribers, [](const auto& subscriber) { return subscriber.expired(); });
            for (const auto& subscriber : m_subscribers) {
                heard.push_back(subscriber.lock());
            }
        }
        for (const auto& subscriber : heard) {
            if (subscriber && subscriber.use_count() > 1) {
                (*subscriber)(state);
            }
        }
    });
}

} // namespace cairn::client
