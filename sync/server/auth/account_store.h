#pragma once

#include "sync/server/auth/account.h"
#include "sync/server/database/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cairn::server {

// An account with what never leaves the server.
struct AccountRecord {
    Account account;
    std::string password;        // its hash
    std::string factor;          // sealed secret of the second factor, also before it is on
    std::int64_t factorStep = 0; // of the last code that was taken
};

struct RefreshRecord {
    std::string signIn;
    std::int64_t expires = 0;
    bool used = false;
};

// A token that was sent by mail.
struct MailedRecord {
    std::string account;
    std::string purpose;
    std::int64_t expires = 0;
    std::string password{}; // hash of one that the account gets with it; empty: it keeps its own
};

// The tables of accounts and of who is signed in, statement by statement. One thread at a time; throws
// soci::soci_error. Ends of sign-ins, suspensions and the like move revision(), so that every server notices.
class AccountStore {
public:
    explicit AccountStore(Database& database)
        : m_database(database)
        , m_sql(database.sql()) {}

    Database& database() { return m_database; }

    std::int64_t count();
    std::optional<AccountRecord> byEmail(const std::string& email);
    std::optional<AccountRecord> byId(const std::string& id);
    std::optional<AccountRecord> locked(const std::string& id); // as it stays until the open transaction changes it
    std::vector<Account> page(const std::string& text, std::int64_t offset, std::int64_t limit);
    void add(const AccountRecord& record);
    void change(const AccountRecord& record); // all but id, email and created
    void erase(const std::string& account);   // with all that belongs to it in these tables

    std::vector<SignInRow> signIns(const std::string& account);
    std::optional<std::string> accountOf(const std::string& signIn);
    void addSignIn(const std::string& account, const SignInRow& row);
    void rename(const std::string& signIn, const std::string& device);
    void see(const std::string& signIn, const std::string& address, std::int64_t now);
    void endSignIn(const std::string& signIn);
    void endSignIns(const std::string& account);

    std::optional<RefreshRecord> refresh(const std::string& digest);
    void addRefresh(const std::string& digest, const RefreshRecord& record);
    void useRefresh(const std::string& digest, std::int64_t now);

    void addMailed(const std::string& digest, const MailedRecord& record);
    std::optional<MailedRecord> takeMailed(const std::string& digest, const std::string& purpose, std::int64_t now);
    void endMailed(const std::string& account, const std::string& purpose);

    void setRecovery(const std::string& account, const std::vector<std::string>& digests);
    bool takeRecovery(const std::string& account, const std::string& digest);

    // Deletes what has ended by itself.
    void sweep(std::int64_t now);

    std::int64_t revision();
    void moveRevision();

private:
    Database& m_database;
    soci::session& m_sql;
};

} // namespace cairn::server
