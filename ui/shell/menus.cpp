#include "ui/shell/menus.h"

#include "ui/shell/undo_controller.h"

#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>

using namespace Qt::StringLiterals;

namespace cairn::ui {

Menus::Menus(QMenuBar& bar, api::Profile& profile, Theme& theme, UndoController& undo, QWidget* window)
    : QObject(window)
    , m_profile(profile)
    , m_theme(theme)
    , m_window(window) {
    buildFile(bar);

    QMenu* edit = bar.addMenu(tr("&Edit"));
    edit->addAction(undo.undoAction());
    edit->addAction(undo.redoAction());
    m_all << undo.undoAction() << undo.redoAction();

    m_go = bar.addMenu(tr("&Go"));
    m_goEnd = m_go->addSeparator();
    m_palette = add(m_go, tr("Go to &anything…"), QKeySequence(Qt::CTRL | Qt::Key_K), u"search"_s);
    connect(m_palette, &QAction::triggered, this, &Menus::paletteWanted);

    m_place = bar.addMenu(tr("&Place"));
    buildView(bar);

    QMenu* help = bar.addMenu(tr("&Help"));
    QAction* shortcuts = add(help, tr("&Shortcuts of this place"), QKeySequence::HelpContents, u"keyboard"_s);
    shortcuts->setShortcut(Qt::Key_F1);
    connect(shortcuts, &QAction::triggered, this, &Menus::shortcutsWanted);
    QAction* proven = add(help, tr("What is &proven, and what is not"), {}, u"check"_s);
    connect(proven, &QAction::triggered, this, &Menus::provenWanted);
    QAction* about = add(help, tr("&About Cairn"));
    about->setMenuRole(QAction::AboutRole);
    connect(about, &QAction::triggered, this, &Menus::aboutWanted);
}

QAction* Menus::add(QMenu* menu, const QString& text, const QKeySequence& keys, const QString& icon) {
    auto* action = new QAction(text, m_window);
    action->setShortcut(keys);
    if (!icon.isEmpty()) {
        action->setIcon(m_theme.icon(icon));
    }
    menu->addAction(action);
    m_all.append(action);
    return action;
}

void Menus::buildFile(QMenuBar& bar) {
    QMenu* file = bar.addMenu(tr("&File"));
    m_newTask = add(file, tr("&New task…"), QKeySequence::New, u"add"_s);
    connect(m_newTask, &QAction::triggered, this, &Menus::newTaskWanted);
    file->addSeparator();
    m_newPath = add(file, tr("New &path…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N), u"mindmap"_s);
    connect(m_newPath, &QAction::triggered, this, &Menus::newPathWanted);
    m_import = add(file, tr("&Import track…"), QKeySequence(Qt::CTRL | Qt::Key_I), u"import"_s);
    connect(m_import, &QAction::triggered, this, &Menus::importWanted);
    m_starters = file->addMenu(tr("Add &starter path"));
    connect(m_starters, &QMenu::aboutToShow, this, &Menus::fillStarters);
    file->addSeparator();
    m_addSample = add(file, tr("Look around with sample &data"));
    connect(m_addSample, &QAction::triggered, this, &Menus::addSampleWanted);
    m_removeSample = add(file, tr("&Remove sample data"));
    connect(m_removeSample, &QAction::triggered, this, &Menus::removeSampleWanted);
    file->addSeparator();
    QAction* quit = add(file, tr("&Quit"), QKeySequence::Quit);
    if (quit->shortcut().isEmpty()) {
        quit->setShortcut(Qt::CTRL | Qt::Key_Q);
    }
    quit->setMenuRole(QAction::QuitRole);
    connect(quit, &QAction::triggered, this, &Menus::quitWanted);
    fillStarters();
}

void Menus::buildView(QMenuBar& bar) {
    QMenu* view = bar.addMenu(tr("&View"));
    m_looks = new QActionGroup(this);
    const auto addLook = [&](Look look, const QString& text, const QString& icon) {
        QAction* action = add(view, text, {}, icon);
        action->setCheckable(true);
        action->setChecked(m_theme.look() == look);
        m_looks->addAction(action);
        connect(action, &QAction::triggered, this, [this, look] { Q_EMIT lookWanted(look); });
        connect(
            &m_theme, &Theme::changed, action, [this, action, look] { action->setChecked(m_theme.look() == look); });
    };
    addLook(Look::system, tr("Look of the &system"), {});
    addLook(Look::light, tr("&Light"), {});
    addLook(Look::dark, tr("&Dark"), {});
    view->addSeparator();
    QAction* larger = add(view, tr("Lar&ger text"), QKeySequence::ZoomIn, u"zoom-in"_s);
    larger->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
    connect(larger, &QAction::triggered, this, [this] { m_theme.setTextScale(m_theme.textScale() + 10); });
    QAction* smaller = add(view, tr("S&maller text"), QKeySequence(Qt::CTRL | Qt::Key_Minus), u"zoom-out"_s);
    connect(smaller, &QAction::triggered, this, [this] { m_theme.setTextScale(m_theme.textScale() - 10); });
    QAction* usual = add(view, tr("&Usual text size"), QKeySequence(Qt::CTRL | Qt::Key_0));
    connect(usual, &QAction::triggered, this, [this] { m_theme.setTextScale(100); });
    view->addSeparator();
    QAction* full = add(view, tr("&Full screen"), QKeySequence(Qt::Key_F11));
    full->setCheckable(true);
    connect(full, &QAction::toggled, this, &Menus::fullScreenWanted);
}

void Menus::fillStarters() {
    m_starters->clear();
    for (const api::StarterPath& path : m_profile.imports().starterPaths()) {
        QAction* action = m_starters->addAction(QString::fromStdString(path.title));
        action->setToolTip(QString::fromStdString(path.summary));
        const QString id = QString::fromStdString(path.id);
        connect(action, &QAction::triggered, this, [this, id] { Q_EMIT starterPathWanted(id); });
    }
    m_starters->menuAction()->setVisible(!m_starters->isEmpty());
}

void Menus::addPlace(PlaceId place, const QString& name, int number) {
    auto* action = new QAction(name, m_window);
    action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + number)));
    connect(action, &QAction::triggered, this, [this, place] { Q_EMIT placeWanted(place); });
    m_go->insertAction(m_goEnd, action);
    m_all.append(action);
}

void Menus::showPlaceActions(const QString& placeName, const QList<QAction*>& actions) {
    m_place->clear();
    m_place->setTitle(placeName);
    m_place->addActions(actions);
    m_place->menuAction()->setVisible(!actions.isEmpty());
}

void Menus::refresh(const api::ProfileState& state) {
    m_newTask->setEnabled(!state.readOnly);
    m_newPath->setEnabled(!state.readOnly);
    m_import->setEnabled(!state.readOnly);
    m_starters->setEnabled(!state.readOnly);
    m_addSample->setEnabled(!state.readOnly);
    m_addSample->setVisible(!state.sample);
    m_removeSample->setEnabled(!state.readOnly);
    m_removeSample->setVisible(state.sample);
}

} // namespace cairn::ui
