#include "core/service/history_entries.h"

#include "core/state/undo.h"

#include <map>
#include <set>

namespace cairn::service {

namespace {

struct SubjectFacts {
    std::string title;
    std::set<events::EventRef> undone;
    std::map<events::EventRef, events::TaskStatus> refused;
};

SubjectFacts factsOf(Reading& reading, const std::string& subject) {
    SubjectFacts facts{reading.views.title(subject), {}, {}};
    // Content is set by imports alone: nobody undoes it, and its events are the large ones.
    if (events::subjectKind(subject) != "content") {
        facts.undone = state::undoneEvents(reading.log.ofSubject(subject));
    }
    if (const auto task = reading.views.find<state::Task>(subject)) {
        for (const auto& refusal : task->refused) {
            facts.refused[{refusal.device, refusal.seq}] = refusal.from;
        }
    }
    return facts;
}

} // namespace

std::vector<api::HistoryEntry> historyEntries(Reading& reading, const std::vector<events::Event>& events) {
    std::map<std::string, SubjectFacts> known;
    std::vector<api::HistoryEntry> entries;
    entries.reserve(events.size());
    for (const auto& event : events) {
        auto facts = known.find(event.subject);
        if (facts == known.end()) {
            facts = known.emplace(event.subject, factsOf(reading, event.subject)).first;
        }
        api::HistoryEntry entry;
        entry.ref = event.ref;
        entry.subject = event.subject;
        entry.title = facts->second.title;
        entry.type = event.type;
        entry.at = event.position().effective.millis();
        entry.payload = event.payload;
        entry.undone = facts->second.undone.contains(event.ref);
        entry.receipted = event.receipt.has_value();
        entry.thisDevice = reading.log.writer(event.stream) == event.ref.device;
        if (const auto refused = facts->second.refused.find(event.ref); refused != facts->second.refused.end()) {
            entry.refusedFrom = refused->second;
        }
        entries.push_back(std::move(entry));
    }
    return entries;
}

} // namespace cairn::service
