#pragma once

#include "core/api/local_access.h"
#include "core/api/profile.h"
#include "core/api/sync.h"
#include "ui/shell/navigator.h"
#include "ui/shell/places.h"
#include "ui/shell/window_memory.h"
#include "ui/theme/theme.h"

#include <QMainWindow>

#include <map>

class QStackedWidget;

namespace cairn::ui {

class BusyOverlay;
class CommandPalette;
class ImportController;
class Menus;
class MessageBar;
class Rail;
class StatusStrip;
class UndoController;
struct PaletteEntry;

// The window: menus, the rail, one place at a time, the status strip. It knows what every place has in common, and
// nothing of what they show.
class MainWindow : public QMainWindow, public Navigator {
    Q_OBJECT

public:
    // How it was left is remembered in the profile's folder, or not at all.
    enum class Memory { profile, none };

    // `access`: null where this program lets nobody ask it.
    MainWindow(
        api::Profile& profile, api::Sync& sync, Theme& theme, Memory memory = Memory::profile,
        api::LocalAccess* access = nullptr);
    ~MainWindow() override;

    void goTo(PlaceId place, const QString& item = {}) override;
    void announce(const QString& text, bool undoable) override;
    void showError(const base::Error& error) override;
    void newTask() override;
    void importTrack() override;
    void editPath(const QString& id) override;
    void addStarterPath(const QString& id) override;
    void addSample() override;
    void showProven() override;
    void joinServer(Joining way) override;

    PlaceId currentPlace() const { return m_current; }

    // Pages are built when they are first asked for; once the first has its answer, the others while nothing else is to
    // be done.
    Place* currentPage();

    const std::vector<PlaceEntry>& places() const { return m_places; }

    ImportController& imports() { return *m_imports; }

    void openPalette();
    void showShortcuts();
    void setLook(Look look); // and remembers it

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void buildTopBar();
    void buildContent(api::LocalAccess* access);
    void connectMenus();
    void heard(const api::Change& change);
    void refreshState();
    void refreshToday();
    void showPage();
    void choose(const PaletteEntry& entry);
    void showAbout();
    const PlaceEntry& placeEntry(PlaceId place) const;
    Place* page(const PlaceEntry& entry);
    Place* welcome(const PlaceEntry& entry);
    Place* build(const PlaceEntry::Make& make);
    void buildNextPage();

    api::Profile& m_profile;
    api::Sync& m_sync;
    Theme& m_theme;
    WindowMemory m_memory;
    std::vector<PlaceEntry> m_places;
    std::map<PlaceId, Place*> m_pages;
    Place* m_welcome = nullptr;
    PlaceId m_current = PlaceId::today;
    bool m_empty = false;

    UndoController* m_undo;
    Menus* m_menus;
    Rail* m_rail = nullptr;
    QStackedWidget* m_stack = nullptr;
    StatusStrip* m_strip = nullptr;
    MessageBar* m_messages = nullptr;
    BusyOverlay* m_busy = nullptr;
    CommandPalette* m_palette = nullptr;
    ImportController* m_imports = nullptr;

    api::Request m_today;
    api::Request m_preference;
    api::Subscription m_subscription;
    api::Subscription m_syncSubscription;
};

// The look that a profile's preference names.
Look lookOf(const api::ProfileState& state);

} // namespace cairn::ui
