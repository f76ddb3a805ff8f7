// The part of Accounts that whoever is signed in does with their own account, and an admin with others'.
#include "sync/server/auth/account_checks.h"
#include "sync/server/auth/accounts.h"
#include "sync/server/auth/password.h"
#include "sync/server/auth/second_factor.h"

#include <algorithm>
#include <charconv>

namespace cairn::server {

namespace {

constexpr int kRecoveryCodes = 10;
constexpr std::size_t kRecoveryBytes = 5; // of chance each: with the limit on attempts as good as any

Problem notThere(const char* what) {
    return {404, "not_found", what};
}

Problem notThePassword() {
    return {403, "wrong_password", "this is not your password"};
}

std::int64_t numberIn(const Request& request, const std::string& field, std::int64_t usual, std::int64_t most) {
    const auto found = request.query.find(field);
    std::int64_t number = usual;
    if (found != request.query.end()) {
        std::from_chars(found->second.data(), found->second.data() + found->second.size(), number);
    }
    return std::clamp<std::int64_t>(number, 0, most);
}

} // namespace

Answer<AccountRecord> Accounts::own(const Request& request) {
    auto record = m_store.byId(request.caller.account);
    return record ? Answer<AccountRecord>(std::move(*record)) : std::unexpected(signedOut());
}

// As it stays until the open transaction changes it.
Answer<AccountRecord> Accounts::ownLocked(const Request& request) {
    auto record = m_store.locked(request.caller.account);
    return record ? Answer<AccountRecord>(std::move(*record)) : std::unexpected(signedOut());
}

Answer<Account> Accounts::profile(const Request& request) {
    const std::lock_guard lock(m_mutex);
    const auto record = own(request);
    if (!record) {
        return std::unexpected(record.error());
    }
    return record->account;
}

Answer<Account> Accounts::changeProfile(const Request& request, const ProfileChange& change) {
    const auto name = readName(change.name);
    if (!name) {
        return std::unexpected(fieldProblem("name", "is longer than 100 bytes, or no text of one line"));
    }
    const std::lock_guard lock(m_mutex);
    Transaction transaction(*m_database);
    auto record = ownLocked(request);
    if (!record) {
        return std::unexpected(record.error());
    }
    record->account.name = *name;
    m_store.change(*record);
    transaction.commit();
    return record->account;
}

// A password is compared outside of the lock: it takes a quarter of a second.
Answer<AccountRecord> Accounts::ownWithPassword(const Request& request, const std::string& password) {
    auto record = [&] {
        const std::lock_guard lock(m_mutex);
        return own(request);
    }();
    if (!record) {
        return record;
    }
    if (auto problem = tooMany(request.address, record->account.email)) {
        return std::unexpected(*problem);
    }
    if (!isPassword(password, record->password)) {
        return std::unexpected(notThePassword());
    }
    return record;
}

// As it is now, which may not be as it was when the password was compared: somebody who was suspended meanwhile, or
// whose password was set anew, was signed out.
Answer<AccountRecord> Accounts::ownSince(const Request& request, const AccountRecord& compared) {
    auto record = ownLocked(request);
    if (record &&
        (record->password != compared.password || m_store.accountOf(request.caller.signIn) != record->account.id)) {
        return std::unexpected(signedOut());
    }
    return record;
}

Answer<Tokens> Accounts::changePassword(const Request& request, const PasswordChange& change) {
    const auto compared = ownWithPassword(request, change.currentPassword);
    if (!compared) {
        return std::unexpected(compared.error());
    }
    if (auto problem = refusePassword("newPassword", change.newPassword, compared->account.email)) {
        return std::unexpected(*problem);
    }
    const auto hash = hashPassword(change.newPassword);
    const std::lock_guard lock(m_mutex);
    Transaction transaction(*m_database);
    auto record = ownSince(request, *compared);
    if (!record) {
        return std::unexpected(record.error());
    }
    const auto all = m_store.signIns(record->account.id);
    const auto current = std::ranges::find(all, request.caller.signIn, &SignInRow::id);
    if (current == all.end()) {
        return std::unexpected(signedOut());
    }
    record->password = hash;
    m_store.change(*record);
    m_store.endSignIns(record->account.id);
    // The computer that did it goes on, under tokens that nobody had before.
    const SignInRow row{randomToken(16), current->device, request.address, current->created, now(), true};
    m_store.addSignIn(record->account.id, row);
    auto tokens = tokensFor(record->account, row.id);
    transaction.commit();
    return tokens;
}

Answer<Nothing> Accounts::erase(const Request& request, const Password& password) {
    const auto compared = ownWithPassword(request, password.password);
    if (!compared) {
        return std::unexpected(compared.error());
    }
    {
        const std::lock_guard lock(m_mutex);
        Transaction transaction(*m_database);
        const auto record = ownSince(request, *compared);
        if (!record) {
            return std::unexpected(record.error());
        }
        m_store.erase(record->account.id);
        if (m_settings.eraseRest) {
            m_settings.eraseRest(*m_database, record->account.id);
        }
        transaction.commit();
    }
    if (m_erased) {
        m_erased();
    }
    return Nothing{};
}

Answer<SignIns> Accounts::signIns(const Request& request) {
    const std::lock_guard lock(m_mutex);
    SignIns all{m_store.signIns(request.caller.account)};
    for (auto& row : all.signIns) {
        row.current = row.id == request.caller.signIn;
    }
    return all;
}

Answer<Nothing> Accounts::rename(const Request& request, const DeviceName& name) {
    const auto device = readName(name.device);
    if (!device || device->empty()) {
        return std::unexpected(fieldProblem("device", "is empty, longer than 100 bytes, or no text of one line"));
    }
    const auto& id = request.arguments.at("id");
    const std::lock_guard lock(m_mutex);
    Transaction transaction(*m_database);
    if (m_store.accountOf(id) != request.caller.account) {
        return std::unexpected(notThere("you are not signed in there"));
    }
    m_store.rename(id, *device);
    transaction.commit();
    return Nothing{};
}

Answer<Nothing> Accounts::revoke(const Request& request) {
    const auto& id = request.arguments.at("id");
    const std::lock_guard lock(m_mutex);
    Transaction transaction(*m_database);
    if (m_store.accountOf(id) != request.caller.account) {
        return std::unexpected(notThere("you are not signed in there"));
    }
    m_store.endSignIn(id);
    transaction.commit();
    return Nothing{};
}

Answer<FactorSecret> Accounts::beginFactor(const Request& request) {
    const std::lock_guard lock(m_mutex);
    Transaction transaction(*m_database);
    auto record = ownLocked(request);
    if (!record) {
        return std::unexpected(record.error());
    }
    if (record->account.secondFactor) {
        return std::unexpected(Problem{409, "already_on", "the second factor is on already"});
    }
    const auto secret = newFactor();
    record->factor = m_seal.close(secret, "factor/" + record->account.id);
    record->factorStep = 0;
    m_store.change(*record);
    transaction.commit();
    return FactorSecret{secret, factorAddress(secret, record->account.email)};
}

Answer<RecoveryCodes> Accounts::turnFactorOn(const Request& request, const FactorCode& code) {
    if (auto problem = tooMany(request.address, "factor " + request.caller.account)) {
        return std::unexpected(*problem);
    }
    const std::lock_guard lock(m_mutex);
    Transaction transaction(*m_database);
    auto record = ownLocked(request);
    if (!record) {
        return std::unexpected(record.error());
    }
    const auto secret = m_seal.open(record->factor, "factor/" + record->account.id);
    const auto step = secret ? factorStep(*secret, code.code, now() / 1000, record->factorStep) : std::nullopt;
    if (record->account.secondFactor || !step) {
        return std::unexpected(Problem{403, "invalid_code", "this code does not belong to the secret"});
    }
    record->account.secondFactor = true;
    record->factorStep = *step;
    m_store.change(*record);
    RecoveryCodes codes;
    std::vector<std::string> digests;
    for (int count = 0; count < kRecoveryCodes; ++count) {
        codes.recoveryCodes.push_back(randomToken(kRecoveryBytes));
        digests.push_back(digestOf(codes.recoveryCodes.back()));
    }
    m_store.setRecovery(record->account.id, digests);
    transaction.commit();
    return codes;
}

Answer<Nothing> Accounts::turnFactorOff(const Request& request, const Password& password) {
    const auto compared = ownWithPassword(request, password.password);
    if (!compared) {
        return std::unexpected(compared.error());
    }
    const std::lock_guard lock(m_mutex);
    Transaction transaction(*m_database);
    auto record = ownSince(request, *compared);
    if (!record) {
        return std::unexpected(record.error());
    }
    record->account.secondFactor = false;
    record->factor.clear();
    m_store.change(*record);
    m_store.setRecovery(record->account.id, {});
    transaction.commit();
    return Nothing{};
}

Answer<AccountPage> Accounts::list(const Request& request) {
    constexpr std::int64_t kMost = 200;
    const auto text = request.query.find("text");
    const std::lock_guard lock(m_mutex);
    return AccountPage{
        m_store.page(
            text == request.query.end() ? std::string() : text->second, numberIn(request, "offset", 0, 1LL << 40),
            numberIn(request, "limit", 50, kMost)),
        m_store.count()};
}

Answer<Account> Accounts::changeAccount(const Request& request, const AccountChange& change) {
    const std::lock_guard lock(m_mutex);
    Transaction transaction(*m_database);
    auto record = m_store.locked(request.arguments.at("id"));
    if (!record) {
        return std::unexpected(notThere("there is no such account"));
    }
    auto& account = record->account;
    if (account.id == request.caller.account && (change.suspended.value_or(false) || change.role.has_value())) {
        return std::unexpected(Problem{409, "own_account", "another admin has to do this to your own account"});
    }
    const bool endsAll = change.suspended.value_or(false) || (change.role && *change.role != account.role);
    account.role = change.role.value_or(account.role);
    account.confirmed = change.confirmed.value_or(account.confirmed);
    account.suspended = change.suspended.value_or(account.suspended);
    m_store.change(*record);
    if (endsAll) {
        m_store.endSignIns(account.id); // tokens tell a role
    }
    transaction.commit();
    return account;
}

Answer<Nothing> Accounts::endAll(const Request& request) {
    const std::lock_guard lock(m_mutex);
    Transaction transaction(*m_database);
    m_store.endSignIns(request.arguments.at("id"));
    transaction.commit();
    return Nothing{};
}

std::optional<Caller> Accounts::caller(const std::string& token) {
    const auto claims = m_keys.verify(token, now() / 1000);
    if (!claims) {
        return std::nullopt;
    }
    const std::lock_guard lock(m_mutex);
    if (m_store.accountOf(claims->signIn) != claims->account) {
        return std::nullopt;
    }
    return Caller{claims->account, claims->role, claims->signIn};
}

std::optional<Caller> Accounts::callerOf(const Request& request) {
    constexpr std::string_view kBearer = "Bearer ";
    return request.authorization.starts_with(kBearer) ? caller(request.authorization.substr(kBearer.size()))
                                                      : std::nullopt;
}

std::int64_t Accounts::revision() {
    const std::lock_guard lock(m_mutex);
    return m_store.revision();
}

bool Accounts::empty() {
    const std::lock_guard lock(m_mutex);
    return m_store.count() == 0;
}

void Accounts::sweep() {
    const std::lock_guard lock(m_mutex);
    Transaction transaction(*m_database);
    m_store.sweep(now());
    transaction.commit();
}

void Accounts::reloadKeys() {
    const std::lock_guard lock(m_mutex);
    m_keys.reload(*m_database, m_seal, now() / 1000);
}

} // namespace cairn::server
