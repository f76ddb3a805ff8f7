// The chosen topic on the map's page: its drawer, and what is done with it.

#include "ui/mindmap/map_canvas.h"
#include "ui/pages/mindmap/map_bar.h"
#include "ui/pages/mindmap/map_search.h"
#include "ui/pages/mindmap/mindmap_page.h"
#include "ui/pages/mindmap/topic_drawer.h"
#include "ui/shell/navigator.h"
#include "ui/widgets/drawer.h"

#include <QMenu>
#include <QStackedLayout>
#include <QTimer>

#include <algorithm>
#include <iterator>
#include <utility>

namespace cairn::ui {

const api::MapNode* MindmapPage::currentNode() const {
    return m_scene.current() ? &m_scene.map().nodes[*m_scene.current()] : nullptr;
}

void MindmapPage::currentChanged() {
    if (m_pane->isOpen()) {
        if (m_scene.current()) {
            m_following.start();
        } else {
            m_pane->close();
        }
    }
    updateActions();
}

void MindmapPage::openTopic(std::size_t node) {
    m_scene.setCurrent(node);
    const bool opens = !m_pane->isOpen();
    m_pane->open();
    m_following.stop();
    askTopic();
    if (opens) {
        // The stage has its new width once the layout has been gone through.
        QTimer::singleShot(0, this, [this] {
            if (m_scene.current()) {
                m_canvas->reveal(*m_scene.current());
            }
        });
    }
}

void MindmapPage::askTopic() {
    if (const api::MapNode* node = currentNode()) {
        m_topic = m_profile.paths().topic(node->topic.id, [this](const base::Expected<api::TopicDetail>& detail) {
            if (detail) {
                takeTopic(*detail);
            } else if (detail.error().code != base::ErrorCode::NotFound) {
                m_navigator.showError(detail.error());
            }
        });
    }
}

void MindmapPage::takeTopic(const api::TopicDetail& detail) {
    std::vector<api::TopicName> needs;
    std::vector<api::TopicName> opens;
    if (const auto node = m_scene.graph().indexOf(detail.row.id)) {
        const auto name = [this](std::size_t other) {
            const api::TopicRow& topic = m_scene.map().nodes[other].topic;
            return api::TopicName{topic.id, topic.title};
        };
        std::ranges::transform(m_scene.graph().before(*node), std::back_inserter(needs), name);
        std::ranges::transform(m_scene.graph().after(*node), std::back_inserter(opens), name);
    }
    m_drawer->showTopic(detail, needs, opens);
    askNoteVersions(detail);
    if (std::exchange(m_takeKeyboard, false)) {
        m_drawer->focusFirst();
    }
    updateActions();
}

void MindmapPage::search(const QString& words) {
    m_hit = 0;
    if (words.trimmed().isEmpty()) {
        m_hits.clear();
        m_scene.setHits({});
    } else {
        m_hits = findTopics(m_scene.map(), words);
        std::erase_if(m_hits, [this](std::size_t node) { return !m_scene.isShown(node); });
        m_scene.setHits(m_hits);
    }
    showHit();
    updateActions();
}

void MindmapPage::stepHit(int step) {
    if (!m_hits.empty()) {
        const std::size_t all = m_hits.size();
        // The first Enter after typing stays: that hit is not chosen yet.
        const bool isChosen = m_scene.current() == m_hits[m_hit];
        m_hit = isChosen ? (m_hit + (step > 0 ? 1 : all - 1)) % all : m_hit;
        showHit();
    }
}

void MindmapPage::showHit() {
    m_bar->setHits(m_hits.empty() ? 0 : m_hit + 1, m_hits.size());
    if (!m_hits.empty()) {
        m_canvas->choose(m_hits[m_hit]);
    }
}

void MindmapPage::narrow(std::optional<std::size_t> node) {
    m_scene.narrowTo(node);
    m_bar->setFocusTopic(
        m_scene.narrowedTo() ? QString::fromStdString(m_scene.map().nodes[*m_scene.narrowedTo()].topic.title)
                             : QString());
    if (!m_bar->searched().isEmpty()) {
        m_bar->clearSearch();
    }
    m_canvas->showBest();
    updateActions();
}

// Esc takes back one thing at a time, the latest first.
void MindmapPage::escape() {
    if (!m_bar->searched().isEmpty()) {
        m_bar->clearSearch();
    } else if (m_pane->isOpen()) {
        m_pane->close();
    } else if (m_scene.narrowedTo()) {
        narrow({});
    }
}

void MindmapPage::openNodeMenu(const QPoint& at) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QAction* action :
         {m_actions->details, m_actions->read, m_actions->note, m_actions->focus, m_actions->unlock}) {
        if (action->isEnabled()) {
            menu->addAction(action);
        }
    }
    menu->popup(at);
}

void MindmapPage::nextTask() {
    const auto& detail = m_drawer->detail();
    const api::TaskRow* next = detail ? TopicDrawer::nextTask(*detail) : nullptr;
    if (next == nullptr) {
        return;
    }
    const QString id = QString::fromStdString(next->id);
    if (next->state == api::TaskState::in_progress) {
        m_navigator.goTo(PlaceId::tasks, id);
    } else {
        startTask(id);
    }
}

void MindmapPage::say(const QString& did, const base::Expected<api::Done>& done, bool undoable) {
    if (!done) {
        m_navigator.showError(done.error());
    } else if (!done->changed.empty()) {
        m_navigator.announce(did, undoable);
    }
}

void MindmapPage::keep(api::Request command) {
    constexpr std::size_t kMost = 8;
    if (m_commands.size() == kMost) {
        m_commands.erase(m_commands.begin());
    }
    m_commands.push_back(std::move(command));
}

void MindmapPage::startTask(const QString& id) {
    QString title;
    for (const api::TaskRow& task : m_drawer->detail() ? m_drawer->detail()->tasks : std::vector<api::TaskRow>()) {
        title = task.id == id.toStdString() ? QString::fromStdString(task.title) : title;
    }
    keep(m_profile.tasks().act(
        api::TaskAction::start, {id.toStdString()}, {}, [this, id, title](const base::Expected<api::Done>& done) {
            say(tr("Started “%1”").arg(title), done);
            if (done) {
                m_navigator.goTo(PlaceId::tasks, id); // where it is worked on
            }
        }));
}

void MindmapPage::unlock() {
    if (const api::MapNode* node = currentNode()) {
        const QString title = QString::fromStdString(node->topic.title);
        keep(m_profile.paths().unlock(node->topic.id, [this, title](const base::Expected<api::Done>& done) {
            say(tr("Unlocked “%1”").arg(title), done);
        }));
    }
}

void MindmapPage::saveNote(const QString& topic, const QString& markdown) {
    keep(m_profile.paths().setNote(
        topic.toStdString(), markdown.toStdString(),
        [this](const base::Expected<api::Done>& done) { say(tr("Note saved"), done); }));
}

void MindmapPage::askNoteVersions(const api::TopicDetail& detail) {
    m_history = m_profile.history().entries(
        {.subject = "topic/" + detail.row.id, .before = {}},
        [this,
         now = QString::fromStdString(detail.note)](const base::Expected<std::vector<api::HistoryEntry>>& entries) {
            m_noteVersions = entries ? earlierVersions(*entries, now) : std::vector<NoteVersion>();
            m_drawer->setHasEarlierNotes(!m_noteVersions.empty());
        });
}

void MindmapPage::showNoteVersions() {
    if (m_noteVersions.empty() || !m_drawer->detail()) {
        return;
    }
    const QString topic = QString::fromStdString(m_drawer->detail()->row.id);
    auto* dialog = new NoteVersionsDialog(m_theme, m_noteVersions, m_profile.state().readOnly, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &NoteVersionsDialog::restoreAsked, this, [this, topic](const QString& markdown) {
        saveNote(topic, markdown);
    });
    dialog->open();
}

void MindmapPage::updateActions() {
    const api::MapNode* node = currentNode();
    const bool map = m_states->currentWidget() == static_cast<QWidget*>(m_pane) && !m_scene.map().nodes.empty();
    const bool writes = !m_profile.state().readOnly;
    const auto& detail = m_drawer->detail();
    const bool known = node != nullptr && detail && detail->row.id == node->topic.id;
    for (QAction* action :
         {m_actions->find, m_actions->zoomIn, m_actions->zoomOut, m_actions->actualSize, m_actions->fit,
          m_actions->legend}) {
        action->setEnabled(map);
    }
    m_actions->choosePath->setEnabled(map && !m_paths.empty());
    const bool own = std::ranges::any_of(m_paths, [this](const api::PathSummary& path) {
        return path.id == m_path && path.source == events::TaskSource::own && !path.sample;
    });
    m_actions->editPath->setEnabled(writes && own);
    m_actions->everything->setEnabled(map && !own); // nothing of one's own is left out
    m_actions->nextHit->setEnabled(map && !m_hits.empty());
    m_actions->previousHit->setEnabled(map && !m_hits.empty());
    m_actions->details->setEnabled(map && node != nullptr);
    m_actions->nextTask->setEnabled(known && TopicDrawer::nextTask(*detail) != nullptr);
    m_actions->read->setEnabled(known && TopicDrawer::hasTexts(*detail));
    m_actions->note->setEnabled(known && writes);
    m_actions->unlock->setEnabled(node != nullptr && writes && node->topic.standing == api::TopicStanding::locked);
    m_actions->focus->setEnabled(
        m_scene.current() && m_scene.current() != m_scene.narrowedTo() &&
        !m_scene.graph().before(*m_scene.current()).empty());
    m_actions->leaveFocus->setEnabled(m_scene.narrowedTo().has_value());
    m_actions->home->setEnabled(map && m_scene.position() && m_scene.isShown(*m_scene.position()));
}

QList<QAction*> MindmapPage::placeActions() {
    return m_actions->all();
}

QList<KeyHint> MindmapPage::keyHints() {
    return {
        {{Qt::Key_Left, Qt::Key_Right}, tr("To a topic that this one needs, or that needs it")},
        {{Qt::Key_Up, Qt::Key_Down}, tr("To the topic above or below")},
        {{Qt::Key_Return}, tr("Show the topic's details")},
        {{Qt::Key_PageUp, Qt::Key_PageDown}, tr("Scroll the map")},
        {{Qt::Key_Escape}, tr("Close the details")},
    };
}

} // namespace cairn::ui
