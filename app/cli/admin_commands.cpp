#include "app/cli/command.h"
#include "app/cli/failure.h"
#include "app/cli/platform.h"
#include "app/cli/server_data.h"
#include "app/cli/session.h"
#include "app/cli/table.h"
#include "core/base/text.h"
#include "core/store/writer_lock.h"
#include "sync/server/auth/account_store.h"
#include "sync/server/auth/password.h"
#include "sync/server/auth/seal.h"
#include "sync/server/auth/token_keys.h"
#include "sync/server/config/config.h"
#include "sync/server/database/schema.h"
#include "sync/server/jobs/job_store.h"
#include "sync/server/postgres/postgres_database.h"
#include "sync/server/verify/receipt_keys.h"

#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>

namespace cairn::cli {

namespace {

void listAccounts(Session& session, const Arguments& arguments) {
    ServerData data(arguments);
    server::AccountStore store(data.database());
    const auto text = arguments.operands().empty() ? std::string() : arguments.operand(0);
    const auto accounts = store.page(text, 0, 1'000);
    auto& output = session.output();
    if (output.json()) {
        boost::json::array all;
        for (const auto& account : accounts) {
            all.push_back(boost::json::object{
                {"id", account.id},
                {"email", account.email},
                {"name", account.name},
                {"role", boost::describe::enum_to_string(account.role, "")},
                {"confirmed", account.confirmed},
                {"suspended", account.suspended},
                {"secondFactor", account.secondFactor},
                {"created", account.created}});
        }
        output.value(all);
        return;
    }
    Table table{"E-MAIL", "NAME", "ROLE", "STATE", "CREATED"};
    for (const auto& account : accounts) {
        table.row(
            {oneLine(account.email), oneLine(account.name), boost::describe::enum_to_string(account.role, ""),
             account.suspended   ? "suspended"
             : account.confirmed ? "in order"
                                 : "not confirmed",
             base::formatInstant(account.created)});
    }
    table.print(output);
}

// Changes an account in one transaction, and says what was done.
void change(
    Session& session, const Arguments& arguments, const std::string& done,
    const std::function<void(server::AccountStore&, server::AccountRecord&)>& apply) {
    ServerData data(arguments);
    server::AccountStore store(data.database());
    server::Transaction transaction(data.database());
    auto record = store.byEmail(arguments.operand(0));
    if (!record) {
        throw Failure{{base::ErrorCode::NotFound, "there is no account " + arguments.operand(0)}};
    }
    apply(store, *record);
    store.change(*record);
    transaction.commit();
    session.output().line(done + " " + oneLine(record->account.email));
}

void confirm(Session& session, const Arguments& arguments) {
    change(session, arguments, "confirmed", [](auto&, auto& record) { record.account.confirmed = true; });
}

void suspend(Session& session, const Arguments& arguments) {
    const bool off = arguments.has("off");
    change(session, arguments, off ? "no longer suspended:" : "suspended", [&](auto& store, auto& record) {
        record.account.suspended = !off;
        store.endSignIns(record.account.id);
    });
}

void setRole(Session& session, const Arguments& arguments) {
    server::Role role{};
    if (!boost::describe::enum_from_string(arguments.operand(1).c_str(), role)) {
        throw UsageError{"a role is learner, instructor or admin", arguments.about()};
    }
    change(session, arguments, arguments.operand(1) + ":", [&](auto& store, auto& record) {
        record.account.role = role;
        store.endSignIns(record.account.id); // tokens tell a role
    });
}

void setPassword(Session& session, const Arguments& arguments) {
    auto password = environment("CAIRN_PASSWORD");
    if (!password) {
        password = readSecret("New password: ");
    }
    if (!password) {
        throw Failure{{base::ErrorCode::InvalidInput, "no password: type it, or set CAIRN_PASSWORD"}};
    }
    if (const auto troubles = server::passwordTroubles(*password, arguments.operand(0)); !troubles.empty()) {
        throw Failure{{base::ErrorCode::InvalidInput, "this password " + base::joinNames(troubles)}};
    }
    const auto hash = server::hashPassword(*password);
    change(session, arguments, "new password, and signed out everywhere:", [&](auto& store, auto& record) {
        record.password = hash;
        store.endSignIns(record.account.id);
    });
}

void signOut(Session& session, const Arguments& arguments) {
    change(session, arguments, "signed out everywhere:", [](auto& store, auto& record) {
        store.endSignIns(record.account.id);
    });
}

void rotateKeys(Session& session, const Arguments& arguments) {
    ServerData data(arguments);
    const server::Seal seal(data.masterKey());
    const auto now = session.clock().now() / 1000;
    server::TokenKeys keys(data.database(), seal, now);
    server::Transaction transaction(data.database());
    keys.rotate(data.database(), seal, now);
    server::AccountStore(data.database()).moveRevision(); // a server that runs reads them
    transaction.commit();
    session.output().line("A new key signs access tokens from now on. Those that are out stay good until they end.");
}

void rotateReceiptKeys(Session& session, const Arguments& arguments) {
    ServerData data(arguments);
    const server::Seal seal(data.masterKey());
    const auto now = session.clock().now();
    server::ReceiptKeys keys(data.database(), seal, now);
    server::Transaction transaction(data.database());
    keys.rotate(data.database(), seal, now);
    server::AccountStore(data.database()).moveRevision(); // a server that runs reads them
    transaction.commit();
    session.output().line("A new key signs receipts from now on: " + keys.announced().back().id);
    session.output().line("The one before vouches for it, so that devices follow; what older ones signed stays good.");
}

void deadJobs(Session& session, const Arguments& arguments) {
    ServerData data(arguments);
    const auto dead = server::JobStore(data.database()).deadLetters(0, 1'000);
    auto& output = session.output();
    if (output.json()) {
        boost::json::array all;
        for (const auto& job : dead) {
            all.push_back(boost::json::object{
                {"id", job.id},
                {"queue", job.queue},
                {"kind", job.kind},
                {"attempts", job.attempts},
                {"ended", job.ended},
                {"trouble", job.trouble}});
        }
        output.value(all);
        return;
    }
    Table table{"ID", "KIND", ">ATTEMPTS", "GIVEN UP", "WHY"};
    for (const auto& job : dead) {
        table.row(
            {job.id, job.kind, std::to_string(job.attempts), base::formatInstant(job.ended), oneLine(job.trouble)});
    }
    table.print(output);
}

void retryJob(Session& session, const Arguments& arguments) {
    ServerData data(arguments);
    if (!server::JobStore(data.database()).retry(arguments.operand(0), session.clock().now())) {
        throw Failure{{base::ErrorCode::NotFound, "no such job was given up"}};
    }
    session.output().line("It is tried again.");
}

// Whether a file is a server's database that holds together.
void checkBackup(const std::filesystem::path& file) {
    if (!std::filesystem::exists(file)) {
        throw Failure{{base::ErrorCode::NotFound, "there is no such file", file.string()}};
    }
    const auto found = store::guarded([&] {
        store::Database database(file, store::Access::read);
        return database.text("PRAGMA integrity_check") == "ok" && database.number("SELECT form FROM schema_form") > 0;
    });
    if (!found || !*found) {
        throw Failure{{base::ErrorCode::Corrupt, "this is no backup of a server, or a damaged one", file.string()}};
    }
}

void refusePostgres(const ServerData& data) {
    if (data.postgres()) {
        throw Failure{
            {base::ErrorCode::Unsupported, "this server keeps its data in PostgreSQL: use pg_dump and pg_restore"}};
    }
}

void backup(Session& session, const Arguments& arguments) {
    ServerData data(arguments);
    refusePostgres(data);
    const std::filesystem::path file = arguments.operand(0);
    if (std::filesystem::exists(file)) {
        throw Failure{{base::ErrorCode::Refused, "this file is there already", file.string()}};
    }
    const auto part = file.string() + ".part";
    std::filesystem::remove(part);
    data.database().sql() << "VACUUM INTO :file", soci::use(part);
    checkBackup(part);
    std::filesystem::rename(part, file);
    session.output().line("The database is in " + file.string() + ", and was read back.");
    session.output().line("Keep a copy of " + data.masterKey().string() + " elsewhere: it opens what is sealed in it.");
}

// Devices have what the server wrote since that backup as a device of its own, and bring it back. It goes on under new
// names: what it wrote now under the old ones would be other events of the same numbers.
void forgetNames(const std::filesystem::path& file) {
    const auto database = server::openSqlite(file);
    server::migrate(*database);
    database->sql() << "DELETE FROM notary";
}

void restore(Session& session, const Arguments& arguments) {
    ServerData data(arguments);
    refusePostgres(data);
    const std::filesystem::path from = arguments.operand(0);
    checkBackup(from);
    const auto lock = store::WriterLock::tryAcquire(data.folder() / "cairnd.lock");
    if (!lock || !*lock) {
        throw Failure{{base::ErrorCode::Refused, "the server runs: stop it first"}};
    }
    const auto database = data.folder() / "server.db";
    const auto fresh = data.folder() / "server.db.new";
    std::filesystem::copy_file(from, fresh, std::filesystem::copy_options::overwrite_existing);
    forgetNames(fresh);
    for (const char* part : {"", "-wal", "-shm"}) {
        const auto old = database.string() + part;
        if (std::filesystem::exists(old)) {
            std::filesystem::rename(old, data.folder() / (std::string("before-restore.db") + part));
        }
    }
    std::filesystem::rename(fresh, database);
    std::filesystem::remove_all(data.folder() / "desks"); // made anew from the log
    session.output().line("Restored. What was there is in before-restore.db; devices send again what is missing.");
}

} // namespace

std::vector<Command> adminCommands() {
    const Option data{"data", "DIR", "The server's data folder."};
    const Option config{"config", "FILE", "The server's configuration."};
    const auto row = [&](const char* name, const char* operands, std::size_t fewest, std::size_t most,
                         const char* summary, const char* details, void (*run)(Session&, const Arguments&)) {
        return Command{"admin", name, operands, fewest, most, summary, details, {data, config}, Needs::Nothing, run};
    };
    std::vector<Command> commands{
        row("accounts", "[TEXT]", 0, 1, "List accounts, or those whose address has TEXT.", "", listAccounts),
        row("confirm", "EMAIL", 1, 1, "Confirm an account, which can then be used.", "", confirm),
        row("role", "EMAIL ROLE", 2, 2, "Make somebody learner, instructor or admin.", "They sign in again.", setRole),
        row("suspend", "EMAIL", 1, 1, "Suspend an account and sign it out everywhere.", "", suspend),
        row("password", "EMAIL", 1, 1, "Give an account a new password.",
            "It is asked for, or taken from CAIRN_PASSWORD.", setPassword),
        row("sign-out", "EMAIL", 1, 1, "Sign an account out everywhere.", "", signOut),
        row("rotate-keys", "", 0, 0, "Sign access tokens with a new key from now on.", "", rotateKeys),
        row("rotate-receipts", "", 0, 0, "Sign receipts with a new key from now on.", "", rotateReceiptKeys),
        row("jobs", "", 0, 0, "List the jobs that were given up.", "", deadJobs),
        row("retry", "ID", 1, 1, "Try such a job once more.", "", retryJob),
        row("tools", "", 0, 0, "Ask the servers of tools that the configuration names what they offer.",
            "With --sign-in: says which page to visit in a browser of this computer, and waits for it to come back.",
            askToolServers),
        row("backup", "FILE", 1, 1, "Copy the database, also of a server that runs.", "", backup),
        row("restore", "FILE", 1, 1, "Put a backup back. The server must not run.", "", restore),
    };
    commands[3].options.push_back({"off", "", "Let it be used again."});
    const auto tools = std::ranges::find(commands, "tools", &Command::name);
    tools->options.push_back({"sign-in", "NAME", "Sign in at one of them, for the server to be let in there."});
    tools->options.push_back({"port", "PORT", "Where the browser comes back to; else any that is free."});
    return commands;
}

} // namespace cairn::cli
