#include "sync/server/auth/accounts.h"

#include "core/base/text.h"
#include "sync/server/auth/account_checks.h"
#include "sync/server/auth/password.h"
#include "sync/server/auth/second_factor.h"

#include <algorithm>

namespace cairn::server {

namespace {

constexpr std::int64_t kHour = 60LL * 60 * 1000;
constexpr std::int64_t kDay = 24 * kHour;
constexpr const char* kToConfirm = "confirm";
constexpr const char* kToReset = "reset";

Problem wrongPassword() {
    return {401, "invalid_credentials", "the e-mail address or the password is wrong"};
}

// In the form in which it is compared. Whether mail gets there is for the mail to find out.
std::optional<std::string> readEmail(const std::string& typed) {
    constexpr std::size_t kLongest = 254;
    const auto at = typed.find('@');
    const bool good = typed.size() <= kLongest && at != std::string::npos && at > 0 && at + 1 < typed.size() &&
                      typed.find('@', at + 1) == std::string::npos && base::isValidText(typed) &&
                      std::ranges::none_of(typed, [](char letter) {
                          return static_cast<unsigned char>(letter) <= ' ' || letter == '<' || letter == '>' ||
                                 letter == ',' || letter == ';' || letter == '"' || letter == '\x7f';
                      });
    return good ? std::optional(base::foldCase(typed)) : std::nullopt;
}

// As randomToken() writes one.
bool isToken(const std::string& text) {
    constexpr std::size_t kDigits = 64;
    return text.size() == kDigits && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

} // namespace

Accounts::Accounts(std::unique_ptr<Database> database, const Seal& seal, AccountSettings settings)
    : m_database(std::move(database))
    , m_store(*m_database)
    , m_seal(seal)
    , m_settings(std::move(settings))
    , m_keys(*m_database, seal, m_settings.now() / 1000) {}

std::optional<Problem> Accounts::tooMany(const std::string& address, const std::string& email) {
    const auto byAddress = m_limiter.takeOfWindow("address " + networkOf(address), m_settings.logins, now());
    const auto byAccount = email.empty() ? 0 : m_limiter.takeOfWindow("account " + email, m_settings.logins, now());
    if (const auto wait = std::max(byAddress, byAccount); wait > 0) {
        const auto seconds = (wait + 999) / 1000;
        return Problem{
            429,
            "too_many_attempts",
            "too many attempts; again in " + std::to_string((seconds + 59) / 60) + " minutes",
            {},
            seconds};
    }
    return std::nullopt;
}

Answer<Registered> Accounts::create(const Request& request, const Registration& wanted) {
    using Confirm = AccountSettings::Confirm;
    if (!m_settings.registration) {
        return std::unexpected(Problem{403, "registration_closed", "this server's admin makes the accounts"});
    }
    const auto email = readEmail(wanted.email);
    if (!email) {
        return std::unexpected(fieldProblem("email", "is no e-mail address"));
    }
    const auto name = readName(wanted.name.value_or(""));
    if (!name) {
        return std::unexpected(fieldProblem("name", "is longer than 100 bytes, or no text of one line"));
    }
    if (auto problem = refusePassword("password", wanted.password, *email)) {
        return std::unexpected(*problem);
    }
    const auto hash = hashPassword(wanted.password);
    const std::lock_guard lock(m_mutex);
    Transaction transaction(*m_database);
    const auto there = m_store.byEmail(*email);
    const bool first = !there && request.local && m_store.count() == 0;
    const bool confirmed = !there && (first || m_settings.confirm == Confirm::none);
    if (!there) {
        AccountRecord record;
        record.account = {randomToken(16), *email,    *name, first ? Role::admin : Role::learner,
                          now(),           confirmed, false, false};
        record.password = hash;
        m_store.add(record);
        if (!confirmed && m_settings.confirm == Confirm::mail) {
            mailConfirmation(record.account, hash, false);
        }
    } else if (m_settings.confirm == Confirm::mail && !there->account.confirmed && !there->account.suspended) {
        mailConfirmation(there->account, hash, true); // it is nobody's yet: the message may be late or lost
    } else if (m_settings.confirm == Confirm::mail && m_settings.send) {
        m_settings.send(
            *m_database, {*email, "You have an account already",
                          "Somebody, probably you, wanted to create an account with this address. There is one "
                          "already: sign in, or ask for a new password.\n",
                          there->account.id});
    }
    transaction.commit();
    if (first) {
        return Registered{true, "This is the server's first account: it is an admin's."};
    }
    if (m_settings.confirm == Confirm::mail) {
        return Registered{false, "Open the link in the message that was sent to " + *email + "."};
    }
    if (m_settings.confirm == Confirm::none) {
        // Whoever has the address has been told by the password that is asked for.
        return Registered{true, "Sign in."};
    }
    return Registered{false, "This server sends no mail: its admin confirms the account."};
}

// Somebody else may have asked before or after the owner of the address. So each link comes with the password that it
// was asked for with, none ends another, and the first that is opened counts.
void Accounts::mailConfirmation(const Account& account, const std::string& password, bool again) {
    const auto token = randomToken();
    m_store.addMailed(digestOf(token), {account.id, kToConfirm, now() + kDay, password});
    if (!m_settings.send) {
        return;
    }
    const std::string which = again ? "An account with this address was asked for once more. If that was you, open "
                                      "this link to confirm your address at Cairn, and sign in with the password that "
                                      "you chose this time:"
                                    : "Open this link to confirm your address at Cairn:";
    m_settings.send(
        *m_database, {account.email, "Confirm your e-mail address",
                      which + "\n\n" + m_settings.publicUrl + "/confirm?token=" + token +
                          "\n\nIt is good for a day. If you did not create an account, do nothing.\n",
                      account.id});
}

void Accounts::mailReset(const Account& account) {
    const auto token = randomToken();
    m_store.endMailed(account.id, kToReset);
    m_store.addMailed(digestOf(token), {account.id, kToReset, now() + kHour});
    m_settings.send(
        *m_database,
        {account.email, "A new password",
         "Open this link to choose a new password for Cairn:\n\n" + m_settings.publicUrl + "/reset?token=" + token +
             "\n\nIt is good for an hour. If you did not ask for it, do nothing.\n",
         account.id});
}

Answer<Message> Accounts::confirm(const std::string& token) {
    const std::lock_guard lock(m_mutex);
    Transaction transaction(*m_database);
    const auto mailed = m_store.takeMailed(digestOf(token), kToConfirm, now());
    auto record = mailed ? m_store.locked(mailed->account) : std::nullopt;
    if (!record) {
        return std::unexpected(
            Problem{400, "invalid_token", "this link was used already, or is too old: create the account again"});
    }
    if (!record->account.confirmed && !mailed->password.empty()) {
        record->password = mailed->password;
        m_store.endSignIns(record->account.id); // there are some where an admin took back that it was confirmed
    }
    record->account.confirmed = true;
    m_store.change(*record);
    m_store.endMailed(record->account.id, kToConfirm);
    transaction.commit();
    return Message{"Your address is confirmed. Sign in."};
}

Answer<bool> Accounts::checkFactor(AccountRecord& record, const std::string& code) {
    if (!record.account.secondFactor) {
        return true;
    }
    if (code.empty()) {
        return std::unexpected(Problem{401, "code_required", "a code of the second factor is needed"});
    }
    const auto secret = m_seal.open(record.factor, "factor/" + record.account.id);
    if (const auto step = secret ? factorStep(*secret, code, now() / 1000, record.factorStep) : std::nullopt) {
        record.factorStep = *step;
        m_store.change(record);
        return true;
    }
    if (m_store.takeRecovery(record.account.id, digestOf(code))) {
        return true;
    }
    return std::unexpected(Problem{401, "invalid_code", "this code is wrong, or was used already"});
}

Answer<Tokens> Accounts::login(const Request& request, const Login& login) {
    const auto email = readEmail(login.email).value_or("");
    if (auto problem = tooMany(request.address, email)) {
        return std::unexpected(*problem);
    }
    const auto device = readName(login.device.value_or("a computer"));
    if (!device) {
        return std::unexpected(fieldProblem("device", "is longer than 100 bytes, or no text of one line"));
    }
    std::string hash;
    {
        const std::lock_guard lock(m_mutex);
        const auto record = m_store.byEmail(email);
        hash = record ? record->password : std::string();
    }
    if (!isPassword(login.password, hash)) {
        return std::unexpected(wrongPassword());
    }
    const std::lock_guard lock(m_mutex);
    Transaction transaction(*m_database);
    const auto there = m_store.byEmail(email);
    auto record = there ? m_store.locked(there->account.id) : std::nullopt;
    if (!record || record->password != hash) {
        return std::unexpected(wrongPassword());
    }
    if (record->account.suspended) {
        return std::unexpected(Problem{403, "suspended", "this account is suspended; ask the server's admin"});
    }
    if (!record->account.confirmed) {
        return std::unexpected(Problem{
            403, "not_confirmed",
            m_settings.confirm == AccountSettings::Confirm::mail
                ? "confirm your address first: open the link in the message"
                : "the server's admin has not confirmed this account yet"});
    }
    if (auto good = checkFactor(*record, login.code.value_or("")); !good) {
        return std::unexpected(good.error());
    }
    const SignInRow row{randomToken(16), *device, request.address, now(), now(), true};
    m_store.addSignIn(record->account.id, row);
    auto tokens = tokensFor(record->account, row.id);
    transaction.commit();
    return tokens;
}

Tokens Accounts::tokensFor(const Account& account, const std::string& signIn) {
    const auto refresh = randomToken();
    m_store.addRefresh(digestOf(refresh), {signIn, now() + kRefreshDays * kDay, false});
    return tokensWith(account, signIn, refresh);
}

Tokens Accounts::tokensWith(const Account& account, const std::string& signIn, const std::string& refresh) {
    const auto seconds = now() / 1000;
    const TokenClaims claims{
        account.id, signIn, boost::describe::enum_to_string(account.role, "learner"),
        seconds + TokenKeys::kTokenSeconds};
    return {m_keys.sign(claims, seconds), refresh, "Bearer", TokenKeys::kTokenSeconds, signIn, account};
}

Answer<Tokens> Accounts::refresh(const Request& request, const RefreshToken& token) {
    if (token.nextRefreshToken && !isToken(*token.nextRefreshToken)) {
        return std::unexpected(fieldProblem("nextRefreshToken", "is not 64 hexadecimal digits"));
    }
    const auto digest = digestOf(token.refreshToken);
    const auto next = token.nextRefreshToken.value_or(randomToken());
    const std::lock_guard lock(m_mutex);
    Transaction transaction(*m_database);
    const auto there = m_store.refresh(digest);
    if (!there || there->expires <= now()) {
        return std::unexpected(signedOut());
    }
    const auto account = m_store.accountOf(there->signIn);
    const auto record = account ? m_store.byId(*account) : std::nullopt;
    const auto successor = m_store.refresh(digestOf(next));
    // Who comes again with what was drawn then did not hear the answer: what it asks for could be used all the same.
    const bool again = there->used && successor && successor->signIn == there->signIn && !successor->used;
    if (there->used && !again) {
        // Two have it, and one of them stole it: neither goes on.
        m_store.endSignIn(there->signIn);
        transaction.commit();
        return std::unexpected(
            Problem{401, "token_reused", "this token was used before: somebody may have stolen it; sign in again"});
    }
    if (!record || record->account.suspended) {
        return std::unexpected(signedOut());
    }
    if (successor && !again) {
        return std::unexpected(fieldProblem("nextRefreshToken", "was given out before"));
    }
    if (!again) {
        m_store.useRefresh(digest, now());
        m_store.addRefresh(digestOf(next), {there->signIn, now() + kRefreshDays * kDay, false});
    }
    m_store.see(there->signIn, request.address, now());
    auto tokens = tokensWith(record->account, there->signIn, next);
    transaction.commit();
    return tokens;
}

Answer<Nothing> Accounts::logout(const Request& request) {
    const std::lock_guard lock(m_mutex);
    Transaction transaction(*m_database);
    m_store.endSignIn(request.caller.signIn);
    transaction.commit();
    return Nothing{};
}

Answer<Message> Accounts::forgot(const Request& request, const Email& typed) {
    const auto email = readEmail(typed.email).value_or("");
    if (auto problem = tooMany(request.address, email)) {
        return std::unexpected(*problem);
    }
    if (!m_settings.send) {
        return Message{"This server sends no mail: ask its admin for a new password."};
    }
    const std::lock_guard lock(m_mutex);
    Transaction transaction(*m_database);
    if (const auto record = m_store.byEmail(email); record && !record->account.suspended) {
        mailReset(record->account);
    }
    transaction.commit();
    return Message{"If there is an account with this address, a message is on its way to it."};
}

Answer<Message> Accounts::reset(const Request& request, const PasswordReset& reset) {
    if (auto problem = tooMany(request.address, "")) {
        return std::unexpected(*problem);
    }
    if (auto problem = refusePassword("password", reset.password, "")) {
        return std::unexpected(*problem);
    }
    const auto hash = hashPassword(reset.password);
    const std::lock_guard lock(m_mutex);
    Transaction transaction(*m_database);
    const auto mailed = m_store.takeMailed(digestOf(reset.token), kToReset, now());
    auto record = mailed ? m_store.locked(mailed->account) : std::nullopt;
    if (!record) {
        return std::unexpected(
            Problem{400, "invalid_token", "this link was used already, or is too old: ask for a new one"});
    }
    record->password = hash;
    record->account.confirmed = true; // the link came to the address
    m_store.change(*record);
    m_store.endSignIns(record->account.id);
    transaction.commit();
    return Message{"Your password is changed, and every computer is signed out. Sign in."};
}

} // namespace cairn::server
