#pragma once

#include "core/api/sync.h"

#include <QCoreApplication>
#include <QObject>
#include <QStringList>

#include <boost/describe/enum_to_string.hpp>

#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <stop_token>
#include <utility>

namespace cairn::test {

// A server as a test wants it. It answers from the event loop, as the real one does, or only when it is told to; what
// was asked of it is written down.
class ScriptedSync : public api::Sync {
public:
    using Joined = base::Expected<api::SignInResult>;

    std::deque<Joined> joinings;         // what comes of the next sign-ins and new accounts; then: joined
    std::optional<base::Error> failure;  // of the next other command
    std::vector<api::SyncDevice> others; // signed in
    std::vector<api::SignIn> asked;      // sign-ins and new accounts
    QStringList did;                     // "revoke b", "rename b Attic", "try now"

    static api::SyncState joinedState(api::SyncPhase phase = api::SyncPhase::live) {
        api::SyncState state;
        state.phase = phase;
        state.server = "https://study.example.org";
        state.email = "ada@example.org";
        state.device = "desk";
        state.caughtUp = true;
        return state;
    }

    static api::SyncDevice device(const std::string& id, const std::string& name, bool current = false) {
        return {.id = id, .name = name, .address = "192.0.2.7", .created = 1, .seen = 1, .current = current};
    }

    void become(api::SyncState state) {
        m_state = std::move(state);
        for (const std::weak_ptr<Heard>& each : m_heard) {
            if (const auto heard = each.lock()) {
                (*heard)(m_state);
            }
        }
    }

    // No answer comes any more, until it does again.
    void hold() { m_holds = true; }

    void goOn() {
        m_holds = false;
        for (auto& each : std::exchange(m_held, {})) {
            each.give();
        }
    }

    api::SyncState state() const override { return m_state; }

    api::Request signIn(api::SignIn account, api::Reply<api::SignInResult> reply) override {
        did << QStringLiteral("sign in");
        return join(std::move(account), std::move(reply));
    }

    api::Request createAccount(api::SignIn account, api::Reply<api::SignInResult> reply) override {
        did << QStringLiteral("create account");
        return join(std::move(account), std::move(reply));
    }

    api::Request forgotPassword(std::string server, std::string email, api::Reply<std::string> reply) override {
        note("forgot", {server, email});
        return command<std::string>(std::move(reply), [email] { return "A letter went to " + email + "."; });
    }

    api::Request leave(api::Reply<bool> reply) override {
        note("leave");
        return command<bool>(std::move(reply), [this] {
            become({});
            return true;
        });
    }

    void tryNow() override { note("try now"); }

    api::Request devices(api::Reply<std::vector<api::SyncDevice>> reply) override {
        note("devices");
        return command<std::vector<api::SyncDevice>>(std::move(reply), [this] { return others; });
    }

    api::Request rename(std::string device, std::string name, api::Reply<bool> reply) override {
        note("rename", {device, name});
        return command<bool>(std::move(reply), [this, device, name] {
            for (api::SyncDevice& each : others) {
                each.name = each.id == device ? name : each.name;
            }
            return true;
        });
    }

    api::Request revoke(std::string device, api::Reply<bool> reply) override {
        note("revoke", {device});
        return command<bool>(std::move(reply), [this, device] {
            std::erase_if(others, [&](const api::SyncDevice& each) { return each.id == device; });
            return true;
        });
    }

    api::Request changePassword(std::string now, std::string then, api::Reply<bool> reply) override {
        note("password", {now, then});
        return command<bool>(std::move(reply), [] { return true; });
    }

    // Codes at sign-in; `rightCode` and `rightPassword` are what it takes.
    bool factorOn = false;
    std::string rightCode = "123456";
    std::string rightPassword = "Correct-Horse-9";
    bool losesAnswer = false; // of the next that was right: it is done, and nobody hears of it
    std::vector<std::string> recoveryCodes{"1a2b3c4d5e", "0f1e2d3c4b", "9a8b7c6d5e", "1122334455", "66778899aa",
                                           "bbccddeeff", "a1b2c3d4e5", "f6a7b8c9d0", "e1f2a3b4c5", "d6e7f8a9b0"};

    // Asked of its own accord by the page: it is in no list, and `failure` is of something else.
    api::Request account(api::Reply<api::ServerAccount> reply) override {
        return later<api::ServerAccount>(
            std::move(reply), [this] { return api::ServerAccount{m_state.email, factorOn}; });
    }

    api::Request beginSecondFactor(api::Reply<api::FactorSecret> reply) override {
        note("begin factor");
        return command<api::FactorSecret>(std::move(reply), [] {
            const std::string secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
            return api::FactorSecret{secret, "otpauth://totp/Cairn:ada@example.org?secret=" + secret + "&issuer=Cairn"};
        });
    }

    api::Request confirmSecondFactor(std::string code, api::Reply<std::vector<std::string>> reply) override {
        note("confirm factor", {code});
        return checked<std::vector<std::string>>(
            std::move(reply), code == rightCode && !factorOn, "this code does not belong to the secret", [this] {
                factorOn = true;
                return recoveryCodes;
            });
    }

    api::Request endSecondFactor(std::string password, api::Reply<bool> reply) override {
        note("end factor", {password});
        return checked<bool>(std::move(reply), password == rightPassword, "this is not your password", [this] {
            factorOn = false;
            return true;
        });
    }

    api::Request eraseAccount(std::string password, api::Reply<bool> reply) override {
        note("erase", {password});
        return checked<bool>(std::move(reply), password == rightPassword, "this is not your password", [this] {
            become({});
            return true;
        });
    }

    api::Connections& connections() override { return m_connections; }

    plan::PlanVerdict verdict{}; // on the next path

    api::Request validate(plan::PathPlan plan, api::Reply<plan::PlanVerdict> reply) override {
        note("validate", {plan.title});
        return command<plan::PlanVerdict>(std::move(reply), [this] { return verdict; });
    }

    // What connections() answers; `notYet`: why the next look finds nothing.
    std::vector<api::Connection> connected{};
    std::vector<api::ConnectionOffer> offered{};
    api::ConnectionStep step{};
    std::optional<base::Error> notYet{};

    api::Subscription subscribe(std::function<void(const api::SyncState&)> heard) override {
        auto token = std::make_shared<Heard>(std::move(heard));
        m_heard.push_back(token);
        return api::Subscription(token);
    }

private:
    class Connections : public api::Connections {
    public:
        explicit Connections(ScriptedSync& sync)
            : m_sync(sync) {}

        api::Request list(api::Reply<std::vector<api::Connection>> reply) override {
            return m_sync.later<std::vector<api::Connection>>(std::move(reply), [this] { return m_sync.connected; });
        }

        api::Request offers(api::Reply<std::vector<api::ConnectionOffer>> reply) override {
            return m_sync.command<std::vector<api::ConnectionOffer>>(
                std::move(reply), [this] { return m_sync.offered; });
        }

        api::Request begin(
            events::Platform platform, api::ConnectMethod method, std::string account,
            api::Reply<api::ConnectionStep> reply) override {
            m_sync.note("begin", {word(platform), boost::describe::enum_to_string(method, ""), account});
            return m_sync.command<api::ConnectionStep>(std::move(reply), [this, method] {
                m_sync.step.method = method;
                return m_sync.step;
            });
        }

        api::Request check(events::Platform platform, api::Reply<std::string> reply) override {
            m_sync.note("check", {word(platform)});
            return m_sync.later<std::string>(std::move(reply), [this, platform]() -> base::Expected<std::string> {
                if (m_sync.notYet) {
                    return std::unexpected(*std::exchange(m_sync.notYet, {}));
                }
                api::Connection connection;
                connection.platform = platform;
                connection.account = "mira_codes";
                connection.since = 1'790'000'000'000;
                m_sync.connected.push_back(connection);
                return connection.account;
            });
        }

        api::Request disconnect(events::Platform platform, api::Reply<bool> reply) override {
            m_sync.note("disconnect", {word(platform)});
            return m_sync.command<bool>(std::move(reply), [this, platform] {
                std::erase_if(m_sync.connected, [platform](const auto& each) { return each.platform == platform; });
                return true;
            });
        }

        api::Request refresh(events::Platform platform, api::Reply<bool> reply) override {
            m_sync.note("refresh", {word(platform)});
            return m_sync.command<bool>(std::move(reply), [] { return true; });
        }

        api::Request importHistory(events::Platform platform, api::Reply<bool> reply) override {
            m_sync.note("import", {word(platform)});
            return m_sync.command<bool>(std::move(reply), [] { return true; });
        }

    private:
        static std::string word(events::Platform platform) { return boost::describe::enum_to_string(platform, ""); }

        ScriptedSync& m_sync;
    };

    using Heard = std::function<void(const api::SyncState&)>;

    struct Held {
        std::function<void()> give;
        std::shared_ptr<void> whenStopped;
    };

    void note(const char* what, const std::vector<std::string>& about = {}) {
        QStringList words{QString::fromLatin1(what)};
        for (const std::string& each : about) {
            words << QString::fromStdString(each);
        }
        did << words.join(QLatin1Char(' '));
    }

    api::Request join(api::SignIn account, api::Reply<api::SignInResult> reply) {
        asked.push_back(std::move(account));
        return later<api::SignInResult>(std::move(reply), [this]() -> Joined {
            Joined result;
            if (!joinings.empty()) {
                result = std::move(joinings.front());
                joinings.pop_front();
            }
            if (result && result->step == api::SignInResult::Step::joined) {
                api::SyncState state = joinedState();
                state.server = asked.back().server;
                become(state);
            }
            return result;
        });
    }

    template<class T> api::Request command(api::Reply<T> reply, std::function<T()> does) {
        return later<T>(std::move(reply), [this, does = std::move(does)]() -> base::Expected<T> {
            if (failure) {
                return std::unexpected(*std::exchange(failure, {}));
            }
            return does();
        });
    }

    // A command that wants the right password, or the right code.
    template<class T>
    api::Request checked(api::Reply<T> reply, bool right, const char* otherwise, std::function<T()> does) {
        return later<T>(std::move(reply), [this, right, otherwise, does = std::move(does)]() -> base::Expected<T> {
            if (failure) {
                return std::unexpected(*std::exchange(failure, {}));
            }
            if (!right) {
                return base::fail(base::ErrorCode::Unauthorized, otherwise);
            }
            auto answer = does();
            if (std::exchange(losesAnswer, false)) {
                return base::fail(base::ErrorCode::Unreachable, "the connection broke off");
            }
            return answer;
        });
    }

    template<class T> api::Request later(api::Reply<T> reply, std::function<base::Expected<T>()> answer) {
        auto shared = std::make_shared<api::Request::Shared>();
        auto given = std::make_shared<bool>(false);
        const auto give = [shared, given, reply](const std::function<base::Expected<T>()>& from) {
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [shared, given, reply, from] {
                    if (!std::exchange(*given, true) && !shared->forgotten) {
                        reply(from());
                    }
                },
                Qt::QueuedConnection);
        };
        if (!m_holds) {
            give(answer);
            return api::Request(shared);
        }
        const std::function<void()> stop = [give] {
            give([]() -> base::Expected<T> { return base::fail(base::ErrorCode::Cancelled, "stopped"); });
        };
        m_held.push_back(
            {[give, answer] { give(answer); },
             std::make_shared<std::stop_callback<std::function<void()>>>(shared->stop.get_token(), stop)});
        return api::Request(shared);
    }

    Connections m_connections{*this};
    api::SyncState m_state;
    std::list<std::weak_ptr<Heard>> m_heard;
    std::list<Held> m_held;
    bool m_holds = false;
};

} // namespace cairn::test
