// What one does with one's account itself: codes at sign-in, and erasing it.
#include "app/cli/account.h"
#include "app/cli/command.h"
#include "app/cli/failure.h"
#include "app/cli/platform.h"
#include "app/cli/session.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace cairn::cli {

namespace {

void sayCodesOff(Session& session) {
    auto& output = session.output();
    if (output.json()) {
        output.value(boost::json::object{{"secondFactor", false}});
    } else {
        output.line("Codes at sign-in are off: the password alone lets in.");
    }
}

void sayCodesOn(Session& session, const std::vector<std::string>& codes) {
    auto& output = session.output();
    if (output.json()) {
        output.value(boost::json::object{
            {"secondFactor", true}, {"recoveryCodes", boost::json::array(codes.begin(), codes.end())}});
        return;
    }
    output.line("Codes at sign-in are on. Keep these recovery codes; they are shown only now.");
    output.line("Each lets you in once without your authenticator:");
    for (const auto& code : codes) {
        output.line("  " + oneLine(code));
    }
}

api::FactorSecret begin(Session& session, Account& account) {
    return session.ask<api::FactorSecret>([&](auto reply) { return (*account).beginSecondFactor(std::move(reply)); });
}

// The code of the secret that is shown for it.
std::string codeFor(Session& session, Account& account) {
    const auto secret = begin(session, account);
    session.output().remark("Let your authenticator know this secret:\n  " + oneLine(secret.secret));
    session.output().remark("or, where it wants an address:\n  " + oneLine(secret.address));
    if (auto typed = readSecret("The code that it shows now: ")) {
        return *typed;
    }
    throw Failure{{base::ErrorCode::InvalidInput, "no code: type it, or give --begin, and then --code"}};
}

void turnCodesOn(Session& session, const Arguments& arguments) {
    const bool begins = arguments.has("begin");
    if (begins && arguments.has("code")) {
        throw UsageError{"give either --begin or --code", arguments.about()};
    }
    if (session.output().json() && !begins && !arguments.has("code")) {
        throw UsageError{"with --json, give --begin first and then --code", arguments.about()};
    }
    Account account(session, arguments);
    account.waitUntilLive();
    if (begins) {
        const auto secret = begin(session, account);
        if (session.output().json()) {
            session.output().value(boost::json::object{{"secret", secret.secret}, {"address", secret.address}});
        } else {
            session.output().line(oneLine(secret.secret));
            session.output().line(oneLine(secret.address));
        }
        return;
    }
    const auto code = arguments.has("code") ? arguments.text("code") : codeFor(session, account);
    sayCodesOn(session, session.ask<std::vector<std::string>>([&](auto reply) {
        return (*account).confirmSecondFactor(code, std::move(reply));
    }));
}

void turnCodesOff(Session& session, const Arguments& arguments) {
    if (arguments.has("begin") || arguments.has("code")) {
        throw UsageError{"'off' takes neither --begin nor --code", arguments.about()};
    }
    const auto password = accountPassword();
    Account account(session, arguments);
    account.waitUntilLive();
    session.ask<bool>([&](auto reply) { return (*account).endSecondFactor(password, std::move(reply)); });
    sayCodesOff(session);
}

void secondFactor(Session& session, const Arguments& arguments) {
    const auto& wanted = arguments.operand(0);
    if (wanted == "on") {
        turnCodesOn(session, arguments);
    } else if (wanted == "off") {
        turnCodesOff(session, arguments);
    } else {
        throw UsageError{"codes at sign-in are turned on or off, and not '" + wanted + "'", arguments.about()};
    }
}

void erase(Session& session, const Arguments& arguments) {
    if (!arguments.has("for-ever")) {
        throw UsageError{"nothing brings the account back: say --for-ever to mean it", arguments.about()};
    }
    const auto password = accountPassword();
    Account account(session, arguments);
    account.waitUntilLive();
    const auto before = account.state();
    session.ask<bool>([&](auto reply) { return (*account).eraseAccount(password, std::move(reply)); });
    auto& output = session.output();
    if (output.json()) {
        output.value(boost::json::object{{"erased", before.email}, {"server", before.server}});
    } else {
        output.line(
            "The account " + oneLine(before.email) + " is erased, with all that " + before.server +
            " had of it. All that is here stays.");
    }
}

} // namespace

std::vector<Command> ownAccountCommands() {
    const Option secrets{
        "secrets", "FILE", "Keep the sign-in in this file instead of the keychain: whoever reads it is signed in."};
    return {
        {"account",
         "second-factor",
         "on|off",
         1,
         1,
         "Ask for a code at each sign-in, or no more.",
         "Turning it on shows a secret for an authenticator, asks for the code that this shows, and answers with the "
         "recovery codes. Turning it off wants the password, which is asked for, or taken from CAIRN_PASSWORD.",
         {{"begin", "", "With 'on': show the secret, and end."},
          {"code", "CODE", "With 'on': the code of the secret that --begin has shown."},
          secrets},
         Needs::Writing,
         secondFactor},
        {"account",
         "erase",
         "",
         0,
         0,
         "Erase the account with all that the server has of it. All that is here stays.",
         "Other computers keep what they have, and are signed out. The password is asked for, or taken from "
         "CAIRN_PASSWORD.",
         {{"for-ever", "", "Yes: nothing brings it back."}, secrets},
         Needs::Writing,
         erase},
    };
}

} // namespace cairn::cli
