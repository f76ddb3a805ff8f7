// How a world comes to rest, and what has to hold then.
#include "core/events/catalogue.h"
#include "core/events/erasure.h"
#include "core/events/event_codec.h"
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

std::optional<std::string> World::look() {
    std::string first;
    std::map<std::string, int> there;
    for (const auto& computer : m_computers) {
        const auto report = must(computer->store->verify());
        if (!report.troubles.empty()) {
            return computer->name + ": " + report.troubles.front();
        }
        if (const auto said = saidOfErased(everything(*computer->store))) {
            return computer->name + " still says " + *said;
        }
        const auto dump = computer->store->projections().dump();
        if (computer == m_computers.front()) {
            first = dump;
            for (const auto& event : everything(*computer->store)) {
                ++there[markOf(event)];
                if (m_log->link(event.ref.device, event.ref.seq) != events::toHex(event.link)) {
                    return "an event is not at the server: " + markOf(event);
                }
            }
        } else if (dump != first) {
            return computer->name + " holds something else than " + m_computers.front()->name;
        }
    }
    if (const auto said = saidOfErased(everythingAtServer())) {
        return "the server still says " + *said;
    }
    for (const auto& [mark, times] : m_written) {
        if (const auto found = there.find(mark); found == there.end()) {
            return "lost: " + mark;
        }
    }
    for (const auto& [mark, times] : there) {
        const auto found = m_written.find(mark);
        if (found == m_written.end() || found->second < times) {
            return "there too often: " + mark;
        }
    }
    return std::nullopt;
}

std::optional<std::string> live(const Plan& plan, const std::filesystem::path& folder) {
    const auto own = folder / ("seed-" + std::to_string(plan.seed));
    std::filesystem::remove_all(own);
    std::optional<std::string> trouble;
    try {
        trouble = World(plan, own).run();
    } catch (const std::exception& thrown) {
        trouble = thrown.what();
    }
    if (!trouble) {
        std::filesystem::remove_all(own);
    }
    return trouble;
}

// The steps of a seed are the same up to where it ends, so that the shortest life that fails is found by halves, as far
// as a longer one fails when a shorter one does.
Plan shrink(Plan failing, const std::filesystem::path& folder) {
    for (int good = 0; failing.steps - good > 1;) {
        Plan shorter{failing.seed, good + (failing.steps - good) / 2, nullptr};
        if (live(shorter, folder)) {
            failing.steps = shorter.steps;
        } else {
            good = shorter.steps;
        }
    }
    return failing;
}

} // namespace cairn::simulation
