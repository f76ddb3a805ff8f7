#include "core/store/batch.h"

#include "core/events/erasure.h"
#include "core/store/rebuild.h"

#include <algorithm>

namespace cairn::store {

Batch::Folded& Batch::load(const std::string& subject) {
    const auto [found, added] = m_subjects.try_emplace(subject);
    auto& folded = found->second;
    if (added) {
        if (auto stored = m_projections.read(subject)) {
            folded.stored = stored->state;
            folded.snapshot = std::move(*stored);
            folded.known = true;
        } else {
            folded.snapshot.state = state::emptySubject(events::subjectKind(subject));
        }
    }
    return folded;
}

bool Batch::isGone(const std::string& subject) {
    const auto [found, added] = m_gone.try_emplace(subject);
    if (added) {
        found->second = m_log.isErased(subject);
    }
    return found->second;
}

void Batch::add(const events::Event& added) {
    const bool erasing = events::isErasing(added);
    const auto event = events::canBeErased(added) && isGone(added.subject) ? events::erased(added) : added;
    m_log.insert(event);
    if (erasing) {
        m_log.erase(event.subject);
        m_gone[event.subject] = true;
        m_erased = true;
    }
    if (m_folding == Folding::later) {
        return;
    }
    auto& folded = load(event.subject);
    if (folded.stale) {
        return;
    }
    const bool late = folded.known && event.position() < folded.snapshot.position;
    const bool unheardOf = m_program.unheardOf.contains(event.type);
    if (late || (!unheardOf && !state::applyNext(folded.snapshot.state, event, m_keys))) {
        folded.stale = true;
        return;
    }
    folded.known = true;
    folded.snapshot.position = event.position();
}

void Batch::refold(const std::string& subject) {
    if (m_folding != Folding::later) {
        load(subject).stale = true;
    }
}

base::Hlc Batch::latest(const std::string& subject) {
    const auto& folded = load(subject);
    auto last = folded.known ? folded.snapshot.position.effective : base::Hlc{};
    if (m_folding == Folding::onTop) { // what is shown is not all that is here
        if (const auto all = m_log.ofSubject(subject); !all.empty()) {
            last = std::max(last, all.back().position().effective);
        }
    }
    return last;
}

void Batch::write() {
    for (auto& [subject, folded] : m_subjects) {
        if (folded.stale) {
            if (m_folding == Folding::onTop && !std::holds_alternative<std::monostate>(folded.stored)) {
                continue;
            }
            auto ordered = m_log.ofSubject(subject);
            if (ordered.empty()) {
                m_projections.remove(subject);
                continue;
            }
            folded.snapshot.position = ordered.back().position();
            folded.snapshot.state = foldAs(m_program, subject, ordered, m_keys);
        }
        m_projections.write(subject, folded.snapshot, state::encodeSubject(folded.snapshot.state), folded.stored);
    }
}

} // namespace cairn::store
