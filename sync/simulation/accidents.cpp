// What happens to a world besides its life.
#include "core/events/event_codec.h"
#include "core/state/subject.h"
#include "sync/simulation/deeds.h"
#include "sync/simulation/world_parts.h"
#include "sync/wire/frame.h"

#include <algorithm>
#include <array>
#include <set>

namespace cairn::simulation {

namespace {

constexpr std::array kServersFiles{"server.db", "server.db-wal", "server.db-shm"};

} // namespace

// The computer gives its connection up. What it had sent may still arrive; the server finds out later.
void World::drop(Computer& computer) {
    if (computer.connection) {
        computer.connection->computer = nullptr;
        if (coin()) {
            computer.connection->up.clear();
        }
    }
    computer.connection.reset();
    computer.session.reset();
}

void World::disconnect(const std::shared_ptr<Connection>& connection) {
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

// Cut off in the midst of its work: the files stay as they are, and the next start finds out.
void World::crash(Computer& computer) {
    tell(computer.name + " is cut off and starts");
    drop(computer);
    auto asItIs = computer.folder;
    asItIs += ".as-it-is";
    std::filesystem::remove_all(asItIs);
    std::filesystem::copy(computer.folder, asItIs, std::filesystem::copy_options::recursive);
    computer.close();
    std::filesystem::remove_all(computer.folder);
    std::filesystem::rename(asItIs, computer.folder);
    computer.open();
    if (!computer.store->opened().recovered) {
        throw std::runtime_error(computer.name + " did not find out that it was cut off");
    }
}

void World::upgrade(Computer& computer) {
    if (!computer.old) {
        return;
    }
    tell(computer.name + " is brought up to date");
    drop(computer);
    computer.close();
    computer.old = false;
    computer.open();
}

void World::upgradeAll() {
    for (const auto& computer : m_computers) {
        upgrade(*computer);
    }
}

void World::lose(Computer& computer) {
    tell(computer.name + " loses what is shown of a subject");
    computer.store->database().run("DELETE FROM subject WHERE subject = (SELECT min(subject) FROM subject)");
}

void World::crashServer() {
    const bool afterCommit = coin();
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
    // As its files are at this moment, whatever it would do in order.
    const auto asItIs = m_folder / "as-it-is";
    std::filesystem::create_directory(asItIs);
    for (const char* file : kServersFiles) {
        if (std::filesystem::exists(m_folder / file)) {
            std::filesystem::copy(m_folder / file, asItIs / file);
        }
    }
    m_log.reset();
    for (const char* file : kServersFiles) {
        std::filesystem::remove(m_folder / file);
        if (std::filesystem::exists(asItIs / file)) {
            std::filesystem::rename(asItIs / file, m_folder / file);
        }
    }
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
    copy->old = computer.old;
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
    const auto before = everything(*computer.store);
    computer.close();
    auto kept = computer.folder;
    kept += ".backup";
    std::filesystem::remove_all(computer.folder);
    std::filesystem::copy(kept, computer.folder, std::filesystem::copy_options::recursive);
    computer.open();
    forgetWhatIsNowhere(before);
}

// What was there before an accident and is nowhere now is nobody's to bring back.
void World::forgetWhatIsNowhere(const std::vector<events::Event>& before) {
    std::set<std::string> there;
    for (const auto& each : m_computers) {
        for (const auto& event : everything(*each->store)) {
            there.insert(markOf(event));
        }
    }
    for (const auto& event : everythingAtServer()) {
        there.insert(markOf(event));
    }
    for (const auto& event : before) {
        if (!there.contains(markOf(event)) && m_written.erase(markOf(event)) != 0) {
            tell("lost: " + markOf(event));
        }
    }
}

std::vector<events::Event> World::everythingAtServer() {
    std::vector<events::Event> all;
    for (const auto& stream : m_log->streams(kAccount)) {
        wire::StreamPlace place{stream, 0};
        for (bool last = false; !last;) {
            const auto part = m_log->read(place, wire::kBatchBytes, {});
            for (const auto& line : part.lines) {
                all.push_back(must(events::decodeEvent(line)));
            }
            place.cursor = part.cursor;
            last = part.last;
        }
    }
    return all;
}

// The server folds what it has, as one more computer, for those that join.
void World::makeSnapshot() {
    const auto folder = m_folder / "desk";
    std::filesystem::remove_all(folder);
    const auto store = must(store::Store::open(folder, {{m_key.id(), m_key.publicKey()}}));
    for (const auto& event : everythingAtServer()) {
        const store::StreamPlace place{event.stream, *event.cursor, m_log->mark({event.stream, *event.cursor})};
        must(store->receive(std::vector{event}, m_now, place));
    }
    auto folded = must(store->folded());
    engine::KeptSnapshot snapshot{kAccount, state::kFoldVersion, {}, {}, 0};
    for (const auto& [stream, cursor, mark] : folded.places) {
        snapshot.places.push_back({stream, cursor, mark});
    }
    m_log->keep(std::move(snapshot), folded.rows);
    tell("server keeps a snapshot of " + std::to_string(folded.rows.size()) + " subjects");
}

void World::keepServerBackup() {
    tell("server is backed up");
    m_log.reset();
    std::filesystem::copy(
        m_folder / "server.db", m_folder / "server.backup", std::filesystem::copy_options::overwrite_existing);
    m_serverHasBackup = true;
    startServer();
    for (const auto& computer : m_computers) {
        drop(*computer);
    }
    m_waiting.clear();
    m_connections.clear();
}

// What it had confirmed since is at the computers, as far as they still have it.
void World::putServerBack() {
    if (!m_serverHasBackup) {
        return;
    }
    const auto before = everythingAtServer();
    tell("server is put back to its backup");
    m_fate <<= 1U; // nothing more is stored
    crashServer();
    m_log.reset();
    m_serverWasPutBack = true;
    ++m_servers; // goes on under another name: the computers may have what it has forgotten
    for (const char* part : {"-wal", "-shm"}) {
        std::filesystem::remove(m_folder / (std::string("server.db") + part));
    }
    std::filesystem::copy(
        m_folder / "server.backup", m_folder / "server.db", std::filesystem::copy_options::overwrite_existing);
    startServer();
    forgetWhatIsNowhere(before);
}

} // namespace cairn::simulation
