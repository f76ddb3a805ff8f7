#pragma once

#include "core/api/profile.h"
#include "ui/mindmap/map_scene.h"
#include "ui/pages/mindmap/map_actions.h"
#include "ui/pages/mindmap/note_versions.h"
#include "ui/shell/place.h"
#include "ui/theme/theme.h"

#include <QTimer>

#include <memory>
#include <optional>
#include <string>
#include <vector>

class QStackedLayout;

namespace cairn::ui {

class BusyOverlay;
class DrawerPane;
class EmptyState;
class ErrorPanel;
class MapBar;
class MapCanvas;
class MapLegend;
class MapOverview;
class Navigator;
class TopicDrawer;

// A path as a map: where one stands, what comes next and what it takes to get somewhere. Zoom, place and the chosen
// topic stay while tasks are done; only another path or another set of topics is laid out anew.
class MindmapPage : public Place {
    Q_OBJECT

public:
    MindmapPage(api::Profile& profile, Theme& theme, Navigator& navigator, QWidget* parent = nullptr);
    ~MindmapPage() override;

    void showItem(const QString& id) override; // a topic's or a path's
    QList<QAction*> placeActions() override;
    QList<KeyHint> keyHints() override;
    void focusContent() override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeContent();
    QWidget* makeTrouble();
    void connectActions();
    void connectParts();
    void placeOverlays();

    // What the profile says.
    void heard(const api::Change& change);
    void refresh();
    void takePaths(const std::vector<api::PathSummary>& paths);
    void askMap();
    void takeMap(api::MapView map);
    void showTrouble(const base::Error& error);
    void showEmpty();
    void askPathOf(const std::string& topic);
    void showPath(const std::string& path);

    // The chosen topic.
    void currentChanged();
    void openTopic(std::size_t node);
    void askTopic();
    void takeTopic(const api::TopicDetail& detail);
    void goToTopic(const QString& id);
    const api::MapNode* currentNode() const;

    // What the person does.
    void search(const QString& words);
    void stepHit(int step);
    void showHit();
    void narrow(std::optional<std::size_t> node);
    void escape();
    void openNodeMenu(const QPoint& at);
    void nextTask();
    void startTask(const QString& id);
    void unlock();
    void saveNote(const QString& topic, const QString& markdown);
    void askNoteVersions(const api::TopicDetail& detail);
    void showNoteVersions();
    void updateActions();
    void say(const QString& did, const base::Expected<api::Done>& done, bool undoable = true);
    void keep(api::Request command);

    api::Profile& m_profile;
    Theme& m_theme;
    Navigator& m_navigator;
    MapScene m_scene;

    MapCanvas* m_canvas = nullptr;
    std::unique_ptr<MapActions> m_actions;
    MapBar* m_bar = nullptr;
    MapOverview* m_overview = nullptr;
    MapLegend* m_legend = nullptr;
    TopicDrawer* m_drawer = nullptr;
    DrawerPane* m_pane = nullptr;
    QWidget* m_stage = nullptr; // the canvas and what lies over it
    BusyOverlay* m_busy = nullptr;
    EmptyState* m_empty = nullptr;
    QWidget* m_troubleRoom = nullptr;
    ErrorPanel* m_trouble = nullptr;
    QStackedLayout* m_states = nullptr;

    std::vector<api::PathSummary> m_paths;
    std::string m_path;                      // shown or asked for
    std::string m_wanted;                    // topic to choose once its map is there
    std::vector<NoteVersion> m_noteVersions; // earlier ones, of the topic in the drawer
    std::vector<std::size_t> m_hits;
    std::size_t m_hit = 0;
    bool m_stale = true;
    bool m_greeted = false;      // the drawer has been opened by itself once
    bool m_takeKeyboard = false; // into the drawer, once its topic is there
    bool m_keepLook = false;     // the next map is the same path with other topics

    QTimer m_gather;    // changes that come in a bunch
    QTimer m_following; // until the drawer follows the arrow keys
    api::Request m_list;
    api::Request m_map;
    api::Request m_topic;
    api::Request m_history;
    api::Request m_lookup;
    std::vector<api::Request> m_commands; // the latest, kept so that what they did is said
    api::Subscription m_subscription;
};

} // namespace cairn::ui
