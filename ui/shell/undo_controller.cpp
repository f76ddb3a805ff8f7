#include "ui/shell/undo_controller.h"

#include "ui/shell/navigator.h"
#include "ui/widgets/words.h"

namespace cairn::ui {

UndoController::UndoController(api::Profile& profile, Navigator& navigator, QObject* parent)
    : QObject(parent)
    , m_profile(profile)
    , m_navigator(navigator) {
    m_undo.setShortcut(QKeySequence::Undo);
    m_redo.setShortcut(QKeySequence::Redo);
    connect(&m_undo, &QAction::triggered, this, &UndoController::undo);
    connect(&m_redo, &QAction::triggered, this, &UndoController::redo);
    refresh();
}

void UndoController::refresh() {
    const api::UndoState state = m_profile.history().undoState();
    const QString undo = Words::of(state.undo);
    const QString redo = Words::of(state.redo);
    m_undo.setText(undo.isEmpty() ? tr("&Undo") : tr("&Undo: %1").arg(undo));
    m_redo.setText(redo.isEmpty() ? tr("&Redo") : tr("&Redo: %1").arg(redo));
    m_undo.setEnabled(!undo.isEmpty());
    m_redo.setEnabled(!redo.isEmpty());
}

void UndoController::undo() {
    m_request = m_profile.history().undo([this](auto entry) { answer(true, std::move(entry)); });
}

void UndoController::redo() {
    m_request = m_profile.history().redo([this](auto entry) { answer(false, std::move(entry)); });
}

void UndoController::answer(bool wasUndo, base::Expected<api::UndoEntry> entry) {
    refresh();
    if (!entry) {
        m_navigator.showError(entry.error());
        return;
    }
    const QString what = Words::of(*entry);
    if (!what.isEmpty()) {
        m_navigator.announce(wasUndo ? tr("Undone: %1").arg(what) : tr("Done again: %1").arg(what), false);
    }
}

} // namespace cairn::ui
