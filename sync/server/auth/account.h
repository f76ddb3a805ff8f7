#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// What the account endpoints take and give. Times are milliseconds UTC.
namespace cairn::server {

BOOST_DEFINE_ENUM_CLASS(Role, learner, instructor, admin)

struct Account {
    std::string id;
    std::string email;
    std::string name;
    Role role = Role::learner;
    std::int64_t created = 0;
    bool confirmed = false;
    bool suspended = false;
    bool secondFactor = false;
};

struct SignInRow {
    std::string id;
    std::string device;
    std::string address;
    std::int64_t created = 0;
    std::int64_t seen = 0;
    bool current = false;
};

struct Registration {
    std::string email;
    std::string password;
    std::optional<std::string> name;
};

struct Registered {
    bool confirmed = false; // it can be used at once
    std::string message;    // what comes next
};

struct Login {
    std::string email;
    std::string password;
    std::optional<std::string> code;   // of the second factor, or a recovery code
    std::optional<std::string> device; // what the computer is to be called
};

struct Tokens {
    std::string accessToken;
    std::string refreshToken;
    std::string tokenType;
    std::int64_t expiresIn = 0; // seconds, of the access token
    std::string signIn;         // id
    Account account;
};

struct RefreshToken {
    std::string refreshToken;
    // What the caller has drawn to get for it: 64 hexadecimal digits. Whoever did not hear the answer may ask for the
    // same again, as long as it was not used; nobody else knows what to ask for.
    std::optional<std::string> nextRefreshToken;
};

struct MailedToken {
    std::string token;
};

struct Email {
    std::string email;
};

struct Message {
    std::string message;
};

struct PasswordChange {
    std::string currentPassword;
    std::string newPassword;
};

struct PasswordReset {
    std::string token;
    std::string password;
};

struct Password {
    std::string password;
};

struct ProfileChange {
    std::string name;
};

struct DeviceName {
    std::string device;
};

struct SignIns {
    std::vector<SignInRow> signIns;
};

struct FactorSecret {
    std::string secret;
    std::string address; // otpauth://…
};

struct FactorCode {
    std::string code;
};

struct RecoveryCodes {
    std::vector<std::string> recoveryCodes;
};

struct AccountPage {
    std::vector<Account> accounts;
    std::int64_t total = 0;
};

struct AccountChange {
    std::optional<Role> role;
    std::optional<bool> confirmed;
    std::optional<bool> suspended;
};

BOOST_DESCRIBE_STRUCT(Account, (), (id, email, name, role, created, confirmed, suspended, secondFactor))
BOOST_DESCRIBE_STRUCT(SignInRow, (), (id, device, address, created, seen, current))
BOOST_DESCRIBE_STRUCT(Registration, (), (email, password, name))
BOOST_DESCRIBE_STRUCT(Registered, (), (confirmed, message))
BOOST_DESCRIBE_STRUCT(Login, (), (email, password, code, device))
BOOST_DESCRIBE_STRUCT(Tokens, (), (accessToken, refreshToken, tokenType, expiresIn, signIn, account))
BOOST_DESCRIBE_STRUCT(RefreshToken, (), (refreshToken, nextRefreshToken))
BOOST_DESCRIBE_STRUCT(MailedToken, (), (token))
BOOST_DESCRIBE_STRUCT(Email, (), (email))
BOOST_DESCRIBE_STRUCT(Message, (), (message))
BOOST_DESCRIBE_STRUCT(PasswordChange, (), (currentPassword, newPassword))
BOOST_DESCRIBE_STRUCT(PasswordReset, (), (token, password))
BOOST_DESCRIBE_STRUCT(Password, (), (password))
BOOST_DESCRIBE_STRUCT(ProfileChange, (), (name))
BOOST_DESCRIBE_STRUCT(DeviceName, (), (device))
BOOST_DESCRIBE_STRUCT(SignIns, (), (signIns))
BOOST_DESCRIBE_STRUCT(FactorSecret, (), (secret, address))
BOOST_DESCRIBE_STRUCT(FactorCode, (), (code))
BOOST_DESCRIBE_STRUCT(RecoveryCodes, (), (recoveryCodes))
BOOST_DESCRIBE_STRUCT(AccountPage, (), (accounts, total))
BOOST_DESCRIBE_STRUCT(AccountChange, (), (role, confirmed, suspended))

} // namespace cairn::server
