#include "sync/simulation/world.h"

#include "core/events/catalogue.h"
#include "core/events/chain.h"
#include "core/events/event_codec.h"
#include "core/state/subject.h"
#include "sync/simulation/world_parts.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace cairn::simulation {

namespace {

constexpr const char* kToken = "token";

} // namespace

World::World(const Life& life, const std::filesystem::path& folder, std::ostream* story)
    : m_life(life)
    , m_folder(folder)
    , m_story(story)
    , m_names(static_cast<std::uint64_t>(life.seed))
    , m_key(events::SigningKey::fromSeed("k1", {1})) {
    std::filesystem::create_directories(folder);
    startServer();
}

World::~World() = default;

std::optional<Trouble> World::run() {
    for (const auto& happening : m_life.happenings) {
        m_now += happening.after;
        m_fate = static_cast<std::uint64_t>(happening.fate);
        happen(happening);
    }
    tell("--- all come to rest");
    if (!settle()) {
        return Trouble{End::restless, "they do not come to rest"};
    }
    upgradeAll();
    if (!settle()) {
        return Trouble{End::restless, "they do not come to rest when they are up to date"};
    }
    return look();
}

void World::happen(const Happening& happening) {
    const auto who = static_cast<std::size_t>(std::max<std::int64_t>(happening.who, 0));
    switch (happening.what) {
    case Kind::join:
        join(happening);
        return;
    case Kind::up:
    case Kind::down:
    case Kind::disconnect:
        if (!m_connections.empty()) {
            const auto connection = m_connections[who % m_connections.size()];
            if (happening.what == Kind::up) {
                deliverUp(*connection);
            } else if (happening.what == Kind::down) {
                deliverDown(*connection);
            } else {
                disconnect(connection);
            }
        }
        return;
    case Kind::commit:
    case Kind::crash_server:
    case Kind::snapshot:
    case Kind::back_up_server:
    case Kind::put_server_back:
    case Kind::say:
    case Kind::wait:
        happenToServer(happening);
        return;
    default:
        if (!m_computers.empty()) {
            happenTo(*m_computers[who % m_computers.size()], happening);
        }
    }
}

void World::happenTo(Computer& computer, const Happening& happening) {
    switch (happening.what) {
    case Kind::write:
        write(computer, happening.deeds);
        return;
    case Kind::connect:
        connect(computer);
        return;
    case Kind::restart:
        restart(computer);
        return;
    case Kind::crash:
        crash(computer);
        return;
    case Kind::upgrade:
        upgrade(computer);
        return;
    case Kind::copy:
        copyProfile(computer);
        return;
    case Kind::back_up:
        keepBackup(computer);
        return;
    case Kind::put_back:
        putBack(computer);
        return;
    case Kind::lose:
        lose(computer);
        return;
    default:
        return;
    }
}

// And to all, where time passes.
void World::happenToServer(const Happening& happening) {
    switch (happening.what) {
    case Kind::commit:
        commit();
        return;
    case Kind::crash_server:
        crashServer();
        return;
    case Kind::snapshot:
        makeSnapshot();
        return;
    case Kind::back_up_server:
        keepServerBackup();
        return;
    case Kind::put_server_back:
        putServerBack();
        return;
    case Kind::say:
        say(happening.deeds);
        return;
    default:
        for (const auto& each : m_computers) {
            if (each->session) {
                take(*each->connection, each->session->tick(m_now + each->skew));
            }
        }
    }
}

// One more computer, with a profile of its own.
void World::join(const Happening& happening) {
    if (m_computers.size() == kMostComputers) {
        return;
    }
    const auto number = std::to_string(m_joined++);
    auto computer = std::make_unique<Computer>();
    computer->name = "computer " + number;
    computer->folder = m_folder / ("profile-" + number);
    computer->skew = happening.skew;
    computer->old = happening.old;
    computer->open();
    tell(computer->name + " joins" + (happening.old ? " with an older program" : ""));
    m_computers.push_back(std::move(computer));
}

void World::write(Computer& computer, const std::vector<Deed>& deeds) {
    const auto earlier = everything(*computer.store);
    const auto unheardOf = computer.old ? olderProgram().unheardOf : store::Program().unheardOf;
    std::vector<store::Entry> entries;
    for (const auto& deed : deeds) {
        events::Draft draft{deed.subject, deed.type, static_cast<int>(deed.version), deed.payload};
        if (deed.undoes) {
            if (earlier.empty() || *deed.undoes < 0) {
                continue;
            }
            const auto& target = earlier[static_cast<std::size_t>(*deed.undoes) % earlier.size()];
            draft = events::draft(target.subject, events::EventUndone{target.ref.device, target.ref.seq});
        }
        if (!unheardOf.contains(draft.type)) {
            entries.push_back({std::move(draft), m_now + computer.skew});
        }
    }
    if (entries.empty()) {
        return;
    }
    for (const auto& event : must(computer.store->append(entries))) {
        ++m_written[markOf(event)];
        remember(computer, earlier, event);
        tell(
            computer.name + " writes " + event.ref.device.substr(0, 4) + "/" + std::to_string(event.ref.seq) + " " +
            event.type);
    }
    if (computer.session) {
        take(*computer.connection, computer.session->wrote(m_now + computer.skew));
    }
}

// Which edits of the same task somebody had seen who edits it.
void World::remember(Computer& computer, const std::vector<events::Event>& earlier, const events::Event& event) {
    const auto edits = [&](const events::Event& other) {
        return other.type == events::rowOf<events::TaskEdited>().type && other.subject == event.subject;
    };
    if (computer.skew > 0 || !edits(event)) {
        return;
    }
    auto& seen = m_seen[markOf(event)];
    for (const auto& other : earlier) {
        if (edits(other) && m_seen.contains(markOf(other))) {
            seen.insert(markOf(other));
        }
    }
}

// The server writes as a device of its own, and signs.
void World::say(const std::vector<Deed>& deeds) {
    const std::string device = std::string(engine::kServersDevice) + std::to_string(m_servers);
    const auto stream = std::string("server/") + kAccount;
    events::Event last;
    if (const auto end = m_log->end(device)) {
        last.ref.seq = end->seq;
        events::fromHex(end->link, last.link.data(), last.link.size());
    }
    engine::Batch batch{kAccount, device, stream, {}, {}};
    for (const auto& deed : deeds) {
        events::Event event;
        event.ref = {device, last.ref.seq + 1};
        event.hlc = m_said = base::HybridClock(m_said).tick(m_now);
        event.stream = stream;
        event.subject = deed.subject;
        event.type = deed.type;
        event.version = static_cast<int>(deed.version);
        event.payload = deed.payload;
        event.link = events::linkAfter(last.link, event);
        event.receipt = m_key.sign(event);
        batch.lines.push_back(events::encodeEvent(event));
        batch.events.push_back(event);
        last = std::move(event);
    }
    if (batch.events.empty()) {
        return;
    }
    const auto stored = m_log->append({batch});
    if (stored.front().reject) {
        throw std::runtime_error("the server cannot say more: " + stored.front().reject->message);
    }
    for (const auto& event : batch.events) {
        ++m_written[markOf(event)];
        tell("server says " + event.type + " of " + event.subject);
    }
    for (const auto& connection : std::vector(m_connections)) {
        take(*connection, connection->server->grown({stream}));
    }
}

void World::connect(Computer& computer) {
    if (computer.session) {
        return;
    }
    auto connection = std::make_shared<Connection>();
    connection->from = connection->computer = &computer;
    connection->server = std::make_unique<engine::ServerSession>(
        *m_log,
        engine::ServerSession::Settings{
            state::kFoldVersion, 0,
            [](const std::string& token) {
                return token == kToken ? std::optional<std::string>(kAccount) : std::nullopt;
            },
            [this] {
                return std::vector<events::AnnouncedKey>{{m_key.id(), events::toHex(m_key.publicKey()), {}, {}}};
            }});
    m_connections.push_back(connection);
    computer.connection = connection;
    computer.session = std::make_unique<engine::ClientSession>(
        *computer.replica,
        engine::ClientSession::Settings{kToken, computer.old ? olderProgram().fold : state::kFoldVersion, "server"});
    tell(computer.name + " connects");
    take(*connection, computer.session->open(m_now + computer.skew));
}

void World::deliverUp(Connection& connection) {
    if (connection.up.empty()) {
        return;
    }
    const auto frame = std::exchange(connection.up.front(), {});
    connection.up.pop_front();
    tell("server hears " + frame.substr(0, frame.find('\n')).substr(0, 160));
    take(connection, connection.server->heard(frame, m_now));
}

void World::deliverDown(Connection& connection) {
    if (connection.down.empty()) {
        return;
    }
    const auto frame = std::exchange(connection.down.front(), {});
    connection.down.pop_front();
    if (connection.computer == nullptr) {
        return; // it goes nowhere
    }
    auto& computer = *connection.computer;
    tell(computer.name + " hears " + frame.substr(0, frame.find('\n')).substr(0, 160));
    take(connection, computer.session->heard(frame, m_now + computer.skew));
}

// What is waiting is stored together, confirmed, and passed on.
void World::commit() {
    if (m_waiting.empty()) {
        return;
    }
    std::vector<engine::Batch> batches;
    std::vector<std::shared_ptr<Connection>> whose;
    std::vector<std::string> grown;
    for (auto& [connection, batch] : std::exchange(m_waiting, {})) {
        grown.push_back(batch.stream);
        batches.push_back(std::move(batch));
        whose.push_back(std::move(connection));
    }
    const auto stored = m_log->append(batches);
    tell("server stores " + std::to_string(stored.size()) + " pushes");
    for (std::size_t i = 0; i < stored.size(); ++i) {
        take(*whose[i], whose[i]->server->stored(stored[i]));
    }
    for (const auto& connection : std::vector(m_connections)) {
        take(*connection, connection->server->grown(grown));
    }
}

void World::take(Connection& connection, engine::Out out) {
    for (auto& frame : out.frames) {
        connection.up.push_back(std::move(frame));
    }
    if (out.close && connection.computer != nullptr) {
        auto& computer = *connection.computer;
        const auto& status = computer.session->status();
        tell(computer.name + " closes" + (status.trouble ? ": " + status.trouble->message : std::string()));
        if (status.phase == engine::ClientPhase::refused) {
            throw std::runtime_error(computer.name + " is refused: " + status.trouble->message);
        }
        drop(computer);
    }
}

void World::take(Connection& connection, engine::ServerOut out) {
    for (auto& frame : out.frames) {
        connection.down.push_back(std::move(frame));
    }
    const auto own = std::ranges::find(m_connections, &connection, &std::shared_ptr<Connection>::get);
    if (own == m_connections.end()) {
        return;
    }
    for (auto& batch : out.batches) {
        m_waiting.emplace_back(*own, std::move(batch));
    }
    if (out.close) {
        throw std::runtime_error("the server ends a session: " + connection.down.back());
    }
}

void World::startServer() {
    m_log.reset();
    m_log = std::make_unique<server::SqlLog>(server::openSqlite(m_folder / "server.db"));
}

void World::tell(const std::string& line) {
    if (m_story != nullptr) {
        *m_story << line << '\n';
    }
}

} // namespace cairn::simulation
