#include "sync/server/api/callback_routes.h"

#include "sync/server/api/html_page.h"
#include "sync/server/connections/ask.h"

namespace cairn::server {

namespace {

constexpr std::size_t kLongest = 4'096;
constexpr const char* kCallback = "/api/connections/{platform}/callback"; // anyone's: what was begun knows whose it is

std::string inQuery(const Request& request, const char* name) {
    const auto found = request.query.find(name);
    return found == request.query.end() || found->second.size() > kLongest ? std::string() : found->second;
}

Response no(const Problem& problem) {
    return htmlPage(
        problem.status, "<h1>Not connected</h1><p>" + escapedHtml(problem.message) +
                            "</p><p>You can close this window, and begin again in Cairn.</p>");
}

std::string hidden(const char* name, const std::string& value) {
    return std::string("<input type=\"hidden\" name=\"") + name + "\" value=\"" + escapedHtml(value) + "\">";
}

Response ask(Connections& connections, const Request& request) {
    const auto state = inQuery(request, "state");
    const auto code = inQuery(request, "code");
    const auto coming = connections.coming(request, state);
    if (!coming) {
        return no(coming.error());
    }
    if (code.empty()) {
        connections.abandon(state);
        return no({400, "declined", "Nobody has signed in there."});
    }
    const auto platform = escapedHtml(nameOf(coming->platform));
    return htmlPage(
        200, "<h1>Connect?</h1><p>The account at " + platform +
                 " that you have signed in with becomes that of the learner <b>" + escapedHtml(coming->email) +
                 "</b>. If that is not you, close this window.</p><form method=\"post\">" + hidden("state", state) +
                 hidden("code", code) + hidden("iss", inQuery(request, "iss")) + "<button>Connect</button></form>");
}

Response finish(Connections& connections, const Request& request) {
    auto fields = formIn(request);
    const auto done = connections.finish(request, fields["state"], {fields["code"], fields["iss"]});
    return done ? htmlPage(
                      200, "<h1>Connected</h1><p>" + escapedHtml(done->account) + " at " +
                               escapedHtml(nameOf(done->platform)) +
                               " is proven to be yours. You can close this window.</p>")
                : no(done.error());
}

} // namespace

std::vector<Route> callbackRoutes(Connections& connections) {
    auto page = route(
        "GET", kCallback, Access::anyone, "connectionPage",
        "The page that browsers come back to from signing in at a platform.");
    page.query = {
        {"state", "as it was sent along", false},
        {"code", "of the platform", false},
        {"iss", "the platform's name for itself", false},
        {"error", "why there is no code", false}};
    page.handle = [&connections](const Request& request) { return ask(connections, request); };
    auto button = route("POST", kCallback, Access::anyone, "finishConnection", "What the button on that page does.");
    button.handle = [&connections](const Request& request) { return finish(connections, request); };
    return {std::move(page), std::move(button)};
}

} // namespace cairn::server
