#include "sync/server/host/parts.h"

#include "core/state/subject.h"
#include "core/store/random_id.h"
#include "sync/server/api/auth_routes.h"
#include "sync/server/api/callback_routes.h"
#include "sync/server/api/connection_routes.h"
#include "sync/server/api/job_routes.h"
#include "sync/server/api/pages.h"
#include "sync/server/api/path_routes.h"
#include "sync/server/api/profile_routes.h"
#include "sync/server/api/receipt_routes.h"
#include "sync/server/api/server_routes.h"
#include "sync/server/api/task_routes.h"
#include "sync/server/auth/sealed_files.h"
#include "sync/server/host/erasure_job.h"
#include "sync/server/host/platform_answered.h"
#include "sync/server/host/watched.h"

#include <algorithm>

namespace cairn::server {

namespace {

constexpr const char* kDocumentationServer = "context7"; // among those of tools

} // namespace

Host::Parts::Parts(const Config& config, const base::Clock& clock)
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
          [this](const std::string& what) { log.warning("tools_trouble", {{"what", what}}); }, platformAnswered,
          signInsAt(folder / kSignInFolder))
    , slow(std::make_shared<SlowRequests>(static_cast<unsigned>(config.workers)))
    , validator(validatorSettings(config, clock))
    , connections(open(), seal, connectionSettings(config, clock))
    , verification({desks, notary, open, askPlatform(), clock.now})
    , gate(Router(routes(config, clock)), accounts, gateLimits(config), log, metrics, clock.now)
    , http(
          httpSettings(config),
          {.answer = [this](Request& request) { return gate.answer(request); },
           .meet = [this](const std::shared_ptr<Peer>& peer) { return hub.meet(peer); },
           .trouble = [this](const std::string& what) { log.warning("connection_trouble", {{"what", what}}); },
           .newId = [] { return store::randomId(); },
           .quiet = [this] { hub.settle(); }})
    , orphans(releaseOrphans(config, clock))
    , scrub(open, clock.now)
    , jobs(open, jobSettings(config, clock))
    , upkeep(chores(clock)) {
    desksReady = &desks;
    jobsReady = &jobs;
    accounts.setErased(nudge());
    watch(metrics, {hub, http, open, log});
}

Host::Parts::~Parts() {
    jobsReady = nullptr;
    hub.settle(); // nobody nudges any more
}

Hub::Settings Host::Parts::hubSettings(const Config& config, const base::Clock& clock) {
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

ConnectionSettings Host::Parts::connectionSettings(const Config& config, const base::Clock& clock) {
    ConnectionSettings settings;
    settings.now = clock.now;
    settings.ask = askPlatform();
    for (const auto& server : config.toolServers) {
        settings.servers.insert(server.name);
    }
    settings.providers = config.signInProviders;
    settings.publicUrl = config.publicUrl;
    settings.slow = slow;
    settings.ending = ending.get_token();
    settings.nudge = nudge();
    settings.trouble = [this](const std::string& what) { log.warning("sign_in_trouble", {{"what", what}}); };
    return settings;
}

PlanValidator::Settings Host::Parts::validatorSettings(const Config& config, const base::Clock& clock) {
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

AskPlatform Host::Parts::askPlatform() {
    const AskPlatform call = [this](
                                 const std::string& server, const std::string& tool,
                                 const boost::json::object& arguments,
                                 const std::stop_token& stop) { return tools.call(server, tool, arguments, stop); };
    return [this, call](
               const std::string& server, const std::string& tool, const boost::json::object& arguments,
               const std::stop_token& stop) { return pace.ask(call, server, tool, arguments, stop); };
}

std::function<void()> Host::Parts::nudge() {
    return [this] {
        if (auto* ready = jobsReady.load()) {
            ready->nudge();
        }
    };
}

Announce Host::Parts::announce() {
    return [this](
               const std::string& account, const std::vector<events::Draft>& drafts, base::Hlc after,
               const std::optional<Unsaid>& unsaid) -> base::Expected<void> {
        Notary::Order order{account, Notary::streamOf(account), drafts, after, {}};
        if (unsaid) {
            order.unless = Notary::Unless{unsaid->subjects, unsaid->since};
        }
        const auto written = notary.append(order);
        return written ? base::Expected<void>() : std::unexpected(written.error());
    };
}

FollowUp Host::Parts::followUp(const base::Clock& clock) {
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

bool Host::Parts::releaseOrphans(const Config& config, const base::Clock& clock) {
    if (config.postgresql.empty()) {
        JobStore(*keysDatabase).releaseAll(clock.now());
    }
    return true;
}

std::vector<Route> Host::Parts::routes(const Config& config, const base::Clock& clock) {
    const ServerFacts facts{CAIRN_VERSION, config.registration, config.confirm, !config.mailUrl.empty()};
    auto all = authRoutes(accounts, clock.now);
    for (auto& more :
         {taskRoutes(desks, open, clock.now), jobRoutes(open, clock.now), pageRoutes(accounts),
          pathRoutes(desks, validator, *slow, clock.now), connectionRoutes(connections, clock.now),
          callbackRoutes(connections), profileRoutes(connections, desks, clock.now),
          receiptRoutes([this] { return receiptKeys.announced(); }, clock.now),
          serverRoutes(facts, accounts, metrics, tools, open, clock.now)}) {
        all.insert(all.end(), more.begin(), more.end());
    }
    all.push_back(documentRoute(all, CAIRN_VERSION));
    return all;
}

ToolSignIns Host::Parts::signInsAt(const std::filesystem::path& place) {
    const auto files = std::make_shared<const SealedFiles>(seal, place);
    return {
        .load = [files](const std::string& server) { return files->read(server); },
        .keep =
            [this, files](const std::string& server, const std::string& made) {
                try {
                    files->write(server, made);
                } catch (const std::exception& trouble) {
                    log.error("sign_in_not_kept", {{"what", trouble.what()}});
                }
            }};
}

} // namespace cairn::server
