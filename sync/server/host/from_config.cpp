#include "sync/server/host/from_config.h"

#include "sync/server/config/safe_address.h"
#include "sync/server/database/schema.h"
#include "sync/server/host/erasure_job.h"
#include "sync/server/mail/mail_job.h"
#include "sync/server/postgres/postgres_database.h"
#include "sync/wire/frame.h"

#include <stdexcept>

namespace cairn::server {

namespace {

constexpr const char* kSocketPath = "/api/sync";
constexpr const char* kSubprotocol = "cairn.sync.v1";

} // namespace

std::filesystem::path dataFolder(const Config& config) {
    const std::filesystem::path folder = config.data;
    std::filesystem::create_directories(folder);
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
    return folder;
}

std::unique_ptr<store::WriterLock> lockFolder(const std::filesystem::path& folder) {
    auto lock = store::WriterLock::tryAcquire(folder / "cairnd.lock");
    if (!lock) {
        throw std::runtime_error(folder.string() + ": " + lock.error().message);
    }
    if (!*lock) {
        throw std::runtime_error("another cairnd keeps its data in " + folder.string());
    }
    return std::move(*lock);
}

OpenDatabase opener(const Config& config, const std::filesystem::path& folder) {
    if (!config.postgresql.empty()) {
        return [connection = config.postgresql] { return openPostgres(connection); };
    }
    return [file = folder / "server.db"] { return openSqlite(file); };
}

// With the tables in the newest form.
std::unique_ptr<Database> openMigrated(const OpenDatabase& open) {
    auto database = open();
    try {
        migrate(*database);
    } catch (const store::Abandon& abandon) {
        throw std::runtime_error(abandon.error.message);
    }
    return database;
}

AccountSettings accountSettings(const Config& config, const base::Clock& clock) {
    using Confirm = AccountSettings::Confirm;
    AccountSettings settings;
    settings.confirm = config.confirm == "mail"   ? Confirm::mail
                       : config.confirm == "none" ? Confirm::none
                                                  : Confirm::admin;
    settings.registration = config.registration;
    settings.publicUrl = config.publicUrl;
    settings.logins.rate = config.logins;
    settings.now = clock.now;
    if (!config.mailUrl.empty()) {
        settings.send = mailOutbox(clock.now);
    }
    settings.eraseRest = [now = clock.now](Database& database, const std::string& account) {
        enqueueAccountErasure(database, account, now());
    };
    return settings;
}

// The pages that may be on their way to a device are no reason to drop it.
static_assert(engine::ServerSession::kCreditsMost * wire::kFrameBytes < HttpLimits{}.queuedBytes);

HttpSettings httpSettings(const Config& config) {
    HttpSettings settings;
    settings.address = config.address;
    settings.port = static_cast<std::uint16_t>(config.port);
    if (!config.certificate.empty()) {
        settings.tls = TlsFiles{config.certificate, config.key};
    }
    settings.behindProxy = config.behindProxy;
    settings.atHome = config.publicUrl.empty() || namesThisComputer(config.publicUrl);
    settings.socketPath = kSocketPath;
    settings.subprotocol = kSubprotocol;
    settings.threads = static_cast<unsigned>(config.threads);
    settings.workers = static_cast<unsigned>(config.workers);
    settings.limits.connections = static_cast<std::size_t>(config.connections);
    settings.limits.perAddress = static_cast<std::size_t>(config.perAddress);
    settings.limits.handshake = std::chrono::seconds(config.handshake);
    return settings;
}

Gate::Limits gateLimits(const Config& config) {
    return {
        {.rate = config.perMinute, .window = 60'000, .burst = config.perMinute + config.burst},
        {.rate = config.anonymousPerMinute,
         .window = 60'000,
         .burst = config.anonymousPerMinute + config.anonymousBurst}};
}

} // namespace cairn::server
