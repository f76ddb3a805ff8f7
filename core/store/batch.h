#pragma once

#include "core/events/receipt.h"
#include "core/store/event_log.h"
#include "core/store/program.h"
#include "core/store/projections.h"

#include <map>
#include <string>

namespace cairn::store {

// What a batch does with the projections. `onTop`, while they show what has not come yet: what is there is changed only
// by events that come after all that it holds. `later`: nothing.
enum class Folding { whole, onTop, later };

// What one transaction changes: events go to the log at once, folded values are kept here and written at the end, so
// that a subject with many events is read and written once.
class Batch {
public:
    Batch(
        EventLog& log, Projections& projections, const events::KeyRing& keys, const Program& program,
        Folding folding = Folding::whole)
        : m_log(log)
        , m_projections(projections)
        , m_keys(keys)
        , m_program(program)
        , m_folding(folding) {}

    // Inserts the event, or what is left of it where its subject was erased, and folds it.
    void add(const events::Event& event);

    // Folds the subject again from the log; one without events leaves the projections.
    void refold(const std::string& subject);

    // When the last happened that is known of the subject; 0 where nothing is.
    base::Hlc latest(const std::string& subject);

    void write();

    // Something was erased: what pages of the file it stood on may hold it still.
    bool erased() const { return m_erased; }

private:
    struct Folded {
        Snapshot snapshot;
        state::Subject stored; // what the projections hold
        bool known = false;    // at least one event is folded
        bool stale = false;    // to be folded from the log at the end
    };

    Folded& load(const std::string& subject);
    bool isGone(const std::string& subject);

    EventLog& m_log;
    Projections& m_projections;
    const events::KeyRing& m_keys;
    const Program& m_program;
    Folding m_folding;
    std::map<std::string, Folded> m_subjects;
    std::map<std::string, bool> m_gone{}; // subjects that were erased, or not
    bool m_erased = false;
};

} // namespace cairn::store
