#include "ui/pages/mindmap/mindmap_page.h"

#include "ui/mindmap/map_canvas.h"
#include "ui/mindmap/map_legend.h"
#include "ui/mindmap/map_overview.h"
#include "ui/pages/mindmap/map_bar.h"
#include "ui/pages/mindmap/topic_drawer.h"
#include "ui/shell/navigator.h"
#include "ui/widgets/busy_overlay.h"
#include "ui/widgets/drawer.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/error_panel.h"

#include <QEvent>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

constexpr int kGather = 20; // ms
constexpr int kFollowPause = 90;
constexpr int kOverlayMargin = 20;
constexpr int kOverviewNeeds = 560; // width of the stage

} // namespace

MindmapPage::MindmapPage(api::Profile& profile, Theme& theme, Navigator& navigator, QWidget* parent)
    : Place(parent)
    , m_profile(profile)
    , m_theme(theme)
    , m_navigator(navigator)
    , m_scene(theme) {
    setAccessibleName(tr("Mindmap"));
    m_stage = new QWidget(this);
    m_canvas = new MapCanvas(theme, m_scene, m_stage);
    m_canvas->setObjectName(u"mapCanvas"_s);
    m_actions = std::make_unique<MapActions>(theme, *this, *m_canvas);
    m_drawer = new TopicDrawer(theme, this);
    m_drawer->setReadOnly(profile.state().readOnly);
    m_pane = new DrawerPane(theme, u"mindmap"_s, this);
    m_pane->setContent(makeContent());
    m_pane->setDrawer(m_drawer, tr("Details of the topic"));
    m_busy = new BusyOverlay(theme, m_stage);

    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    auto* states = new QWidget(this);
    m_states = new QStackedLayout(states);
    m_states->addWidget(m_pane);
    m_empty = new EmptyState(
        theme, u"mindmap"_s, tr("No path yet"),
        tr("The map shows the topics of a path, what each of them needs, and where you stand. Pick a path to begin "
           "with, or import a track that you have."),
        states);
    m_states->addWidget(m_empty);
    m_states->addWidget(makeTrouble());
    all->addWidget(states);

    m_gather.setSingleShot(true);
    m_gather.setInterval(kGather);
    connect(&m_gather, &QTimer::timeout, this, &MindmapPage::refresh);
    m_following.setSingleShot(true);
    m_following.setInterval(kFollowPause);
    connect(&m_following, &QTimer::timeout, this, &MindmapPage::askTopic);
    connectActions();
    connectParts();
    updateActions();
    m_subscription = profile.subscribe([this](const api::Change& change) { heard(change); });
}

MindmapPage::~MindmapPage() {
    m_drawer->saveNote(); // while there is still someone to take it
    // Widgets look at the scene to their end.
    qDeleteAll(findChildren<QWidget*>(Qt::FindDirectChildrenOnly));
}

QWidget* MindmapPage::makeContent() {
    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_bar = new MapBar(
        m_theme,
        {m_actions->zoomIn, m_actions->zoomOut, m_actions->fit, m_actions->home, m_actions->everything,
         m_actions->leaveFocus},
        content);
    m_legend = new MapLegend(m_theme, m_stage);
    m_overview = new MapOverview(m_theme, m_scene, *m_canvas, m_stage);
    m_stage->installEventFilter(this);
    m_stage->setMinimumSize(280, 240);
    column->addWidget(m_bar);
    column->addWidget(m_stage, 1);
    return content;
}

QWidget* MindmapPage::makeTrouble() {
    m_troubleRoom = new QWidget(this);
    auto* column = new QVBoxLayout(m_troubleRoom);
    column->setContentsMargins(32, 24, 32, 24);
    m_trouble = new ErrorPanel(m_theme, m_troubleRoom);
    m_trouble->setMaximumWidth(640);
    auto* again = m_trouble->addButton(tr("Try again"));
    again->setObjectName(u"mapRetry"_s);
    connect(again, &QPushButton::clicked, this, [this] {
        m_states->setCurrentWidget(m_pane);
        refresh();
    });
    column->addWidget(m_trouble, 0, Qt::AlignTop);
    return m_troubleRoom;
}

// The legend and the overview stand in the lower corners of the stage; the canvas lies under them.
void MindmapPage::placeOverlays() {
    const QRect room = m_stage->rect();
    m_canvas->setGeometry(room);
    const bool wanted = m_actions->legend->isChecked() && !m_scene.map().nodes.empty();
    m_legend->adjustSize();
    m_overview->resize(m_overview->sizeHint());
    const int floor = room.bottom() + 1 - kOverlayMargin;
    const bool bothFit = room.width() >= m_legend->width() + m_overview->width() + 3 * kOverlayMargin;
    m_legend->setVisible(wanted && room.width() >= m_legend->width() + 2 * kOverlayMargin);
    m_overview->setVisible(wanted && bothFit && room.width() >= kOverviewNeeds);
    const int start = kOverlayMargin;
    const int end = room.width() - kOverlayMargin;
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    m_legend->move(mirrored ? end - m_legend->width() : start, floor - m_legend->height());
    m_overview->move(mirrored ? start : end - m_overview->width(), floor - m_overview->height());
    m_legend->raise();
    m_overview->raise();
    if (m_busy != nullptr) {
        m_busy->raise();
    }
    m_canvas->setCovered({0, 0, 0, wanted ? m_legend->height() + kOverlayMargin : 0});
}

bool MindmapPage::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_stage && (event->type() == QEvent::Resize || event->type() == QEvent::LayoutDirectionChange)) {
        placeOverlays();
    }
    return Place::eventFilter(watched, event);
}

void MindmapPage::changeEvent(QEvent* event) {
    Place::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange && m_states != nullptr && !m_scene.map().nodes.empty()) {
        m_scene.showMap(m_scene.map(), layoutDirection());
        m_canvas->showBest();
    }
}

void MindmapPage::connectActions() {
    const auto on = [this](QAction* action, auto does) { connect(action, &QAction::triggered, this, does); };
    on(m_actions->find, [this] { m_bar->focusSearch(); });
    on(m_actions->nextHit, [this] { stepHit(1); });
    on(m_actions->previousHit, [this] { stepHit(-1); });
    on(m_actions->choosePath, [this] { m_bar->openPaths(); });
    on(m_actions->editPath, [this] { m_navigator.editPath(QString::fromStdString(m_path)); });
    on(m_actions->details, [this] {
        if (m_scene.current()) {
            m_takeKeyboard = true;
            openTopic(*m_scene.current());
        }
    });
    on(m_actions->nextTask, [this] { nextTask(); });
    on(m_actions->read, [this] {
        openTopic(*m_scene.current());
        m_drawer->read();
    });
    on(m_actions->note, [this] {
        openTopic(*m_scene.current());
        m_drawer->editNote();
    });
    on(m_actions->unlock, [this] { unlock(); });
    on(m_actions->focus, [this] { narrow(m_scene.current()); });
    on(m_actions->leaveFocus, [this] { narrow({}); });
    on(m_actions->home, [this] { m_canvas->goHome(); });
    on(m_actions->everything, [this] {
        m_keepLook = true;
        askMap();
    });
    on(m_actions->zoomIn, [this] { m_canvas->zoomIn(); });
    on(m_actions->zoomOut, [this] { m_canvas->zoomOut(); });
    on(m_actions->actualSize, [this] { m_canvas->zoomTo(1); });
    on(m_actions->fit, [this] { m_canvas->fit(); });
    on(m_actions->legend, [this] { placeOverlays(); });
}

void MindmapPage::connectParts() {
    connect(&m_scene, &MapScene::currentChanged, this, &MindmapPage::currentChanged);
    connect(&m_scene, &MapScene::shownChanged, this, &MindmapPage::updateActions);
    connect(m_canvas, &MapCanvas::activated, this, &MindmapPage::openTopic);
    connect(m_canvas, &MapCanvas::escaped, this, &MindmapPage::escape);
    connect(m_canvas, &MapCanvas::menuWanted, this, [this](std::size_t, const QPoint& at) { openNodeMenu(at); });
    connect(m_bar, &MapBar::searchChanged, this, &MindmapPage::search);
    connect(m_bar, &MapBar::hitAsked, this, &MindmapPage::stepHit);
    connect(m_bar, &MapBar::left, this, &MindmapPage::focusContent);
    connect(m_bar, &MapBar::pathAsked, this, [this](const QString& id) { showPath(id.toStdString()); });
    connect(m_bar, &MapBar::importAsked, this, [this] { m_navigator.importTrack(); });
    connect(m_bar, &MapBar::editAsked, this, [this](const QString& id) { m_navigator.editPath(id); });
    connect(m_bar, &MapBar::followAsked, this, [this](const QString& id) {
        const QString title = QString::fromStdString(m_scene.map().title);
        keep(m_profile.paths().choose(id.toStdString(), [this, title](const base::Expected<api::Done>& done) {
            say(tr("You follow %1 now").arg(title), done, false);
        }));
    });
    connect(m_pane, &DrawerPane::closed, this, &MindmapPage::updateActions);
    connect(m_drawer, &TopicDrawer::closeAsked, m_pane, &DrawerPane::close);
    connect(m_drawer, &TopicDrawer::topicAsked, this, &MindmapPage::goToTopic);
    connect(
        m_drawer, &TopicDrawer::taskAsked, this, [this](const QString& id) { m_navigator.goTo(PlaceId::tasks, id); });
    connect(m_drawer, &TopicDrawer::startAsked, this, &MindmapPage::startTask);
    connect(m_drawer, &TopicDrawer::unlockAsked, this, &MindmapPage::unlock);
    connect(m_drawer, &TopicDrawer::focusAsked, this, [this] {
        narrow(m_scene.narrowedTo() == m_scene.current() ? std::nullopt : m_scene.current());
    });
    connect(m_drawer, &TopicDrawer::noteSaved, this, &MindmapPage::saveNote);
    connect(m_drawer, &TopicDrawer::earlierNotesAsked, this, &MindmapPage::showNoteVersions);
    connect(m_busy, &BusyOverlay::cancelled, this, [this] { m_map.cancel(); });
}

void MindmapPage::focusContent() {
    if (m_states->currentWidget() == m_pane) {
        m_canvas->setFocus(Qt::OtherFocusReason);
    } else {
        m_states->currentWidget()->setFocus();
        focusNextChild();
    }
}

} // namespace cairn::ui
