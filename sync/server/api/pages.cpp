#include "sync/server/api/pages.h"

#include "sync/server/api/html_page.h"

namespace cairn::server {

namespace {

// Tokens have no other characters: whatever has, goes on no page.
bool isToken(const std::string& text) {
    return !text.empty() && text.size() <= 128 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

std::string tokenOf(const Request& request) {
    const auto token = request.query.find("token");
    return token != request.query.end() && isToken(token->second) ? token->second : std::string();
}

Response incomplete() {
    return htmlPage(400, "<h1>This link is not complete</h1><p>Copy all of it from the message.</p>");
}

Response takeConfirmation(Accounts& accounts, const Request& request) {
    const auto token = formIn(request)["token"];
    if (!isToken(token)) {
        return incomplete();
    }
    const auto done = accounts.confirm(token);
    return done ? htmlPage(200, "<h1>Confirmed</h1><p>" + escapedHtml(done->message) + "</p>")
                : htmlPage(done.error().status, "<h1>No</h1><p>" + escapedHtml(done.error().message) + "</p>");
}

std::string resetForm(const std::string& token, const std::string& trouble) {
    return "<h1>A new password</h1>" + (trouble.empty() ? std::string() : "<p>" + escapedHtml(trouble) + "</p>") +
           "<form method=\"post\" action=\"/reset\"><input type=\"hidden\" name=\"token\" value=\"" + token +
           "\"><label>New password: <input type=\"password\" name=\"password\" autocomplete=\"new-password\" "
           "required></label><p>At least 8 characters, with upper and lower case letters, a digit and another sign."
           "</p><button>Set the password</button></form>";
}

Response takeReset(Accounts& accounts, const Request& request) {
    auto fields = formIn(request);
    const auto token = fields["token"];
    if (!isToken(token)) {
        return incomplete();
    }
    const auto done = accounts.reset(request, {token, fields["password"]});
    if (done) {
        return htmlPage(200, "<h1>Done</h1><p>" + escapedHtml(done->message) + "</p>");
    }
    const auto& problem = done.error();
    std::string trouble = problem.message;
    for (const auto& field : problem.fields) {
        trouble += "; it " + field.message;
    }
    return problem.code == "validation_failed"
               ? htmlPage(problem.status, resetForm(token, trouble))
               : htmlPage(problem.status, "<h1>No</h1><p>" + escapedHtml(trouble) + "</p>");
}

} // namespace

std::vector<Route> pageRoutes(Accounts& accounts) {
    auto confirm = route(
        "GET", "/confirm", Access::anyone, "confirmPage", "The page that the link to confirm an address leads to.");
    confirm.handle = [](const Request& request) {
        const auto token = tokenOf(request);
        return token.empty() ? incomplete()
                             : htmlPage(
                                   200, "<h1>Confirm your e-mail address</h1><form method=\"post\" "
                                        "action=\"/confirm\"><input type=\"hidden\" name=\"token\" value=\"" +
                                            token + "\"><button>Confirm</button></form>");
    };
    auto confirmed = route("POST", "/confirm", Access::anyone, "confirmByPage", "What the button on that page does.");
    confirmed.handle = [&accounts](const Request& request) { return takeConfirmation(accounts, request); };
    auto reset =
        route("GET", "/reset", Access::anyone, "resetPage", "The page that the link to a new password leads to.");
    reset.handle = [](const Request& request) {
        const auto token = tokenOf(request);
        return token.empty() ? incomplete() : htmlPage(200, resetForm(token, {}));
    };
    auto resetDone = route("POST", "/reset", Access::anyone, "resetByPage", "What the button on that page does.");
    resetDone.handle = [&accounts](const Request& request) { return takeReset(accounts, request); };
    return {std::move(confirm), std::move(confirmed), std::move(reset), std::move(resetDone)};
}

} // namespace cairn::server
