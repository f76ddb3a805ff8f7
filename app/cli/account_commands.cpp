#include "app/cli/account.h"
#include "app/cli/command.h"
#include "app/cli/failure.h"
#include "app/cli/platform.h"
#include "app/cli/session.h"
#include "app/cli/table.h"

#include <boost/describe/enum_to_string.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace cairn::cli {

namespace {

bool inSync(const api::SyncState& state) {
    return state.phase == api::SyncPhase::live && state.unsent == 0 && state.caughtUp;
}

std::string words(const api::SyncState& state) {
    switch (state.phase) {
    case api::SyncPhase::off:
        return "no server";
    case api::SyncPhase::connecting:
        return "connecting";
    case api::SyncPhase::live:
        return inSync(state) ? "in sync" : "sending " + std::to_string(state.unsent);
    case api::SyncPhase::offline:
        return "offline, " + std::to_string(state.unsent) + " to send";
    case api::SyncPhase::signed_out:
        return "signed out";
    case api::SyncPhase::refused:
        return "refused";
    }
    return {};
}

// `codes`: whether the server asks for one at sign-in; none where it did not say.
boost::json::object view(const api::SyncState& state, std::optional<bool> codes = {}) {
    return {
        {"phase", boost::describe::enum_to_string(state.phase, "")},
        {"server", state.server},
        {"email", state.email},
        {"device", state.device},
        {"unsent", state.unsent},
        {"inSync", inSync(state)},
        {"clockAheadMs", state.clockAhead},
        {"secondFactor", codes ? boost::json::value(*codes) : boost::json::value()},
        {"trouble", state.trouble ? state.trouble->message : std::string()}};
}

void tell(Session& session, const api::SyncState& state, std::optional<bool> codes = {}) {
    auto& output = session.output();
    if (output.json()) {
        output.value(view(state, codes));
        return;
    }
    output.line(
        words(state) + (state.server.empty() ? "" : " with " + state.server + " as " + oneLine(state.email)) +
        (state.trouble ? ": " + oneLine(state.trouble->message) : ""));
    if (state.clockAhead > api::kClockTolerance || state.clockAhead < -api::kClockTolerance) {
        output.line(
            "This computer's clock is " + std::to_string(state.clockAhead / 1000) + " s ahead of the server's.");
    }
    if (codes) {
        output.line(*codes ? "Codes at sign-in are on." : "Codes at sign-in are off.");
    }
}

void join(Session& session, const Arguments& arguments, bool create) {
    api::SignIn wanted;
    wanted.server = arguments.operand(0);
    wanted.email = arguments.operand(1);
    wanted.code = arguments.text("code");
    wanted.certificate = arguments.text("trust");
    wanted.device = arguments.has("device") ? arguments.text("device") : hostName();
    wanted.password = accountPassword();
    Account account(session, arguments);
    const auto result = session.ask<api::SignInResult>([&](auto reply) {
        return create ? (*account).createAccount(wanted, std::move(reply))
                      : (*account).signIn(wanted, std::move(reply));
    });
    using Step = api::SignInResult::Step;
    switch (result.step) {
    case Step::joined:
        break;
    case Step::confirm:
        if (!create) {
            throw Failure{{base::ErrorCode::Unauthorized, result.message}};
        }
        session.output().line(oneLine(result.message));
        return;
    case Step::code:
        throw Failure{{base::ErrorCode::Unauthorized, "a code of the second factor is needed: give --code"}};
    case Step::certificate:
        throw Failure{
            {base::ErrorCode::Untrusted, "nobody vouches for this server (" + result.message +
                                             "); if its owner tells you that this is its " +
                                             "certificate, give --trust " + result.certificate}};
    }
    account.waitFor(inSync, kPatience);
    tell(session, account.state());
}

void signIn(Session& session, const Arguments& arguments) {
    join(session, arguments, false);
}

void create(Session& session, const Arguments& arguments) {
    join(session, arguments, true);
}

void sync(Session& session, const Arguments& arguments) {
    const bool watch = arguments.has("watch");
    if (watch == arguments.has("once")) {
        throw UsageError{"give either --once or --watch", arguments.about()};
    }
    const auto patience = std::chrono::seconds(arguments.number("timeout", 1, 86'400).value_or(60));
    Account account(session, arguments);
    if (watch) {
        std::optional<api::SyncState> last;
        session.waitUntil(
            [&] {
                const auto now = account.state();
                if (!last || words(*last) != words(now)) {
                    last = now;
                    session.output().remark(words(now));
                }
                return now.phase == api::SyncPhase::off;
            },
            std::nullopt);
        tell(session, account.state());
        return;
    }
    account.waitFor(inSync, patience);
    tell(session, account.state());
}

void show(Session& session, const Arguments& arguments) {
    Account account(session, arguments);
    session.waitUntil([&] { return account.state().phase != api::SyncPhase::connecting; }, kPatience);
    std::optional<bool> codes;
    if (account.state().phase == api::SyncPhase::live) {
        codes = session.ask<api::ServerAccount>([&](auto reply) { return (*account).account(std::move(reply)); })
                    .secondFactor;
    }
    tell(session, account.state(), codes);
}

void leave(Session& session, const Arguments& arguments) {
    Account account(session, arguments);
    session.ask<bool>([&](auto reply) { return (*account).leave(std::move(reply)); });
    session.output().line("This profile has left its server. All of it is still here.");
}

void devices(Session& session, const Arguments& arguments) {
    Account account(session, arguments);
    account.waitUntilLive();
    const auto rows =
        session.ask<std::vector<api::SyncDevice>>([&](auto reply) { return (*account).devices(std::move(reply)); });
    auto& output = session.output();
    if (output.json()) {
        boost::json::array all;
        for (const auto& row : rows) {
            all.push_back(boost::json::object{
                {"id", row.id},
                {"name", row.name},
                {"address", row.address},
                {"created", row.created},
                {"seen", row.seen},
                {"current", row.current}});
        }
        output.value(all);
        return;
    }
    Table table{"ID", "NAME", "LAST SEEN", "ADDRESS"};
    for (const auto& row : rows) {
        table.row(
            {row.id, oneLine(row.name) + (row.current ? " (this one)" : ""), base::formatInstant(row.seen),
             row.address});
    }
    table.print(output);
}

void revoke(Session& session, const Arguments& arguments) {
    Account account(session, arguments);
    account.waitUntilLive();
    session.ask<bool>([&](auto reply) { return (*account).revoke(arguments.operand(0), std::move(reply)); });
    session.output().line("That computer is signed out.");
}

} // namespace

std::vector<Command> accountCommands() {
    const Option secrets{
        "secrets", "FILE", "Keep the sign-in in this file instead of the keychain: whoever reads it is signed in."};
    const Option device{"device", "NAME", "What this computer is to be called."};
    const Option code{"code", "CODE", "Of the second factor, or a recovery code."};
    const Option trust{"trust", "DIGEST", "Trust the certificate with this SHA-256 although nobody vouches for it."};
    return {
        {"",
         "sync",
         "",
         0,
         0,
         "Exchange the log with the server that this profile has joined.",
         "With --once until all is sent and fetched, with --watch until Ctrl+C.",
         {{"once", "", "End when in sync."},
          {"watch", "", "Stay connected."},
          {"timeout", "SECONDS", "With --once: give up after this (60)."},
          secrets},
         Needs::Writing,
         sync},
        {"account",
         "sign-in",
         "SERVER EMAIL",
         2,
         2,
         "Join a server; what this profile has is kept and sent.",
         "The password is asked for, or taken from CAIRN_PASSWORD.",
         {device, code, trust, secrets},
         Needs::Writing,
         signIn},
        {"account",
         "create",
         "SERVER EMAIL",
         2,
         2,
         "Create an account at a server, and join it.",
         "The password is asked for, or taken from CAIRN_PASSWORD.",
         {device, trust, secrets},
         Needs::Writing,
         create},
        {"account",
         "show",
         "",
         0,
         0,
         "Say which server this profile has joined, and how it stands.",
         "",
         {secrets},
         Needs::Writing,
         show},
        {"account",
         "devices",
         "",
         0,
         0,
         "List the computers that are signed in.",
         "",
         {secrets},
         Needs::Writing,
         devices},
        {"account", "revoke", "ID", 1, 1, "Sign a computer out at once.", "", {secrets}, Needs::Writing, revoke},
        {"account",
         "leave",
         "",
         0,
         0,
         "Leave the server. All that is here stays.",
         "",
         {secrets},
         Needs::Writing,
         leave},
    };
}

} // namespace cairn::cli
