#include "sync/server/auth/accounts.h"
#include "sync/server/host/erasure_job.h"
#include "tests/sync/host/every_server.h"

#include <QTest>

#include <chrono>
#include <filesystem>

using namespace Qt::StringLiterals;
using namespace cairn;
using server::Accounts;
using test::LiveServer;

namespace {

const QString kMe = u"me@example.org"_s;
constexpr const char* kGood = LiveServer::kPassword;
constexpr const char* kOther = "Another-Horse-9";
constexpr int kPatience = 20'000; // ms

// The rules of a server's accounts, as another process with its database would have them. Between the comparison of a
// password and what follows from it, `meanwhile` happens, once.
struct Beside {
    explicit Beside(const LiveServer& server)
        : seal(std::filesystem::path(server.folder().toStdString()) / "master.key")
        , accounts(server.database()(), seal, settings()) {}

    server::AccountSettings settings() {
        server::AccountSettings settings;
        settings.logins.rate = 1000;
        settings.now = [this] {
            if (auto happens = std::exchange(meanwhile, nullptr)) {
                happens();
            }
            return std::chrono::duration_cast<std::chrono::milliseconds>(
                       std::chrono::system_clock::now().time_since_epoch())
                .count();
        };
        settings.send = [this](server::Database&, const server::Mail& mail) { mailed = mail.text; };
        settings.eraseRest = [](server::Database& database, const std::string& account) {
            server::enqueueAccountErasure(database, account, 1);
        };
        return settings;
    }

    server::Request signIn() {
        const auto tokens = accounts.login({}, {kMe.toStdString(), kGood, {}, {}});
        server::Request request;
        request.caller = {tokens->account.id, "learner", tokens->signIn};
        return request;
    }

    server::Account of(const server::Request& request) {
        const auto account = accounts.profile(request);
        return account ? *account : server::Account();
    }

    std::function<void()> meanwhile{};
    std::string mailed{};
    server::Seal seal;
    Accounts accounts;
};

} // namespace

class OwnAccountTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    // What happens to an account while a password is compared, and what is done with the password after that.
    void whatHappensMeanwhileIsNotUndone_data() {
        QTest::addColumn<bool>("suspended"); // else the password is set anew
        QTest::addColumn<int>("does");
        for (const bool suspended : {true, false}) {
            const auto row = [&](const char* does, int number) {
                QTest::addRow("%s, %s", suspended ? "suspended" : "reset", does) << suspended << number;
            };
            row("changes the password", 0);
            row("turns the factor off", 1);
            row("erases the account", 2);
        }
    }

    void whatHappensMeanwhileIsNotUndone() {
        QFETCH(bool, suspended);
        QFETCH(int, does);
        LiveServer server;
        server.createAccount(kMe);
        Beside here(server);
        Beside there(server);
        const auto me = here.signIn();
        here.meanwhile = [&] {
            if (suspended) {
                auto admin = me;
                admin.caller = {"admin", "admin", ""};
                admin.arguments["id"] = me.caller.account;
                QVERIFY(there.accounts.changeAccount(admin, {{}, {}, true}));
                return;
            }
            QVERIFY(there.accounts.forgot({}, {kMe.toStdString()}));
            const auto token = there.mailed.substr(there.mailed.find("token=") + 6, 64);
            QVERIFY(there.accounts.reset({}, {token, kOther}));
        };
        if (does == 0) {
            QVERIFY(!here.accounts.changePassword(me, {kGood, "Third-Horse-10"}));
        } else if (does == 1) {
            QVERIFY(!here.accounts.turnFactorOff(me, {kGood}));
        } else {
            QVERIFY(!here.accounts.erase(me, {kGood}));
        }
        QVERIFY(!here.meanwhile);
        QCOMPARE(there.of(me).email, kMe.toStdString());
        QCOMPARE(there.of(me).suspended, suspended);
        const auto login = there.accounts.login({}, {kMe.toStdString(), suspended ? kGood : kOther, {}, {}});
        QCOMPARE(login ? "" : login.error().code, suspended ? "suspended" : "");
    }

    void anErasedAccountLeavesNothingAlsoWhereTheServerEndsAtOnce() {
        LiveServer server;
        server.createAccount(kMe);
        const auto token = server.token(kMe);
        QCOMPARE(
            server.call("POST", u"/api/tasks"_s, token, {{u"title"_s, u"Mine"_s}, {u"difficulty"_s, 3}}).status, 201);
        server.stop();
        {
            Beside ending(server);
            QVERIFY(ending.accounts.erase(ending.signIn(), {kGood}));
        }
        const auto database = server.database()();
        const auto left = [&](const char* table) {
            long long count = 0;
            database->sql() << std::string("SELECT COUNT(*) FROM ") + table, soci::into(count);
            return count;
        };
        QCOMPARE(left("account"), 0);
        QVERIFY(left("event") > 0);
        server.restart();
        const std::filesystem::path desks = server.folder().toStdString() + "/desks";
        QTRY_COMPARE_WITH_TIMEOUT(left("event") + left("stream") + left("device") + left("notary"), 0, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(std::filesystem::is_empty(desks), kPatience);
    }
};

int main(int count, char** arguments) {
    return cairn::test::runOnEveryServer<OwnAccountTest>(count, arguments);
}

#include "own_account_test.moc"
