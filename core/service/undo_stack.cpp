#include "core/service/undo_stack.h"

#include <algorithm>

namespace cairn::service {

namespace {
constexpr std::size_t kRemembered = 200;
}

void UndoStack::done(Undoable undoable) {
    if (undoable.steps.empty()) {
        return;
    }
    m_done.push_back(std::move(undoable));
    m_undone.clear();
    if (m_done.size() > kRemembered) {
        m_done.erase(m_done.begin());
    }
}

api::UndoState UndoStack::state() const {
    return {
        m_done.empty() ? api::UndoEntry{} : m_done.back().entry,
        m_undone.empty() ? api::UndoEntry{} : m_undone.back().entry};
}

std::vector<events::Draft> UndoStack::drafts(bool redo) const {
    const auto& from = redo ? m_undone : m_done;
    std::vector<events::Draft> drafts;
    if (!from.empty()) {
        for (const auto& step : from.back().steps) {
            drafts.push_back(events::draft(step.subject, events::EventUndone{step.event.device, step.event.seq}));
        }
        std::ranges::reverse(drafts);
    }
    return drafts;
}

api::UndoEntry UndoStack::confirm(bool redo, const std::vector<events::Event>& appended) {
    auto& from = redo ? m_undone : m_done;
    auto& to = redo ? m_done : m_undone;
    Undoable moved = std::move(from.back());
    from.pop_back();
    moved.steps.clear();
    for (const auto& event : appended) {
        moved.steps.push_back({event.subject, event.ref});
    }
    to.push_back(moved);
    return moved.entry;
}

void UndoStack::clear() {
    m_done.clear();
    m_undone.clear();
}

} // namespace cairn::service
