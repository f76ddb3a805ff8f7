#pragma once

#include "core/base/error.h"
#include "ui/shell/place.h"

#include <QString>

namespace cairn::ui {

// How somebody comes to a server: with an account there, or with a new one.
enum class Joining { signIn, createAccount };

// What a page may ask of the window around it.
class Navigator {
public:
    virtual ~Navigator() = default;

    // Opens a place, and one thing in it.
    virtual void goTo(PlaceId place, const QString& item = {}) = 0;

    // Says in a bar at the bottom of the content what a command did, with an Undo button when it can be undone. Gone
    // after a while or with the next message; read out to screen readers.
    virtual void announce(const QString& text, bool undoable) = 0;

    // Says what went wrong, what it means for one's data and what to do; details can be copied.
    virtual void showError(const base::Error& error) = 0;

    // Dialogs that more than one place opens.
    virtual void newTask() = 0;
    virtual void importTrack() = 0;
    virtual void editPath(const QString& id) = 0; // one of the learner's own; empty: a new one
    virtual void addStarterPath(const QString& id) = 0;
    virtual void addSample() = 0;
    virtual void showProven() = 0;            // what is proven, and what is not
    virtual void joinServer(Joining way) = 0; // signs in again where a server is joined already
};

} // namespace cairn::ui
