#include "ui/pages/tasks/tasks_page.h"

#include "ui/pages/tasks/bulk_bar.h"
#include "ui/pages/tasks/filter_bar.h"
#include "ui/pages/tasks/plan_menu.h"
#include "ui/pages/tasks/refusal_panel.h"
#include "ui/pages/tasks/task_actions.h"
#include "ui/pages/tasks/task_drawer.h"
#include "ui/pages/tasks/task_view.h"
#include "ui/shell/navigator.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/drawer.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/error_panel.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

constexpr int kTypingPause = 180; // ms
constexpr int kSlow = 300;
constexpr int kFollowPause = 90;
constexpr int kGather = 20;

QTimer& singleShot(QTimer& timer, int ms) {
    timer.setSingleShot(true);
    timer.setInterval(ms);
    return timer;
}

// Its sentence can become narrower than the height that it asks for was computed for.
EmptyState* withRoom(EmptyState* state) {
    for (QLabel* label : state->findChildren<QLabel*>()) {
        if (label->wordWrap()) {
            label->setMinimumHeight(label->heightForWidth(label->minimumWidth()));
        }
    }
    return state;
}

} // namespace

TasksPage::TasksPage(api::Profile& profile, api::Sync& sync, Theme& theme, Navigator& navigator, QWidget* parent)
    : Place(parent)
    , m_profile(profile)
    , m_sync(sync)
    , m_theme(theme)
    , m_navigator(navigator)
    , m_tasks(profile.tasks())
    , m_timeline(m_tasks)
    , m_commands(profile, navigator) {
    m_plan = new PlanMenu(theme, this);
    m_view = new TaskView(theme, m_tasks, m_timeline, this);
    m_actions = new TaskActions(theme, *this, *m_view, m_tasks);
    m_drawer = new TaskDrawer(theme, this);
    m_pane = new DrawerPane(theme, u"tasks"_s, this);
    m_pane->setContent(makeContent());
    m_pane->setDrawer(m_drawer, tr("Details of the task"));
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_pane);

    connect(&singleShot(m_typing, kTypingPause), &QTimer::timeout, this, [this] {
        TaskChoice choice = m_filters->choice();
        choice.text = m_search->text();
        m_filters->setChoice(choice);
        takeChoice(choice);
    });
    connect(&singleShot(m_slow, kSlow), &QTimer::timeout, this, [this] { m_loading->setVisible(m_tasks.isLoading()); });
    connect(
        &singleShot(m_following, kFollowPause), &QTimer::timeout, this, [this] { openDrawer(m_view->currentId()); });
    connect(&singleShot(m_changed, kGather), &QTimer::timeout, this, &TasksPage::refresh);
    connectModel();
    connectActions();
    connectDrawer();
    updateActions();
    m_subscription = profile.subscribe([this](const api::Change& change) { heard(change); });
}

TasksPage::~TasksPage() = default;

QWidget* TasksPage::makeHead() {
    auto* head = new QWidget(this);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(new TextLabel(m_theme, Type::pageTitle, Token::text, tr("Tasks"), head));
    row->addSpacing(8);
    m_views = new Segmented(m_theme, tr("How the tasks are shown"), {tr("List"), tr("Timeline")}, head);
    row->addWidget(m_views);
    row->addStretch();
    m_search = new QLineEdit(head);
    m_search->setPlaceholderText(tr("Filter by text"));
    m_search->setAccessibleName(tr("Filter by text"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(m_theme.scaled(220));
    row->addWidget(m_search, 10);
    auto* create = makePrimaryButton(m_theme, tr("New task"), head);
    row->addWidget(create);
    connect(m_views, &Segmented::chosen, this, [this](int index) { showTimeline(index == 1); });
    connect(m_search, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_search, &QLineEdit::returnPressed, this, &TasksPage::focusContent);
    connect(create, &QPushButton::clicked, m_actions->create, &QAction::trigger);
    return head;
}

QWidget* TasksPage::makeTable() {
    auto* room = new QWidget(this);
    auto* column = new QVBoxLayout(room);
    column->setContentsMargins(0, 0, 0, 0);
    auto* card = new Card(m_theme, {}, room);
    card->layout()->setContentsMargins(1, 1, 1, 1);
    card->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    card->body()->addWidget(m_view);
    m_table = card;
    column->addWidget(card);
    column->addStretch();
    return room;
}

QWidget* TasksPage::makeContent() {
    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(32, 24, 32, 24);
    column->setSpacing(14);
    column->addWidget(makeHead());
    m_filters = new FilterBar(m_theme, content);
    column->addWidget(m_filters);
    m_refusals = new RefusalPanel(m_theme, content);
    column->addWidget(m_refusals);
    m_bulk = new BulkBar(m_theme, m_actions->bulk(), m_plan, content);
    m_bulk->hide();
    column->addWidget(m_bulk);
    m_loading = new ThinProgressBar(m_theme, tr("Loading tasks"), content);
    m_loading->setProgress(0, 0);
    m_loading->hide();
    column->addWidget(m_loading);

    m_none = withRoom(new EmptyState(
        m_theme, u"tasks"_s, tr("Nothing to do yet"),
        tr("Tasks come with a track, which also knows in what order they make sense, or one by one from you.")));
    connect(
        m_none->addPrimary(tr("Import a track…")), &QPushButton::clicked, this, [this] { m_navigator.importTrack(); });
    connect(m_none->addSecondary(tr("New task")), &QPushButton::clicked, m_actions->create, &QAction::trigger);
    m_noneLeft = withRoom(new EmptyState(
        m_theme, u"filter"_s, tr("No task passes these filters"),
        tr("Your tasks are all still there; the filters above hide them.")));
    connect(
        m_noneLeft->addPrimary(tr("Clear filters")), &QPushButton::clicked, m_actions->clearFilters, &QAction::trigger);
    m_troubleRoom = new QWidget(content);
    auto* room = new QVBoxLayout(m_troubleRoom);
    room->setContentsMargins(0, 0, 0, 0);
    m_trouble = new ErrorPanel(m_theme, m_troubleRoom);
    connect(m_trouble->addButton(tr("Try again")), &QPushButton::clicked, this, &TasksPage::refresh);
    room->addWidget(m_trouble);
    room->addStretch();

    auto* states = new QWidget(content);
    m_states = new QStackedLayout(states);
    m_states->setContentsMargins(0, 0, 0, 0);
    m_states->addWidget(makeTable());
    m_states->addWidget(m_none);
    m_states->addWidget(m_noneLeft);
    m_states->addWidget(m_troubleRoom);
    m_states->addWidget(new QWidget(states)); // nothing, until the first answer
    m_states->setCurrentIndex(4);
    column->addWidget(states, 1);
    return content;
}

void TasksPage::showEvent(QShowEvent* event) {
    Place::showEvent(event);
    if (std::exchange(m_stale, false)) {
        refresh();
    }
}

void TasksPage::focusContent() {
    if (m_states->currentIndex() == 0) {
        m_view->setFocus();
        if (m_view->currentId().isEmpty()) {
            const api::TaskRow* first = m_tasks.at(0);
            m_view->setCurrentId(first != nullptr ? QString::fromStdString(first->id) : QString());
        }
    } else {
        m_search->setFocus();
    }
}

QList<QAction*> TasksPage::placeActions() {
    return m_actions->all();
}

QList<KeyHint> TasksPage::keyHints() {
    return {
        {{Qt::Key_Up, Qt::Key_Down}, tr("To the task above or below")},
        {{Qt::SHIFT | Qt::Key_Space}, tr("Select all up to this one")},
        {{Qt::Key_Escape}, tr("Close the details")},
    };
}

void TasksPage::heard(const api::Change& change) {
    if (!change.tasks && !change.paths && !change.reviews) {
        return;
    }
    if (isVisible()) {
        m_changed.start();
    } else {
        m_stale = true;
    }
}

void TasksPage::refresh() {
    m_stale = false;
    m_timeline.setToday(QDate::currentDate());
    m_tasks.setFilter(m_filters->choice().filter(QDate::currentDate(), QLocale().firstDayOfWeek()));
    m_tasks.reload();
    askFacets();
    askDetail();
}

void TasksPage::askFacets() {
    m_facets = m_profile.tasks().facets(
        m_filters->choice().path.id.toStdString(), [this](base::Expected<api::TaskFacets> facets) {
            if (facets) {
                m_filters->setFacets(*facets);
            }
        });
}

void TasksPage::takeChoice(const TaskChoice& choice) {
    if (m_search->text() != choice.text) {
        m_search->setText(choice.text); // unblocked: the line's clear button listens, too
        m_typing.stop();
    }
    m_refusals->hide();
    m_tasks.setFilter(choice.filter(QDate::currentDate(), QLocale().firstDayOfWeek()));
    m_tasks.reload();
    m_actions->clearFilters->setEnabled(choice.isActive());
    m_view->taskHeader().viewport()->update();
    askFacets();
}

// Up, down, and back to the order of the path.
void TasksPage::sortBy(int column) {
    TaskChoice choice = m_filters->choice();
    const api::TaskOrder order = orderOfColumn(column);
    if (choice.order != order) {
        choice.order = order;
        choice.descending = false;
    } else if (!choice.descending) {
        choice.descending = true;
    } else {
        choice.order = api::TaskOrder::path;
        choice.descending = false;
    }
    m_filters->setChoice(choice);
    takeChoice(choice);
}

void TasksPage::showTimeline(bool timeline) {
    m_views->setCurrent(timeline ? 1 : 0);
    m_view->showTimeline(timeline);
    m_table->updateGeometry();
}

void TasksPage::showRows() {
    m_filters->setSummary(m_tasks.total(), m_tasks.done());
    m_filters->setVisible(m_tasks.total() > 0 || m_filters->choice().isActive());
    m_states->setCurrentIndex(m_tasks.total() > 0 ? 0 : m_filters->choice().isActive() ? 2 : 1);
    lookForWanted();
    updateActions();
    Q_EMIT filled();
}

// It may be on a page that nobody has come to yet.
void TasksPage::lookForWanted() {
    if (m_wanted.isEmpty()) {
        return;
    }
    if (m_view->setCurrentId(m_wanted)) {
        m_wanted.clear();
    } else {
        m_tasks.readOn();
    }
}

void TasksPage::showTrouble(const base::Error& error) {
    if (m_tasks.isKnown() && m_tasks.total() > 0) {
        m_navigator.showError(error); // what is there stays
        return;
    }
    m_trouble->setError(error);
    m_states->setCurrentWidget(m_troubleRoom);
}

void TasksPage::showRefusals(const Refusals& refusals) {
    m_refusals->show(refusals);
}

} // namespace cairn::ui
