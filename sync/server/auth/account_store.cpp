#include "sync/server/auth/account_store.h"

#include "sync/server/jobs/job.h"

#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>

namespace cairn::server {

using soci::into;
using soci::use;

namespace {

constexpr const char* kColumns =
    "id, email, name, role, created, confirmed, suspended, factor_on, password, factor, factor_step";

AccountRecord recordOf(const soci::row& row) {
    AccountRecord record;
    record.account = {
        row.get<std::string>(0), row.get<std::string>(1),    row.get<std::string>(2),    Role::learner,
        row.get<long long>(4),   row.get<long long>(5) != 0, row.get<long long>(6) != 0, row.get<long long>(7) != 0};
    boost::describe::enum_from_string(row.get<std::string>(3).c_str(), record.account.role);
    record.password = row.get<std::string>(8);
    record.factor = row.get<std::string>(9);
    record.factorStep = row.get<long long>(10);
    return record;
}

std::optional<AccountRecord>
oneAccount(soci::session& sql, const char* column, const std::string& value, const char* lock = "") {
    const soci::rowset<soci::row> rows =
        (sql.prepare << std::string("SELECT ") + kColumns + " FROM account WHERE " + column + " = :value" + lock,
         use(value));
    for (const auto& row : rows) {
        return recordOf(row);
    }
    return std::nullopt;
}

// What SOCI binds has to be a variable of the type of the column.
struct Bound {
    explicit Bound(const AccountRecord& record)
        : role(boost::describe::enum_to_string(record.account.role, "learner"))
        , created(record.account.created)
        , confirmed(record.account.confirmed ? 1 : 0)
        , suspended(record.account.suspended ? 1 : 0)
        , factorOn(record.account.secondFactor ? 1 : 0)
        , factorStep(record.factorStep) {}

    std::string role;
    long long created;
    long long confirmed;
    long long suspended;
    long long factorOn;
    long long factorStep;
};

} // namespace

std::int64_t AccountStore::count() {
    long long count = 0;
    m_sql << "SELECT COUNT(*) FROM account", into(count);
    return count;
}

std::optional<AccountRecord> AccountStore::byEmail(const std::string& email) {
    return oneAccount(m_sql, "email", email);
}

std::optional<AccountRecord> AccountStore::byId(const std::string& id) {
    return oneAccount(m_sql, "id", id);
}

std::optional<AccountRecord> AccountStore::locked(const std::string& id) {
    return oneAccount(m_sql, "id", id, m_database.dialect().lockRow);
}

std::vector<Account> AccountStore::page(const std::string& text, std::int64_t offset, std::int64_t limit) {
    std::vector<Account> accounts;
    const long long from = offset;
    const long long most = limit;
    const auto pattern = "%" + text + "%";
    const soci::rowset<soci::row> rows =
        (m_sql.prepare << std::string("SELECT ") + kColumns +
                              " FROM account WHERE :text = '' OR email LIKE :pattern ORDER BY email LIMIT :most "
                              "OFFSET :start",
         use(text, "text"), use(pattern, "pattern"), use(most, "most"), use(from, "start"));
    for (const auto& row : rows) {
        accounts.push_back(recordOf(row).account);
    }
    return accounts;
}

void AccountStore::add(const AccountRecord& record) {
    const Bound bound(record);
    m_sql << "INSERT INTO account (id, email, name, role, created, confirmed, suspended, factor_on, password, factor, "
             "factor_step) VALUES (:id, :email, :name, :role, :created, :confirmed, :suspended, :factor_on, :password, "
             ":factor, :factor_step)",
        use(record.account.id), use(record.account.email), use(record.account.name), use(bound.role),
        use(bound.created), use(bound.confirmed), use(bound.suspended), use(bound.factorOn), use(record.password),
        use(record.factor), use(bound.factorStep);
}

void AccountStore::change(const AccountRecord& record) {
    const Bound bound(record);
    m_sql
        << "UPDATE account SET name = :name, role = :role, confirmed = :confirmed, suspended = :suspended, "
           "factor_on = :factor_on, password = :password, factor = :factor, factor_step = :factor_step WHERE id = :id",
        use(record.account.name), use(bound.role), use(bound.confirmed), use(bound.suspended), use(bound.factorOn),
        use(record.password), use(record.factor), use(bound.factorStep), use(record.account.id);
    moveRevision();
}

void AccountStore::erase(const std::string& account) {
    endSignIns(account);
    m_sql << "DELETE FROM recovery WHERE account = :account", use(account);
    m_sql << "DELETE FROM mailed WHERE account = :account", use(account);
    eraseJobs(m_database, account);
    m_sql << "DELETE FROM account WHERE id = :account", use(account);
}

std::vector<SignInRow> AccountStore::signIns(const std::string& account) {
    std::vector<SignInRow> all;
    const soci::rowset<soci::row> rows =
        (m_sql.prepare << "SELECT id, device, address, created, seen FROM sign_in WHERE account = :account ORDER BY "
                          "seen DESC, id",
         use(account));
    for (const auto& row : rows) {
        all.push_back(
            {row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2), row.get<long long>(3),
             row.get<long long>(4), false});
    }
    return all;
}

std::optional<std::string> AccountStore::accountOf(const std::string& signIn) {
    std::string account;
    m_sql << "SELECT account FROM sign_in WHERE id = :id", into(account), use(signIn);
    return m_sql.got_data() ? std::optional(account) : std::nullopt;
}

void AccountStore::addSignIn(const std::string& account, const SignInRow& row) {
    const long long created = row.created;
    const long long seen = row.seen;
    m_sql << "INSERT INTO sign_in (id, account, device, address, created, seen) VALUES (:id, :account, :device, "
             ":address, :created, :seen)",
        use(row.id), use(account), use(row.device), use(row.address), use(created), use(seen);
}

void AccountStore::rename(const std::string& signIn, const std::string& device) {
    m_sql << "UPDATE sign_in SET device = :device WHERE id = :id", use(device), use(signIn);
}

void AccountStore::see(const std::string& signIn, const std::string& address, std::int64_t now) {
    const long long seen = now;
    m_sql << "UPDATE sign_in SET seen = :seen, address = :address WHERE id = :id", use(seen), use(address), use(signIn);
}

void AccountStore::endSignIn(const std::string& signIn) {
    m_sql << "DELETE FROM refresh WHERE sign_in = :id", use(signIn);
    m_sql << "DELETE FROM sign_in WHERE id = :id", use(signIn);
    moveRevision();
}

void AccountStore::endSignIns(const std::string& account) {
    m_sql << "DELETE FROM refresh WHERE sign_in IN (SELECT id FROM sign_in WHERE account = :account)", use(account);
    m_sql << "DELETE FROM sign_in WHERE account = :account", use(account);
    moveRevision();
}

std::optional<RefreshRecord> AccountStore::refresh(const std::string& digest) {
    RefreshRecord record;
    long long expires = 0;
    long long used = 0;
    m_sql << std::string("SELECT sign_in, expires, used FROM refresh WHERE digest = :digest") +
                 m_database.dialect().lockRow,
        into(record.signIn), into(expires), into(used), use(digest);
    if (!m_sql.got_data()) {
        return std::nullopt;
    }
    record.expires = expires;
    record.used = used != 0;
    return record;
}

void AccountStore::addRefresh(const std::string& digest, const RefreshRecord& record) {
    const long long expires = record.expires;
    m_sql << "INSERT INTO refresh (digest, sign_in, expires, used) VALUES (:digest, :sign_in, :expires, 0)",
        use(digest), use(record.signIn), use(expires);
}

void AccountStore::useRefresh(const std::string& digest, std::int64_t now) {
    const long long used = now;
    m_sql << "UPDATE refresh SET used = :used WHERE digest = :digest", use(used), use(digest);
}

void AccountStore::addMailed(const std::string& digest, const MailedRecord& record) {
    const long long until = record.expires;
    m_sql << "INSERT INTO mailed (digest, account, purpose, expires, password) VALUES (:digest, :account, :purpose, "
             ":expires, :password)",
        use(digest), use(record.account), use(record.purpose), use(until), use(record.password);
}

std::optional<MailedRecord>
AccountStore::takeMailed(const std::string& digest, const std::string& purpose, std::int64_t now) {
    MailedRecord record{{}, purpose, 0, {}};
    const long long at = now;
    long long until = 0;
    m_sql
        << "SELECT account, expires, password FROM mailed WHERE digest = :digest AND purpose = :purpose AND expires > "
           ":now",
        into(record.account), into(until), into(record.password), use(digest), use(purpose), use(at);
    if (!m_sql.got_data()) {
        return std::nullopt;
    }
    record.expires = until;
    m_sql << "DELETE FROM mailed WHERE digest = :digest", use(digest);
    return record;
}

void AccountStore::endMailed(const std::string& account, const std::string& purpose) {
    m_sql << "DELETE FROM mailed WHERE account = :account AND purpose = :purpose", use(account), use(purpose);
}

void AccountStore::setRecovery(const std::string& account, const std::vector<std::string>& digests) {
    m_sql << "DELETE FROM recovery WHERE account = :account", use(account);
    for (const auto& digest : digests) {
        m_sql << "INSERT INTO recovery (account, digest) VALUES (:account, :digest)", use(account), use(digest);
    }
}

bool AccountStore::takeRecovery(const std::string& account, const std::string& digest) {
    soci::statement statement =
        (m_sql.prepare << "DELETE FROM recovery WHERE account = :account AND digest = :digest", use(account),
         use(digest));
    statement.execute(true);
    return statement.get_affected_rows() > 0;
}

void AccountStore::sweep(std::int64_t now) {
    const long long at = now;
    m_sql << "DELETE FROM mailed WHERE expires <= :now", use(at);
    m_sql << "DELETE FROM refresh WHERE expires <= :now", use(at);
    m_sql << "DELETE FROM sign_in WHERE id NOT IN (SELECT sign_in FROM refresh)";
}

std::int64_t AccountStore::revision() {
    long long number = 0;
    m_sql << "SELECT number FROM revision", into(number);
    return number;
}

void AccountStore::moveRevision() {
    m_sql << "UPDATE revision SET number = number + 1";
}

} // namespace cairn::server
