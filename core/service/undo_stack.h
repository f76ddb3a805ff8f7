#pragma once

#include "core/api/history.h"
#include "core/events/catalogue.h"

#include <vector>

namespace cairn::service {

// One command that can be undone: the events that it appended, and what to call it.
struct Undoable {
    struct Step {
        std::string subject;
        events::EventRef event;
    };

    api::UndoEntry entry;
    std::vector<Step> steps;
};

// The commands of this run. Undoing appends events that undo; redoing undoes those. One thread at a time.
class UndoStack {
public:
    // Something new was done: what was undone before cannot be redone any more.
    void done(Undoable undoable);

    api::UndoState state() const;

    // What to append in order to undo (or redo) the last; nothing when there is none. Confirm with the events that
    // became of the drafts, once they are appended.
    std::vector<events::Draft> drafts(bool redo) const;
    api::UndoEntry confirm(bool redo, const std::vector<events::Event>& appended);

    // A path or the sample has gone: forget what was about it.
    void clear();

private:
    std::vector<Undoable> m_done;
    std::vector<Undoable> m_undone;
};

} // namespace cairn::service
