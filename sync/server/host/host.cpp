#include "sync/server/host/host.h"

#include "core/state/subject.h"
#include "core/store/random_id.h"
#include "core/store/writer_lock.h"
#include "sync/server/api/auth_routes.h"
#include "sync/server/api/callback_routes.h"
#include "sync/server/api/connection_routes.h"
#include "sync/server/api/gate.h"
#include "sync/server/api/job_routes.h"
#include "sync/server/api/pages.h"
#include "sync/server/api/path_routes.h"
#include "sync/server/api/profile_routes.h"
#include "sync/server/api/receipt_routes.h"
#include "sync/server/api/server_routes.h"
#include "sync/server/api/task_routes.h"
#include "sync/server/connections/connection_jobs.h"
#include "sync/server/connections/desk_side.h"
#include "sync/server/connections/figures_job.h"
#include "sync/server/connections/import_job.h"
#include "sync/server/connections/revoke_job.h"
#include "sync/server/connections/tell_job.h"
#include "sync/server/database/schema.h"
#include "sync/server/database/sqlite_syncs.h"
#include "sync/server/desk/desks.h"
#include "sync/server/host/erasure_job.h"
#include "sync/server/host/platform_answered.h"
#include "sync/server/host/snapshot_job.h"
#include "sync/server/host/upkeep.h"
#include "sync/server/http/http_server.h"
#include "sync/server/hub/hub.h"
#include "sync/server/log/sql_log.h"
#include "sync/server/mail/mail_job.h"
#include "sync/server/postgres/postgres_database.h"
#include "sync/server/verify/notary.h"
#include "sync/server/verify/receipt_keys.h"
#include "sync/server/verify/verification_job.h"

#include <algorithm>
#include <stdexcept>

namespace cairn::server {

namespace {

constexpr const char* kSocketPath = "/api/sync";
constexpr const char* kSubprotocol = "cairn.sync.v1";
constexpr const char* kDocumentationServer = "context7"; // among those of tools

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
    return settings;
}

HttpSettings httpSettings(const Config& config) {
    HttpSettings settings;
    settings.address = config.address;
    settings.port = static_cast<std::uint16_t>(config.port);
    if (!config.certificate.empty()) {
        settings.tls = TlsFiles{config.certificate, config.key};
    }
    settings.behindProxy = config.behindProxy;
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

} // namespace

// In the order in which they are made; they end the other way round.
struct Host::Parts {
    Parts(const Config& config, const base::Clock& clock)
        : log(config.logLevel)
        , folder(dataFolder(config))
        , lock(lockFolder(folder))
        , open(opener(config, folder))
        , seal(config.masterKey.empty() ? folder / "master.key" : std::filesystem::path(config.masterKey))
        , accounts(openMigrated(open), seal, accountSettings(config, clock))
        , keysDatabase(open())
        , receiptKeys(*keysDatabase, seal, clock.now())
        , hub(std::make_unique<SqlLog>(open(), followUp(clock)), hubSettings(config, clock))
        , desks(
              folder / "desks", [this] { return receiptKeys.ring(); }, hub, clock)
        , notary(open(), hub, receiptKeys, clock.now)
        , tools(
              config.toolServers, clock.now,
              [this](const std::string& what) { log.warning("tools_trouble", {{"what", what}}); }, platformAnswered)
        , validator(validatorSettings(config, clock))
        , connections(open(), seal, connectionSettings(config, clock))
        , verification(
              {desks, notary, open,
               [this](
                   const std::string& server, const std::string& tool, const boost::json::object& arguments,
                   const std::stop_token& stop) { return tools.call(server, tool, arguments, stop); },
               clock.now})
        , gate(Router(routes(config, clock)), accounts, gateLimits(config), log, metrics, clock.now)
        , http(
              httpSettings(config),
              {.answer = [this](Request& request) { return gate.answer(request); },
               .meet = [this](const std::shared_ptr<Peer>& peer) { return hub.meet(peer); },
               .trouble = [this](const std::string& what) { log.warning("connection_trouble", {{"what", what}}); },
               .newId = [] { return store::randomId(); },
               .quiet = [this] { hub.settle(); }})
        , orphans(releaseOrphans(config, clock))
        , jobs(open, jobSettings(config, clock))
        , upkeep(chores(clock)) {
        desksReady = &desks;
        jobsReady = &jobs;
        accounts.setErase([this](const std::string& account) {
            desks.erase(account);
            hub.erase(account);
            connections.eraseAll(account);
        });
        watch();
    }

    ~Parts() {
        jobsReady = nullptr;
        hub.settle(); // nobody nudges any more
    }

    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;

    Hub::Settings hubSettings(const Config& config, const base::Clock& clock) {
        return {
            {state::kFoldVersion, 0,
             [this](const std::string& token) -> std::optional<std::string> {
                 if (const auto* ready = desksReady.load()) {
                     if (auto account = ready->accountOf(token)) {
                         return account;
                     }
                 }
                 const auto caller = accounts.caller(token);
                 return caller ? std::optional(caller->account) : std::nullopt;
             },
             [this] { return receiptKeys.announced(); }},
            clock.now,
            std::chrono::seconds(config.handshake),
            [this](const std::string& what) { log.error("log_trouble", {{"what", what}}); }};
    }

    ConnectionSettings connectionSettings(const Config& config, const base::Clock& clock) {
        ConnectionSettings settings;
        settings.now = clock.now;
        settings.ask = askPlatform();
        for (const auto& server : config.toolServers) {
            settings.servers.insert(server.name);
        }
        settings.providers = config.signInProviders;
        settings.publicUrl = config.publicUrl;
        settings.nudge = nudge();
        settings.trouble = [this](const std::string& what) { log.warning("sign_in_trouble", {{"what", what}}); };
        return settings;
    }

    PlanValidator::Settings validatorSettings(const Config& config, const base::Clock& clock) {
        PlanValidator::Settings settings;
        settings.now = clock.now;
        if (std::ranges::find(config.toolServers, kDocumentationServer, &ToolServerConfig::name) !=
            config.toolServers.end()) {
            settings.ask =
                [this](const std::string& tool, const boost::json::object& arguments, const std::stop_token& stop) {
                    return tools.call(kDocumentationServer, tool, arguments, stop);
                };
        }
        return settings;
    }

    AskPlatform askPlatform() {
        return [this](
                   const std::string& server, const std::string& tool, const boost::json::object& arguments,
                   const std::stop_token& stop) { return tools.call(server, tool, arguments, stop); };
    }

    std::function<void()> nudge() {
        return [this] {
            if (auto* ready = jobsReady.load()) {
                ready->nudge();
            }
        };
    }

    Announce announce() {
        return [this](
                   const std::string& account, const std::vector<events::Draft>& drafts,
                   base::Hlc after) -> base::Expected<void> {
            const auto written = notary.append({account, notary.streamOf(account), drafts, after, {}});
            return written ? base::Expected<void>() : std::unexpected(written.error());
        };
    }

    // What follows from stored events has its job.
    FollowUp followUp(const base::Clock& clock) {
        return {
            [this, now = clock.now](Database& database, const engine::Batch& batch, std::size_t fresh) {
                const bool claims = enqueueClaims(database, batch, fresh, now());
                const bool erasures = enqueueErasures(database, batch, fresh, now());
                enqueued = claims || erasures || enqueued;
            },
            [this] {
                if (auto* ready = jobsReady.load(); std::exchange(enqueued, false) && ready != nullptr) {
                    ready->nudge();
                }
            }};
    }

    // Of a SQLite database this is the only server: what ran when the last one ended need not wait for its lease.
    bool releaseOrphans(const Config& config, const base::Clock& clock) {
        if (config.postgresql.empty()) {
            JobStore(*keysDatabase).releaseAll(clock.now());
        }
        return true;
    }

    std::vector<Route> routes(const Config& config, const base::Clock& clock) {
        const ServerFacts facts{CAIRN_VERSION, config.registration, config.confirm, !config.mailUrl.empty()};
        auto all = authRoutes(accounts, clock.now);
        for (auto& more :
             {taskRoutes(desks, clock.now), jobRoutes(open, clock.now), pageRoutes(accounts),
              pathRoutes(desks, validator, clock.now), connectionRoutes(connections, clock.now),
              callbackRoutes(connections), profileRoutes(connections, desks, clock.now),
              receiptRoutes([this] { return receiptKeys.announced(); }, clock.now),
              serverRoutes(facts, accounts, metrics, tools, open, clock.now)}) {
            all.insert(all.end(), more.begin(), more.end());
        }
        all.push_back(documentRoute(all, CAIRN_VERSION));
        return all;
    }

    JobRunner::Settings jobSettings(const Config& config, const base::Clock& clock) {
        JobRunner::Settings settings;
        settings.queues[kErasureQueue] = 1;
        settings.kinds[kErasureKind] = erasureKind(desks, open);
        settings.queues[kSnapshotQueue] = 1;
        settings.kinds[kSnapshotKind] = snapshotKind(desks, open);
        settings.queues[kTellQueue] = 1;
        settings.kinds[kTellKind] = tellKind(open, announce(), nudge(), clock.now);
        settings.queues[kAnalyticsQueue] = 3;
        settings.kinds[kRevokeKind] = revokeKind(connections);
        const ConnectionJobs forConnections{
            open, askPlatform(), announce(), clock.now,
            [this](const std::string& account, events::Platform platform, const std::stop_token& stop) {
                connections.lookAgain(account, platform, stop);
            }};
        settings.kinds[kFiguresKind] = figuresKind(forConnections, [this](const std::string& account) {
            const auto desk = desks.of(account);
            desk->catchUp(); // what is not here yet counts next time
            return repositoriesAt(*desk);
        });
        settings.kinds[kImportKind] = importKind(forConnections, desks);
        settings.queues[kVerificationQueue] = static_cast<int>(config.verifications);
        settings.kinds[kVerificationKind] = verificationKind(verification);
        if (!config.mailUrl.empty()) {
            settings.queues[kNotificationQueue] = 2;
            settings.kinds[kMailKind] = mailKind(
                {.url = config.mailUrl,
                 .user = config.mailUser,
                 .password = config.mailPassword,
                 .from = config.mailFrom});
        }
        settings.now = clock.now;
        settings.trouble = [this](const std::string& what) { log.error("job_trouble", {{"what", what}}); };
        settings.grace = 3'000;
        return settings;
    }

    std::vector<Upkeep::Chore> chores(const base::Clock& clock) {
        using namespace std::chrono_literals;
        const auto guarded = [this](const char* what, std::function<void()> work) {
            return [this, what, work = std::move(work)] {
                try {
                    work();
                } catch (const std::exception& trouble) {
                    log.error(what, {{"what", trouble.what()}});
                }
            };
        };
        return {
            // A sign-in that ended, here or at another server, ends what it has open.
            {500ms, guarded(
                        "revision_trouble",
                        [this] {
                            if (const auto now = accounts.revision(); now != revision) {
                                revision = now;
                                accounts.reloadKeys();
                                if (receiptKeys.reload(*keysDatabase, seal)) {
                                    hub.greetAgain(); // what is signed from now on is to be known
                                }
                                hub.lookAgain();
                            }
                        })},
            {1s, [this] { hub.dropStrangers(); }},
            {30s, [this] { hub.lookAgain(); }}, // tokens end by themselves
            {10min, guarded(
                        "sweep_trouble",
                        [this, now = clock.now] {
                            accounts.sweep();
                            const auto database = open();
                            JobStore(*database).sweep(now());
                        })},
            {60s, [this] { desks.closeIdle(); }},
            {60s, guarded("connections_trouble", [this] { connections.upkeep(); })},
            {60s, [this] { tools.closeIdle(); }},
            {60s, guarded(
                      "snapshot_trouble",
                      [this, now = clock.now] {
                          if (enqueueSnapshots(open, now())) {
                              jobs.nudge();
                          }
                      })},
        };
    }

    void watch() {
        const auto& counts = hub.counts();
        const auto number = [](const std::atomic<std::int64_t>& count) {
            return [&count] { return static_cast<double>(count.load()); };
        };
        metrics.watch("cairn_sync_sessions", "Devices that are connected.", number(counts.sessions));
        metrics.watch("cairn_sync_events_stored", "Events stored since the start.", number(counts.events));
        metrics.watch("cairn_sync_frames_sent", "Messages sent to devices since the start.", number(counts.frames));
        metrics.watch("cairn_sync_commits", "Commits of the log since the start.", number(counts.commits));
        metrics.watch("cairn_sync_rejects", "Pushes refused since the start.", number(counts.rejects));
        metrics.watch("cairn_sync_troubles", "Commits and reads that failed since the start.", number(counts.troubles));
        metrics.watch("cairn_database_syncs", "Times that SQLite had files brought to the disk.", [] {
            return static_cast<double>(sqliteSyncs());
        });
        metrics.watch("cairn_http_connections", "Connections that are open.", [this] {
            return static_cast<double>(http.connections());
        });
    }

    Log log;
    std::filesystem::path folder;
    std::unique_ptr<store::WriterLock> lock; // one server a folder
    OpenDatabase open;
    Seal seal;
    Metrics metrics{};
    std::atomic<std::int64_t> revision = 0;
    std::atomic<const Desks*> desksReady = nullptr; // the hub is made before them
    std::atomic<JobRunner*> jobsReady = nullptr;
    bool enqueued = false; // in the transaction that is open; on the hub's thread
    Accounts accounts;
    std::unique_ptr<Database> keysDatabase; // of the chore that looks whether there is a new one
    ReceiptKeys receiptKeys;
    Hub hub;
    Desks desks;
    Notary notary;
    ToolServers tools;
    PlanValidator validator;
    Connections connections;
    VerificationJob verification;
    Gate gate;
    HttpServer http;
    bool orphans = false;
    JobRunner jobs;
    Upkeep upkeep;
};

Host::Host(const Config& config, const base::Clock& clock)
    : m_parts(std::make_unique<Parts>(config, clock)) {
    const bool tls = !config.certificate.empty();
    m_parts->log.info(
        "started", {{"version", CAIRN_VERSION},
                    {"address", config.address},
                    {"port", m_parts->http.port()},
                    {"tls", tls},
                    {"database", config.postgresql.empty() ? "sqlite" : "postgresql"}});
    const bool v6 = config.address.find(':') != std::string::npos;
    m_url = std::string(tls ? "https://" : "http://") + (v6 ? "[" + config.address + "]" : config.address) + ":" +
            std::to_string(m_parts->http.port());
}

Host::~Host() {
    stop();
}

bool Host::empty() const {
    return m_parts->accounts.empty();
}

const Log& Host::log() const {
    return m_parts->log;
}

void Host::reload() {
    try {
        m_parts->http.reloadTls();
        m_parts->log.info("certificate_read");
    } catch (const std::exception& trouble) {
        m_parts->log.error("certificate_trouble", {{"what", trouble.what()}});
    }
}

void Host::stop() {
    if (!std::exchange(m_stopped, true)) {
        m_parts->validator.stop();
        m_parts->hub.settle(); // confirmations go out before the connections end
        m_parts->http.stop();
        m_parts->log.info("stopped");
    }
}

} // namespace cairn::server
