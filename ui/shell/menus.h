#pragma once

#include "core/api/profile.h"
#include "ui/shell/place.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QObject>

class QActionGroup;
class QMenu;
class QMenuBar;

namespace cairn::ui {

class UndoController;

// The menus of the window and the actions in them. What an action does is the window's business.
class Menus : public QObject {
    Q_OBJECT

public:
    Menus(QMenuBar& bar, api::Profile& profile, Theme& theme, UndoController& undo, QWidget* window);

    void addPlace(PlaceId place, const QString& name, int number); // Go, Ctrl+number
    void showPlaceActions(const QString& placeName, const QList<QAction*>& actions);
    void refresh(const api::ProfileState& state);

    // Everything that the command palette offers and F1 lists, apart from the place's own.
    QList<QAction*> actions() const { return m_all; }

    QAction* paletteAction() const { return m_palette; }

Q_SIGNALS:
    void newTaskWanted();
    void importWanted();
    void newPathWanted();
    void starterPathWanted(const QString& id);
    void addSampleWanted();
    void removeSampleWanted();
    void quitWanted();
    void placeWanted(PlaceId place);
    void paletteWanted();
    void lookWanted(Look look);
    void fullScreenWanted(bool full);
    void shortcutsWanted();
    void provenWanted();
    void aboutWanted();

private:
    QAction* add(QMenu* menu, const QString& text, const QKeySequence& keys = {}, const QString& icon = {});
    void buildFile(QMenuBar& bar);
    void buildView(QMenuBar& bar);
    void fillStarters();

    api::Profile& m_profile;
    Theme& m_theme;
    QWidget* m_window;
    QList<QAction*> m_all;
    QMenu* m_starters = nullptr;
    QMenu* m_go = nullptr;
    QMenu* m_place = nullptr;
    QAction* m_newTask = nullptr;
    QAction* m_newPath = nullptr;
    QAction* m_import = nullptr;
    QAction* m_addSample = nullptr;
    QAction* m_removeSample = nullptr;
    QAction* m_palette = nullptr;
    QAction* m_goEnd = nullptr;
    QActionGroup* m_looks = nullptr;
};

} // namespace cairn::ui
