#include "app/cli/command.h"
#include "app/cli/json_views.h"
#include "app/cli/session.h"
#include "app/cli/table.h"
#include "core/events/described_json.h"
#include "core/events/event_codec.h"
#include "core/proof/did_key.h"
#include "core/proof/proof.h"

#include <fstream>

namespace cairn::cli {

namespace {

constexpr std::size_t kKeyFileBytes = 1 << 20;

std::string read(const std::string& file, std::size_t most) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        throw Failure{{base::ErrorCode::NotFound, "this file cannot be read", file}};
    }
    std::string text(most + 1, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(stream.gcount()));
    return text;
}

// What a server answers at /api/receipts/keys.
std::vector<events::AnnouncedKey> keysIn(const std::string& file) {
    const auto json = events::parseJson(read(file, kKeyFileBytes));
    const auto* object = json ? json->if_object() : nullptr;
    const auto* list = object != nullptr && object->contains("keys") ? &object->at("keys") : json ? &*json : nullptr;
    std::vector<events::AnnouncedKey> keys;
    if (list == nullptr || !events::fromJson(*list, keys)) {
        throw Failure{{base::ErrorCode::InvalidInput, "these are no keys of a server", file}};
    }
    return keys;
}

events::KeyRing pinnedBy(const Arguments& arguments) {
    events::KeyRing ring;
    for (const auto& key : arguments.texts("key")) {
        const auto equals = key.find('=');
        events::PublicKey open{};
        if (equals == std::string::npos || equals == 0 ||
            !events::fromHex(key.substr(equals + 1), open.data(), open.size())) {
            throw UsageError{"--key takes a key's id, = and its 64 digits", arguments.about()};
        }
        ring[key.substr(0, equals)] = open;
    }
    return ring;
}

void exportProof(Session& session, const Arguments& arguments) {
    auto keys = arguments.has("keys") ? keysIn(arguments.text("keys")) : std::vector<events::AnnouncedKey>();
    const auto document = session.ask<std::string>(
        [&](auto reply) { return session.profile().proof(std::move(keys), std::move(reply)); });
    if (arguments.operands().empty()) {
        session.output().line(document.substr(0, document.size() - 1)); // a line ends by itself
        return;
    }
    const auto& file = arguments.operand(0);
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    stream << document;
    stream.flush();
    if (!stream) {
        throw Failure{{base::ErrorCode::Io, "this file cannot be written", file}};
    }
    session.output().remark("written to " + file);
}

boost::json::object view(const proof::Statement& statement) {
    boost::json::array accounts;
    for (const auto& [platform, name] : statement.accounts) {
        accounts.push_back(boost::json::object{{"platform", word(platform)}, {"account", name}});
    }
    boost::json::array tasks;
    for (const auto& [task, verified, at] : statement.tasks) {
        tasks.push_back(boost::json::object{
            {"task", task},
            {"title", verified.title},
            {"problem", verified.problem},
            {"difficulty", verified.difficulty},
            {"platform", word(verified.platform)},
            {"account", verified.account},
            {"at", base::formatInstant(at)}});
    }
    return {
        {"learner", statement.learner},
        {"verified", decimal(statement.hundredths)},
        {"verifiedHundredths", statement.hundredths},
        {"accounts", std::move(accounts)},
        {"tasks", std::move(tasks)},
        {"at", base::formatInstant(statement.at)},
        {"issuer", boost::json::object{{"id", statement.issuer.id}, {"open", statement.issuer.open}}},
        {"trusted", statement.trusted},
    };
}

void verifyProof(Session& session, const Arguments& arguments) {
    const auto pinned = pinnedBy(arguments);
    const auto& file = arguments.operand(0);
    const auto statement = proof::verifyProof(read(file, proof::kDocumentBytes), pinned);
    if (!statement) {
        auto error = statement.error();
        error.place = file + (error.place.empty() ? "" : ":" + error.place);
        throw Failure{std::move(error)};
    }
    auto& output = session.output();
    if (output.json()) {
        output.value(view(*statement));
        return;
    }
    output.line(
        "Level " + decimal(statement->hundredths) + ", from " + std::to_string(statement->tasks.size()) +
        " receipts; every one of them fits.");
    for (const auto& [platform, name] : statement->accounts) {
        output.line("Account   " + word(platform) + " " + oneLine(name));
    }
    output.line("Signed by " + oneLine(statement->issuer.id) + "=" + statement->issuer.open);
    output.line(
        statement->trusted ? "That is, or follows from, a key that you gave."
                           : "Whose key that is was not checked: give the server's with --key, or anybody can have "
                             "made this.");
    Table table{"SIGNED", "DIFFICULTY", "PROBLEM", "TITLE"};
    for (const auto& [task, verified, at] : statement->tasks) {
        table.row(
            {base::formatInstant(at).substr(0, 10), std::to_string(verified.difficulty), verified.problem,
             verified.title});
    }
    table.print(output);
}

} // namespace

std::vector<Command> proofCommands() {
    return {
        {"proof",
         "export",
         "[FILE]",
         0,
         1,
         "Write the verified level with its receipts, for somebody else to check.",
         "The file names your accounts at the platforms that were asked, the problems that you solved there and when; "
         "it holds nothing else of the profile.",
         {{"keys", "FILE",
           "The server's keys as it gives them at /api/receipts/keys, so that who trusts an older key can follow."}},
         Needs::Reading,
         exportProof},
        {"proof",
         "verify",
         "FILE",
         1,
         1,
         "Check a level that somebody shows, without a server and without a profile.",
         "Computes the level from the receipts in the file, checks each of them, and names the first thing that is "
         "wrong.",
         {{"key", "ID=HEX", "A key of the server that you trust; several with commas.", true}},
         Needs::Nothing,
         verifyProof},
    };
}

} // namespace cairn::cli
