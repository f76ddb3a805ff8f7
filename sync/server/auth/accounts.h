#pragma once

#include "sync/server/auth/account.h"
#include "sync/server/auth/account_store.h"
#include "sync/server/auth/limiter.h"
#include "sync/server/auth/seal.h"
#include "sync/server/auth/token_keys.h"
#include "sync/server/http/route.h"
#include "sync/server/mail/mail.h"

#include <functional>
#include <memory>
#include <mutex>
#include <string>

namespace cairn::server {

struct AccountSettings {
    // `mail`: by the link in a message; `admin`: by an admin; `none`: an account can be used at once.
    enum class Confirm { mail, admin, none };
    Confirm confirm = Confirm::admin;
    bool registration = true;
    std::string publicUrl; // what links in messages begin with
    Limiter::Rule logins{.rate = 5, .window = 15LL * 60'000};
    std::function<std::int64_t()> now; // milliseconds UTC
    // Enqueues a message in the open transaction of the database; null: this server sends no mail.
    std::function<void(Database&, const Mail&)> send;
    // Enqueues in the open transaction, in which an account is erased, that what it has elsewhere goes too.
    std::function<void(Database&, const std::string& account)> eraseRest;
};

// Accounts and who is signed in: the rules. Every call is one transaction; passwords are hashed outside of it.
// Thread-safe.
class Accounts {
public:
    static constexpr std::int64_t kRefreshDays = 30;

    Accounts(std::unique_ptr<Database> database, const Seal& seal, AccountSettings settings);

    // Nobody learns from the answers which addresses have an account.
    Answer<Registered> create(const Request& request, const Registration& wanted);
    Answer<Message> confirm(const std::string& token);
    Answer<Tokens> login(const Request& request, const Login& login);
    Answer<Tokens> refresh(const Request& request, const RefreshToken& token);
    Answer<Nothing> logout(const Request& request);
    Answer<Message> forgot(const Request& request, const Email& email);
    Answer<Message> reset(const Request& request, const PasswordReset& reset);

    Answer<Account> profile(const Request& request);
    Answer<Account> changeProfile(const Request& request, const ProfileChange& change);
    Answer<Tokens> changePassword(const Request& request, const PasswordChange& change); // ends every sign-in
    Answer<Nothing> erase(const Request& request, const Password& password);

    Answer<SignIns> signIns(const Request& request);
    Answer<Nothing> rename(const Request& request, const DeviceName& name);
    Answer<Nothing> revoke(const Request& request);

    Answer<FactorSecret> beginFactor(const Request& request);
    Answer<RecoveryCodes> turnFactorOn(const Request& request, const FactorCode& code);
    Answer<Nothing> turnFactorOff(const Request& request, const Password& password);

    Answer<AccountPage> list(const Request& request);
    Answer<Account> changeAccount(const Request& request, const AccountChange& change);
    Answer<Nothing> endAll(const Request& request); // of an account

    // Whose token it is, as long as its sign-in has not ended and the account is in order.
    std::optional<Caller> caller(const std::string& token);
    std::optional<Caller> callerOf(const Request& request);

    // Anything that ends a sign-in, at any server, changes it.
    std::int64_t revision();
    void sweep();
    bool empty(); // nobody has an account

    boost::json::object publicKeys() const { return m_keys.publicKeys(); }

    void reloadKeys(); // another server, or its admin, may have made a new one

    // Called after an account was erased.
    void setErased(std::function<void()> erased) { m_erased = std::move(erased); }

private:
    std::int64_t now() const { return m_settings.now(); }

    Tokens tokensFor(const Account& account, const std::string& signIn);
    Tokens tokensWith(const Account& account, const std::string& signIn, const std::string& refresh);
    Answer<AccountRecord> own(const Request& request);
    Answer<AccountRecord> ownLocked(const Request& request);
    Answer<AccountRecord> ownWithPassword(const Request& request, const std::string& password);
    Answer<AccountRecord> ownSince(const Request& request, const AccountRecord& compared);
    // `email` is empty where it is not an account that is tried.
    std::optional<Problem> tooMany(const std::string& address, const std::string& email);
    Answer<bool> checkFactor(AccountRecord& record, const std::string& code);
    void mailConfirmation(const Account& account, const std::string& password, bool again);
    void mailReset(const Account& account);

    std::mutex m_mutex; // of the database
    std::unique_ptr<Database> m_database;
    AccountStore m_store;
    const Seal& m_seal;
    AccountSettings m_settings;
    TokenKeys m_keys;
    Limiter m_limiter{};
    std::function<void()> m_erased{};
};

} // namespace cairn::server
