// How a world comes to rest, and what has to hold then.
#include "core/events/catalogue.h"
#include "core/events/erasure.h"
#include "core/events/event_codec.h"
#include "core/store/log_name.h"
#include "sync/simulation/deeds.h"
#include "sync/simulation/world_parts.h"

#include <algorithm>
#include <set>

namespace cairn::simulation {

namespace {

constexpr int kMostRounds = 20'000;

} // namespace

// An undoing names an event, which may get another name: its payload is no mark of it. What is said of a secret may be
// erased.
std::string markOf(const events::Event& event) {
    const bool undoing = event.type == events::rowOf<events::EventUndone>().type;
    const auto mark = std::to_string(event.hlc.value) + ' ' + event.subject;
    return event.subject.starts_with(kSecret)
               ? mark
               : mark + ' ' + event.type + ' ' + (undoing ? std::string() : event.payload);
}

store::Program olderProgram() {
    return {
        state::kFoldVersion - 1,
        {std::string(events::rowOf<events::TaskSkipped>().type), std::string(events::rowOf<events::TopicNoted>().type),
         std::string(events::rowOf<events::PreferenceSet>().type),
         std::string(events::rowOf<events::ReviewGraded>().type),
         std::string(events::rowOf<events::ReviewWanted>().type)}};
}

std::vector<events::Event> everything(store::Store& store) {
    std::vector<events::Event> all;
    auto cursor = store.log().byDevice();
    while (auto event = cursor.next()) {
        all.push_back(std::move(*event));
    }
    return all;
}

// The first thing that is said of a subject that was erased, if anything is.
std::optional<std::string> saidOfErased(const std::vector<events::Event>& all) {
    std::set<std::string> gone;
    for (const auto& event : all) {
        if (events::isErasing(event)) {
            gone.insert(event.subject);
        }
    }
    for (const auto& event : all) {
        const bool erased = gone.contains(event.subject);
        if (erased && events::canBeErased(event)) {
            return event.type + " of " + event.subject;
        }
        if (!erased && events::isErased(event)) {
            return "nothing any more, although nobody erased it, of " + event.subject;
        }
    }
    return std::nullopt;
}

// All connect, and everything arrives, until nothing more happens.
bool World::settle() {
    for (int round = 0; round < kMostRounds; ++round) {
        for (const auto& computer : m_computers) {
            connect(*computer);
        }
        bool quiet = m_waiting.empty();
        for (const auto& connection : std::vector(m_connections)) {
            quiet = quiet && connection->up.empty() && connection->down.empty();
            deliverUp(*connection);
            deliverDown(*connection);
        }
        commit();
        std::erase_if(m_connections, [](const auto& connection) {
            return connection->computer == nullptr && connection->up.empty();
        });
        quiet = quiet && std::ranges::all_of(m_computers, [](const auto& computer) {
                    return computer->session && computer->session->status().phase == engine::ClientPhase::live &&
                           computer->session->status().unsent == 0 && computer->session->status().caughtUp;
                });
        if (quiet) {
            return true;
        }
    }
    for (const auto& computer : m_computers) {
        const auto* session = computer->session.get();
        tell(
            computer->name + (session == nullptr              ? " is not connected"
                              : session->status().unsent != 0 ? " has unsent events"
                              : !session->status().caughtUp   ? " is not caught up"
                                                              : " rests"));
    }
    return false;
}

std::optional<Trouble> World::lookAt(Computer& computer) {
    const auto report = must(computer.store->verify());
    if (!report.troubles.empty()) {
        return Trouble{End::damaged, computer.name + ": " + report.troubles.front()};
    }
    if (const auto said = saidOfErased(everything(*computer.store))) {
        return Trouble{End::said, computer.name + " still says " + *said};
    }
    return std::nullopt;
}

// Nobody's edit is overtaken by one that its writer had before them. A server that was put back may say other times.
std::optional<Trouble> World::lookAtEdits(store::Store& store) const {
    if (m_serverWasPutBack) {
        return std::nullopt;
    }
    std::map<std::string, events::Event> edits;
    for (auto& event : everything(store)) {
        if (const auto mark = markOf(event); m_seen.contains(mark)) {
            edits.emplace(mark, std::move(event));
        }
    }
    for (const auto& [mark, edit] : edits) {
        for (const auto& seen : m_seen.at(mark)) {
            if (const auto before = edits.find(seen);
                before != edits.end() && edit.position() < before->second.position()) {
                return Trouble{End::reverted, "overtaken by what its writer had seen: " + mark};
            }
        }
    }
    return std::nullopt;
}

// A server that was put back has forgotten whose number it was: what a copy had to give another name may come under its
// first one, too. How often that is so, of what is there under both names.
std::map<std::string, int> World::renamedOnes(const std::vector<events::Event>& events) const {
    std::map<std::string, int> renamed;
    if (!m_serverWasPutBack) {
        return renamed;
    }
    std::set<std::string> names;
    for (const auto& event : events) {
        names.insert(store::nameAfter(event.link));
    }
    for (const auto& event : events) {
        if (names.contains(event.ref.device)) {
            ++renamed[markOf(event)];
        }
    }
    return renamed;
}

std::optional<Trouble> World::look() {
    std::string first;
    std::map<std::string, int> there;
    std::map<std::string, int> renamed;
    for (const auto& computer : m_computers) {
        if (auto trouble = lookAt(*computer)) {
            return trouble;
        }
        const auto dump = computer->store->projections().dump();
        const auto events = everything(*computer->store);
        std::map<std::string, int> here;
        for (const auto& event : events) {
            ++here[markOf(event)];
        }
        if (computer != m_computers.front()) {
            // What is shown may be the same although something is missing: it was overtaken by something else.
            if (dump != first || here != there) {
                return Trouble{
                    End::differs, computer->name + (dump != first ? " holds" : " has heard of") +
                                      " something else than " + m_computers.front()->name};
            }
            continue;
        }
        first = dump;
        there = std::move(here);
        renamed = renamedOnes(events);
        for (const auto& event : events) {
            if (m_log->link(event.ref.device, event.ref.seq) != events::toHex(event.link)) {
                return Trouble{End::unconfirmed, "an event is not at the server: " + markOf(event)};
            }
        }
        if (auto trouble = lookAtEdits(*computer->store)) {
            return trouble;
        }
    }
    if (const auto said = saidOfErased(everythingAtServer())) {
        return Trouble{End::said, "the server still says " + *said};
    }
    for (const auto& [mark, times] : m_written) {
        if (!m_computers.empty() && !there.contains(mark)) {
            return Trouble{End::lost, "lost: " + mark};
        }
    }
    for (const auto& [mark, times] : there) {
        const auto found = m_written.find(mark);
        const auto twice = renamed.find(mark);
        if (found == m_written.end() || found->second + (twice == renamed.end() ? 0 : twice->second) < times) {
            return Trouble{End::twice, "there too often: " + mark};
        }
    }
    return std::nullopt;
}

std::optional<Trouble> live(const Life& life, const std::filesystem::path& folder, std::ostream* story) {
    const auto own = folder / ("seed-" + std::to_string(life.seed));
    std::filesystem::remove_all(own);
    std::optional<Trouble> trouble;
    try {
        trouble = World(life, own, story).run();
    } catch (const std::exception& thrown) {
        trouble = Trouble{End::thrown, thrown.what()};
    }
    if (!trouble) {
        std::filesystem::remove_all(own);
    }
    return trouble;
}

} // namespace cairn::simulation
