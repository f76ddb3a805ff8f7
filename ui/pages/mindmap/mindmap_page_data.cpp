// What the map's page asks the profile, and what it makes of the answers.

#include "ui/mindmap/map_canvas.h"
#include "ui/mindmap/map_legend.h"
#include "ui/pages/mindmap/map_bar.h"
#include "ui/pages/mindmap/map_search.h"
#include "ui/pages/mindmap/mindmap_page.h"
#include "ui/pages/mindmap/topic_drawer.h"
#include "ui/shell/navigator.h"
#include "ui/widgets/busy_overlay.h"
#include "ui/widgets/drawer.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/error_panel.h"

#include <QPushButton>
#include <QStackedLayout>

#include <algorithm>

namespace cairn::ui {

namespace {

constexpr int kGreetFrom = 1000; // width of the page

} // namespace

void MindmapPage::showEvent(QShowEvent* event) {
    Place::showEvent(event);
    if (m_stale) {
        refresh();
    }
}

void MindmapPage::hideEvent(QHideEvent* event) {
    m_drawer->saveNote();
    Place::hideEvent(event);
}

void MindmapPage::heard(const api::Change& change) {
    if (change.profile) {
        m_drawer->setReadOnly(m_profile.state().readOnly);
    }
    if (change.tasks || change.paths) {
        m_stale = true;
        if (isVisible()) {
            m_gather.start();
        }
    }
}

void MindmapPage::refresh() {
    m_stale = false;
    m_list = m_profile.paths().list([this](const base::Expected<std::vector<api::PathSummary>>& paths) {
        paths ? takePaths(*paths) : showTrouble(paths.error());
    });
}

void MindmapPage::takePaths(const std::vector<api::PathSummary>& paths) {
    m_paths = paths;
    const auto known = [&](const std::string& id) {
        return std::ranges::any_of(paths, [&](const api::PathSummary& path) { return path.id == id; });
    };
    if (!known(m_path)) {
        const auto current = std::ranges::find_if(paths, &api::PathSummary::current);
        m_path = current != paths.end() ? current->id : paths.empty() ? std::string() : paths.front().id;
    }
    m_bar->setPaths(m_paths, m_path);
    updateActions();
    if (paths.empty()) {
        showEmpty();
    } else {
        askMap();
    }
}

void MindmapPage::showPath(const std::string& path) {
    if (path != m_path) {
        m_path = path;
        m_bar->clearSearch();
        m_scene.narrowTo({});
        m_bar->setFocusTopic({});
        m_scene.setCurrent({});
    }
    m_bar->setPaths(m_paths, m_path);
    askMap();
}

void MindmapPage::askMap() {
    if (m_path.empty()) {
        return;
    }
    m_busy->begin(tr("Laying out the map…"));
    m_map = m_profile.paths().map(m_path, m_actions->everything->isChecked(), [this](base::Expected<api::MapView> map) {
        m_busy->end();
        map ? takeMap(*std::move(map)) : showTrouble(map.error());
    });
}

void MindmapPage::takeMap(api::MapView map) {
    m_states->setCurrentWidget(m_pane);
    const bool samePath = m_scene.map().path == map.path;
    const bool keepLook = std::exchange(m_keepLook, false) && samePath && m_scene.current();
    const auto any = [&map](auto&& holds) { return std::ranges::any_of(map.nodes, holds, &api::MapNode::topic); };
    m_legend->setContents(
        any([](const api::TopicRow& topic) { return topic.standing == api::TopicStanding::unscored; }),
        any([](const api::TopicRow& topic) { return topic.unlocked; }));
    const bool moved = m_scene.showMap(std::move(map), layoutDirection());
    m_bar->setFocusTopic(
        m_scene.narrowedTo() ? QString::fromStdString(m_scene.map().nodes[*m_scene.narrowedTo()].topic.title)
                             : QString());
    placeOverlays();
    if (moved) {
        if (!samePath || !m_scene.current()) {
            m_scene.setCurrent(m_scene.position());
        }
        keepLook&& m_scene.current() ? m_canvas->centreOnNode(*m_scene.current()) : m_canvas->showBest();
        if (!m_bar->searched().isEmpty()) {
            search(m_bar->searched());
        }
    }
    if (!m_wanted.empty()) {
        goToTopic(QString::fromStdString(std::exchange(m_wanted, {})));
    } else if (!m_greeted && m_scene.current() && width() >= kGreetFrom) {
        openTopic(*m_scene.current()); // what comes next is worth the room, once
    } else if (m_pane->isOpen()) {
        askTopic();
    }
    m_greeted = true;
    updateActions();
    Q_EMIT filled();
}

void MindmapPage::showTrouble(const base::Error& error) {
    m_wanted.clear();
    if (error.code == base::ErrorCode::Cancelled && !m_scene.map().nodes.empty()) {
        m_path = m_scene.map().path; // back to the map that is there
        m_bar->setPaths(m_paths, m_path);
        return;
    }
    m_trouble->setError(error);
    m_states->setCurrentWidget(m_troubleRoom);
    updateActions();
}

void MindmapPage::showEmpty() {
    m_busy->end();
    m_map = {};
    m_scene.showMap({}, layoutDirection());
    if (m_empty->findChild<QPushButton*>() == nullptr) {
        const auto starters = m_profile.imports().starterPaths();
        if (!starters.empty()) {
            const QString id = QString::fromStdString(starters.front().id);
            auto* start = m_empty->addPrimary(tr("Add %1").arg(QString::fromStdString(starters.front().title)));
            connect(start, &QPushButton::clicked, this, [this, id] { m_navigator.addStarterPath(id); });
        }
        auto* import = starters.empty() ? m_empty->addPrimary(tr("Import a track…"))
                                        : m_empty->addSecondary(tr("Import a track…"));
        connect(import, &QPushButton::clicked, this, [this] { m_navigator.importTrack(); });
        auto* own = m_empty->addSecondary(tr("New path…"));
        connect(own, &QPushButton::clicked, this, [this] { m_navigator.editPath({}); });
        auto* sample = m_empty->addSecondary(tr("Look around with sample data"));
        connect(sample, &QPushButton::clicked, this, [this] { m_navigator.addSample(); });
    }
    m_states->setCurrentWidget(m_empty);
    updateActions();
}

void MindmapPage::showItem(const QString& id) {
    const std::string wanted = id.toStdString();
    const auto isIt = [&](const api::PathSummary& path) { return path.id == wanted; };
    if (wanted.empty()) {
        return;
    }
    if (std::ranges::any_of(m_paths, isIt)) {
        showPath(wanted);
    } else if (m_scene.graph().indexOf(wanted)) {
        goToTopic(id);
    } else {
        askPathOf(wanted);
    }
}

// A topic of another path, one that is shown with "All topics" only, or a path that is not known here yet.
void MindmapPage::askPathOf(const std::string& topic) {
    m_lookup = m_profile.paths().topic(topic, [this, topic](const base::Expected<api::TopicDetail>& detail) {
        if (!detail) {
            m_path = topic;
            refresh(); // a path's id, or nothing that is there: then the current path
            return;
        }
        m_wanted = topic;
        if (detail->row.standing == api::TopicStanding::unscored) {
            m_actions->everything->setChecked(true);
        }
        showPath(detail->path);
    });
}

void MindmapPage::goToTopic(const QString& id) {
    const auto node = m_scene.graph().indexOf(id.toStdString());
    if (!node) {
        return; // it is no longer there
    }
    if (!m_scene.isShown(*node)) {
        narrow({});
    }
    m_canvas->choose(*node);
    openTopic(*node);
}

} // namespace cairn::ui
