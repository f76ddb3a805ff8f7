#pragma once

#include "core/api/profile.h"

#include <QAction>
#include <QObject>

namespace cairn::ui {

class Navigator;

// The actions Undo and Redo, which name what they would do, and doing it.
class UndoController : public QObject {
    Q_OBJECT

public:
    UndoController(api::Profile& profile, Navigator& navigator, QObject* parent = nullptr);

    QAction* undoAction() { return &m_undo; }

    QAction* redoAction() { return &m_redo; }

    void refresh(); // after a Change that says `undo`
    void undo();
    void redo();

private:
    void answer(bool wasUndo, base::Expected<api::UndoEntry> entry);

    api::Profile& m_profile;
    Navigator& m_navigator;
    QAction m_undo;
    QAction m_redo;
    api::Request m_request;
};

} // namespace cairn::ui
