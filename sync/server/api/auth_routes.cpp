#include "sync/server/api/auth_routes.h"

namespace cairn::server {

namespace {

std::string inQuery(const Request& request, const char* name) {
    const auto found = request.query.find(name);
    return found == request.query.end() ? std::string() : found->second;
}

std::vector<Route> signingIn(Accounts& accounts, const Now& now) {
    auto create = route("POST", "/api/auth/register", Access::anyone, "register", "Create an account.");
    create.status = 201;
    auto confirm = route("GET", "/api/auth/verify", Access::anyone, "verifyEmail", "Confirm an e-mail address.");
    confirm.query = {{"token", "as it came by mail", false}};
    return {
        taking<Registered, Registration>(
            std::move(create), now,
            [&](const Request& request, const Registration& body) { return accounts.create(request, body); }),
        answering<Message>(
            std::move(confirm), now,
            [&](const Request& request) { return accounts.confirm(inQuery(request, "token")); }),
        taking<Tokens, Login>(
            route("POST", "/api/auth/login", Access::anyone, "login", "Sign in on one more computer."), now,
            [&](const Request& request, const Login& body) { return accounts.login(request, body); }),
        taking<Tokens, RefreshToken>(
            route("POST", "/api/auth/refresh", Access::anyone, "refresh", "New tokens for a refresh token, once."), now,
            [&](const Request& request, const RefreshToken& body) { return accounts.refresh(request, body); }),
        answering<Nothing>(
            route("POST", "/api/auth/logout", Access::learner, "logout", "Sign this computer out."), now,
            [&](const Request& request) { return accounts.logout(request); }),
        taking<Message, Email>(
            route(
                "POST", "/api/auth/forgot-password", Access::anyone, "forgotPassword",
                "Ask for a link to a new password."),
            now, [&](const Request& request, const Email& body) { return accounts.forgot(request, body); }),
        taking<Message, PasswordReset>(
            route(
                "POST", "/api/auth/reset-password", Access::anyone, "resetPassword",
                "Set a password with such a link."),
            now, [&](const Request& request, const PasswordReset& body) { return accounts.reset(request, body); }),
    };
}

std::vector<Route> ownAccount(Accounts& accounts, const Now& now) {
    return {
        answering<Account>(
            route("GET", "/api/auth/profile", Access::learner, "profile", "One's own account."), now,
            [&](const Request& request) { return accounts.profile(request); }),
        taking<Account, ProfileChange>(
            route("PUT", "/api/auth/profile", Access::learner, "changeProfile", "Change one's name."), now,
            [&](const Request& request, const ProfileChange& body) { return accounts.changeProfile(request, body); }),
        taking<Nothing, Password>(
            route(
                "DELETE", "/api/auth/profile", Access::learner, "eraseAccount",
                "Erase the account and all of its events."),
            now, [&](const Request& request, const Password& body) { return accounts.erase(request, body); }),
        taking<Tokens, PasswordChange>(
            route(
                "PUT", "/api/auth/password", Access::learner, "changePassword",
                "Change the password; every sign-in ends."),
            now,
            [&](const Request& request, const PasswordChange& body) { return accounts.changePassword(request, body); }),
        answering<SignIns>(
            route("GET", "/api/auth/sessions", Access::learner, "sessions", "The computers that are signed in."), now,
            [&](const Request& request) { return accounts.signIns(request); }),
        taking<Nothing, DeviceName>(
            route("PUT", "/api/auth/sessions/{id}", Access::learner, "renameSession", "Name a computer."), now,
            [&](const Request& request, const DeviceName& body) { return accounts.rename(request, body); }),
        answering<Nothing>(
            route("DELETE", "/api/auth/sessions/{id}", Access::learner, "revokeSession", "Sign a computer out."), now,
            [&](const Request& request) { return accounts.revoke(request); }),
        answering<FactorSecret>(
            route(
                "POST", "/api/auth/second-factor", Access::learner, "beginSecondFactor",
                "A new secret for codes by the time."),
            now, [&](const Request& request) { return accounts.beginFactor(request); }),
        taking<RecoveryCodes, FactorCode>(
            route(
                "PUT", "/api/auth/second-factor", Access::learner, "turnSecondFactorOn", "Ask for codes from now on."),
            now, [&](const Request& request, const FactorCode& body) { return accounts.turnFactorOn(request, body); }),
        taking<Nothing, Password>(
            route(
                "DELETE", "/api/auth/second-factor", Access::learner, "turnSecondFactorOff", "Ask for codes no more."),
            now, [&](const Request& request, const Password& body) { return accounts.turnFactorOff(request, body); }),
    };
}

std::vector<Route> administration(Accounts& accounts, const Now& now) {
    auto list = route("GET", "/api/admin/accounts", Access::admin, "listAccounts", "Accounts by e-mail address.");
    list.query = {
        {"text", "part of the address", false},
        {"offset", "how many to pass over", true},
        {"limit", "how many, 200 at most", true}};
    return {
        answering<AccountPage>(std::move(list), now, [&](const Request& request) { return accounts.list(request); }),
        taking<Account, AccountChange>(
            route(
                "PATCH", "/api/admin/accounts/{id}", Access::admin, "changeAccount", "Confirm, suspend, give a role."),
            now,
            [&](const Request& request, const AccountChange& body) { return accounts.changeAccount(request, body); }),
        answering<Nothing>(
            route(
                "DELETE", "/api/admin/accounts/{id}/sessions", Access::admin, "endSessions",
                "Sign an account out everywhere."),
            now, [&](const Request& request) { return accounts.endAll(request); }),
    };
}

} // namespace

std::vector<Route> authRoutes(Accounts& accounts, const Now& now) {
    auto routes = signingIn(accounts, now);
    for (auto& more : {ownAccount(accounts, now), administration(accounts, now)}) {
        routes.insert(routes.end(), more.begin(), more.end());
    }
    return routes;
}

} // namespace cairn::server
