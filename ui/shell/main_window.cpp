#include "ui/shell/main_window.h"

#include "ui/paths/path_editor.h"
#include "ui/shell/about_dialog.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/error_dialog.h"
#include "ui/shell/import_controller.h"
#include "ui/shell/join_dialog.h"
#include "ui/shell/menus.h"
#include "ui/shell/proven_dialog.h"
#include "ui/shell/rail.h"
#include "ui/shell/shortcuts_dialog.h"
#include "ui/shell/status_strip.h"
#include "ui/shell/task_form.h"
#include "ui/shell/undo_controller.h"
#include "ui/widgets/busy_overlay.h"
#include "ui/widgets/message_bar.h"

#include <QCloseEvent>
#include <QMenuBar>
#include <QStackedWidget>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

const std::string kLookPreference = "look";

} // namespace

Look lookOf(const api::ProfileState& state) {
    const auto found = state.preferences.find(kLookPreference);
    if (found == state.preferences.end()) {
        return Look::system;
    }
    return found->second == "dark" ? Look::dark : found->second == "light" ? Look::light : Look::system;
}

MainWindow::MainWindow(api::Profile& profile, api::Sync& sync, Theme& theme, Memory memory, api::LocalAccess* access)
    : m_profile(profile)
    , m_sync(sync)
    , m_theme(theme)
    , m_memory(memory == Memory::profile ? profile.state().folder : std::filesystem::path())
    , m_undo(new UndoController(profile, *this, this))
    , m_menus(new Menus(*menuBar(), profile, theme, *m_undo, this)) {
    setWindowTitle(tr("Cairn"));
    setMinimumSize(900, 600);
    m_memory.attach(theme);
    buildTopBar();
    buildContent(access);
    connectMenus();
    m_memory.restore(*this);
    m_subscription = profile.subscribe([this](const api::Change& change) { heard(change); });
    m_syncSubscription = sync.subscribe([this](const api::SyncState& state) { m_strip->showSync(state); });
    m_strip->showSync(sync.state());
    refreshState();
    refreshToday();
    showPage();
    connect(currentPage(), &Place::filled, this, &MainWindow::buildNextPage, Qt::SingleShotConnection);
}

MainWindow::~MainWindow() = default;

void MainWindow::connectMenus() {
    connect(m_menus, &Menus::newTaskWanted, this, &MainWindow::newTask);
    connect(m_menus, &Menus::importWanted, this, &MainWindow::importTrack);
    connect(m_menus, &Menus::newPathWanted, this, [this] { editPath({}); });
    connect(m_menus, &Menus::starterPathWanted, this, &MainWindow::addStarterPath);
    connect(m_menus, &Menus::addSampleWanted, this, &MainWindow::addSample);
    connect(m_menus, &Menus::removeSampleWanted, m_imports, &ImportController::removeSample);
    connect(m_menus, &Menus::quitWanted, this, &QWidget::close);
    connect(m_menus, &Menus::placeWanted, this, [this](PlaceId place) { goTo(place); });
    connect(m_menus, &Menus::paletteWanted, this, &MainWindow::openPalette);
    connect(m_menus, &Menus::lookWanted, this, &MainWindow::setLook);
    connect(m_menus, &Menus::fullScreenWanted, this, [this](bool full) { full ? showFullScreen() : showNormal(); });
    connect(m_menus, &Menus::shortcutsWanted, this, &MainWindow::showShortcuts);
    connect(m_menus, &Menus::provenWanted, this, &MainWindow::showProven);
    connect(m_menus, &Menus::aboutWanted, this, &MainWindow::showAbout);
}

const PlaceEntry& MainWindow::placeEntry(PlaceId place) const {
    const auto found = std::ranges::find(m_places, place, &PlaceEntry::id);
    return found == m_places.end() ? m_places.front() : *found;
}

Place* MainWindow::currentPage() {
    const PlaceEntry& entry = placeEntry(m_current);
    return m_empty && entry.makeWhenEmpty ? welcome(entry) : page(entry);
}

Place* MainWindow::page(const PlaceEntry& entry) {
    Place*& known = m_pages[entry.id];
    if (known == nullptr) {
        known = build(entry.makePage);
    }
    return known;
}

Place* MainWindow::welcome(const PlaceEntry& entry) {
    if (m_welcome == nullptr) {
        m_welcome = build(entry.makeWhenEmpty);
    }
    return m_welcome;
}

Place* MainWindow::build(const PlaceEntry::Make& make) {
    Place* place = make(m_stack);
    m_stack->addWidget(place);
    m_memory.attachDrawers(*place);
    return place;
}

void MainWindow::buildNextPage() {
    constexpr int kPause = 50; // ms, for what the person does meanwhile
    QTimer::singleShot(kPause, this, [this] {
        const auto next =
            std::ranges::find_if(m_places, [this](const auto& each) { return !m_pages.contains(each.id); });
        if (next != m_places.end()) {
            page(*next);
            buildNextPage();
        }
    });
}

void MainWindow::goTo(PlaceId place, const QString& item) {
    const bool isThere = place == m_current;
    m_current = placeEntry(place).id;
    showPage();
    if (!item.isEmpty()) {
        currentPage()->showItem(item);
    } else if (!isThere) {
        currentPage()->focusContent();
    }
}

void MainWindow::showPage() {
    Place* page = currentPage();
    m_stack->setCurrentWidget(page);
    m_rail->setCurrent(m_current);
    m_menus->showPlaceActions(placeEntry(m_current).name, page->placeActions());
}

void MainWindow::announce(const QString& text, bool undoable) {
    m_messages->announce(text, undoable);
}

void MainWindow::showError(const base::Error& error) {
    auto* dialog = new ErrorDialog(m_theme, error, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::newTask() {
    auto* form = new TaskForm(m_profile, m_theme, this);
    form->setAttribute(Qt::WA_DeleteOnClose);
    connect(form, &TaskForm::failed, this, &MainWindow::showError);
    connect(form, &TaskForm::saved, this, [this](const QString& id, const QString& title) {
        announce(tr("“%1” was added.").arg(title), true);
        goTo(PlaceId::tasks, id);
    });
    form->open();
}

void MainWindow::editPath(const QString& path) {
    auto* editor = new PathEditor(m_profile, m_sync, m_theme, path.toStdString(), this);
    editor->setAttribute(Qt::WA_DeleteOnClose);
    connect(editor, &PathEditor::saved, this, [this](const QString& id, const QString& title) {
        announce(tr("“%1” was saved.").arg(title), true);
        goTo(PlaceId::mindmap, id);
        currentPage()->focusContent();
    });
    editor->open();
}

void MainWindow::importTrack() {
    m_imports->chooseFolder();
}

void MainWindow::addStarterPath(const QString& id) {
    m_imports->addStarterPath(id);
}

void MainWindow::addSample() {
    m_imports->addSample();
}

void MainWindow::showProven() {
    auto* dialog = new ProvenDialog(m_theme, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::joinServer(Joining way) {
    auto* dialog = new JoinDialog(m_sync, m_theme, way, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &JoinDialog::joined, this, [this](const QString& server) {
        announce(tr("Signed in to %1. What is here and what is there come together now.").arg(server), false);
    });
    dialog->open();
}

void MainWindow::heard(const api::Change& change) {
    if (change.undo) {
        m_undo->refresh();
    }
    if (change.profile) {
        m_theme.setLook(lookOf(m_profile.state()));
    }
    if (change.profile || change.paths) {
        refreshState();
    }
    if (change.tasks || change.paths) {
        refreshToday();
    }
}

void MainWindow::refreshState() {
    const api::ProfileState state = m_profile.state();
    m_strip->showState(state);
    m_menus->refresh(state);
}

void MainWindow::refreshToday() {
    m_today = m_profile.progress().today([this](base::Expected<api::TodayView> today) {
        if (!today) {
            return; // the page that shows it says why
        }
        m_strip->showStanding(*today);
        if (RailEntry* tasks = m_rail->entry(PlaceId::tasks)) {
            const auto due = static_cast<int>(today->due.size());
            tasks->setCount(due, tr("%n due", nullptr, due));
        }
        if (m_empty != today->empty) {
            m_empty = today->empty;
            showPage();
        }
    });
}

void MainWindow::choose(const PaletteEntry& entry) {
    m_memory.noteRecent(entry.key);
    switch (entry.kind) {
    case PaletteEntry::Kind::place:
        goTo(static_cast<PlaceId>(entry.id.toInt()));
        break;
    case PaletteEntry::Kind::action:
        if (entry.action) {
            entry.action->trigger();
        }
        break;
    case PaletteEntry::Kind::task:
        goTo(PlaceId::tasks, entry.id);
        break;
    case PaletteEntry::Kind::topic:
    case PaletteEntry::Kind::path:
        goTo(PlaceId::mindmap, entry.id);
        break;
    }
}

void MainWindow::showShortcuts() {
    auto* dialog = new ShortcutsDialog(m_theme, placeEntry(m_current).name, *currentPage(), m_menus->actions(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::showAbout() {
    auto* dialog = new AboutDialog(m_theme, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::setLook(Look look) {
    m_theme.setLook(look);
    if (!m_profile.state().readOnly) {
        const char* name = look == Look::dark ? "dark" : look == Look::light ? "light" : "system";
        m_preference = m_profile.setPreference(kLookPreference, name, [this](base::Expected<bool> set) {
            if (!set) {
                showError(set.error());
            }
        });
    }
}

void MainWindow::closeEvent(QCloseEvent* event) {
    m_memory.keep(*this);
    QMainWindow::closeEvent(event);
}

} // namespace cairn::ui
