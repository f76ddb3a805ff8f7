#include "sync/simulation/world.h"

#include "core/state/subject.h"
#include "sync/simulation/happenings.h"
#include "sync/simulation/world_parts.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace cairn::simulation {

namespace {

constexpr base::Millis kSecond = 1'000;
constexpr base::Millis kDay = kSecond * 24 * 3'600;
constexpr base::Millis kYear = 365 * kDay;
constexpr const char* kToken = "token";

} // namespace

World::World(const Plan& plan, const std::filesystem::path& folder)
    : m_plan(plan)
    , m_folder(folder)
    , m_random(plan.seed)
    , m_names(plan.seed) {
    std::filesystem::create_directories(folder);
    startServer();
    const auto count = 2 + below(2);
    for (std::uint64_t i = 0; i < count; ++i) {
        join();
    }
}

World::~World() = default;

std::optional<std::string> World::run() {
    for (int i = 0; i < m_plan.steps; ++i) {
        m_now += static_cast<base::Millis>(below(3 * kSecond));
        step();
    }
    tell("--- all come to rest");
    if (!settle()) {
        return "they do not come to rest";
    }
    return look();
}

void World::step() {
    auto& computer = *m_computers[below(m_computers.size())];
    const auto dice = below(1'000);
    if (dice < 230) {
        write(computer);
    } else if (dice < 700) {
        deliver();
    } else if (dice < 850) {
        commit();
    } else if (dice < 920) {
        connect(computer);
    } else if (dice < 945) {
        breakConnection();
    } else if (dice < 960) {
        restart(computer);
    } else if (dice < 970) {
        crashServer(below(2) == 0);
    } else if (dice < 976) {
        copyProfile(computer);
    } else if (dice < 984) {
        keepBackup(computer);
    } else if (dice < 988) {
        putBack(computer);
    } else if (dice < 990) {
        join();
    } else if (dice < 993) {
        makeSnapshot();
    } else if (dice < 995) {
        keepServerBackup();
    } else if (dice < 997) {
        putServerBack();
    } else {
        m_now += static_cast<base::Millis>(below(kDay));
        for (const auto& each : m_computers) {
            if (each->session) {
                take(*each->connection, each->session->tick(m_now + each->skew));
            }
        }
    }
}

// One more computer, with a profile of its own.
void World::join() {
    if (m_computers.size() == kMostComputers) {
        return;
    }
    const auto number = std::to_string(m_computers.size());
    auto computer = std::make_unique<Computer>();
    computer->name = "computer " + number;
    computer->folder = m_folder / ("profile-" + number);
    static constexpr base::Millis kSkews[] = {0, 0, 0, -90 * kSecond, 3'600 * kSecond, kYear, -kYear};
    computer->skew = kSkews[below(std::size(kSkews))];
    computer->open();
    tell(computer->name + " joins");
    m_computers.push_back(std::move(computer));
}

void World::write(Computer& computer) {
    const auto earlier = everything(*computer.store);
    std::vector<store::Entry> entries;
    for (auto left = 1 + below(4); left > 0; --left) {
        entries.push_back({anyDraft(m_random, earlier), m_now + computer.skew});
    }
    for (const auto& event : must(computer.store->append(entries))) {
        ++m_written[markOf(event)];
        tell(
            computer.name + " writes " + event.ref.device.substr(0, 4) + "/" + std::to_string(event.ref.seq) + " " +
            event.type);
    }
    if (computer.session) {
        take(*computer.connection, computer.session->wrote(m_now + computer.skew));
    }
}

void World::connect(Computer& computer) {
    if (computer.session) {
        return;
    }
    auto connection = std::make_shared<Connection>();
    connection->from = connection->computer = &computer;
    connection->server = std::make_unique<engine::ServerSession>(
        *m_log, engine::ServerSession::Settings{state::kFoldVersion, 0, [](const std::string& token) {
                                                    return token == kToken ? std::optional<std::string>(kAccount)
                                                                           : std::nullopt;
                                                }});
    m_connections.push_back(connection);
    computer.connection = connection;
    computer.session = std::make_unique<engine::ClientSession>(
        *computer.replica, engine::ClientSession::Settings{kToken, state::kFoldVersion});
    tell(computer.name + " connects");
    take(*connection, computer.session->open(m_now + computer.skew));
}

void World::deliver() {
    if (m_connections.empty()) {
        return;
    }
    const auto connection = m_connections[below(m_connections.size())];
    if (below(2) == 0) {
        deliverUp(*connection);
    } else {
        deliverDown(*connection);
    }
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
    if (m_plan.story != nullptr) {
        *m_plan.story << line << '\n';
    }
}

} // namespace cairn::simulation
