// What happens to a world besides its life.
#include "core/events/event_codec.h"
#include "sync/simulation/world_parts.h"

#include <algorithm>

namespace cairn::simulation {

namespace {

constexpr std::size_t kMostComputers = 5;

} // namespace

// The computer gives its connection up. What it had sent may still arrive; the server finds out later.
void World::drop(Computer& computer) {
    if (computer.connection) {
        computer.connection->computer = nullptr;
        if (below(2) == 0) {
            computer.connection->up.clear();
        }
    }
    computer.connection.reset();
    computer.session.reset();
}

void World::breakConnection() {
    if (m_connections.empty()) {
        return;
    }
    const auto connection = m_connections[below(m_connections.size())];
    if (connection->computer != nullptr) {
        tell(connection->computer->name + " loses its connection");
        drop(*connection->computer);
        return;
    }
    tell("server finds a connection dead");
    std::erase(m_connections, connection);
    // What it had handed out is stored all the same.
}

void World::restart(Computer& computer) {
    tell(computer.name + " ends and starts");
    drop(computer);
    computer.close();
    computer.open();
}

void World::crashServer(bool afterCommit) {
    tell(afterCommit ? "server ends after storing, before confirming" : "server ends");
    if (afterCommit && !m_waiting.empty()) {
        std::vector<engine::Batch> batches;
        batches.reserve(m_waiting.size());
        for (auto& [connection, batch] : m_waiting) {
            batches.push_back(std::move(batch));
        }
        m_log->append(batches);
    }
    m_waiting.clear();
    for (const auto& computer : m_computers) {
        drop(*computer);
    }
    m_connections.clear();
    startServer();
}

// A second computer begins with a copy of the first one's profile.
void World::copyProfile(Computer& computer) {
    if (m_computers.size() == kMostComputers) {
        return;
    }
    drop(computer);
    computer.close();
    auto copy = std::make_unique<Computer>();
    copy->name = "copy " + std::to_string(++m_copies) + " of " + computer.name;
    copy->folder = m_folder / ("copy-" + std::to_string(m_copies));
    copy->skew = computer.skew;
    std::filesystem::copy(computer.folder, copy->folder, std::filesystem::copy_options::recursive);
    computer.open();
    copy->open();
    tell(copy->name + " begins");
    m_computers.push_back(std::move(copy));
}

void World::keepBackup(Computer& computer) {
    drop(computer);
    computer.close();
    auto kept = computer.folder;
    kept += ".backup";
    std::filesystem::remove_all(kept);
    std::filesystem::copy(computer.folder, kept, std::filesystem::copy_options::recursive);
    computer.hasBackup = true;
    computer.open();
    tell(computer.name + " is backed up");
}

// What was written since, and is nowhere else, is gone with the disk that it was on.
void World::putBack(Computer& computer) {
    if (!computer.hasBackup) {
        return;
    }
    tell(computer.name + " is put back to its backup");
    // The disk fails after the network does: nothing of it is on its way.
    drop(computer);
    std::erase_if(m_waiting, [&](const auto& waiting) { return waiting.first->from == &computer; });
    std::erase_if(m_connections, [&](const auto& connection) { return connection->from == &computer; });
    std::map<events::EventRef, events::Event> before;
    for (auto& event : everything(*computer.store)) {
        before.emplace(event.ref, event);
    }
    computer.close();
    auto kept = computer.folder;
    kept += ".backup";
    std::filesystem::remove_all(computer.folder);
    std::filesystem::copy(kept, computer.folder, std::filesystem::copy_options::recursive);
    computer.open();
    std::map<std::string, int> there;
    for (const auto& each : m_computers) {
        for (const auto& event : everything(*each->store)) {
            there[markOf(event)] = 1;
        }
    }
    for (const auto& [ref, event] : before) {
        const auto link = m_log->link(ref.device, ref.seq);
        if (!there.contains(markOf(event)) && link != events::toHex(event.link)) {
            m_written.erase(markOf(event));
            tell("lost: " + markOf(event));
        }
    }
}

} // namespace cairn::simulation
