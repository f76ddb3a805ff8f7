#include "ui/pages/today/today_page.h"

#include "ui/pages/today/activity_card.h"
#include "ui/pages/today/due_card.h"
#include "ui/pages/today/level_card.h"
#include "ui/pages/today/next_step_card.h"
#include "ui/pages/today/path_card.h"
#include "ui/pages/today/proposals_card.h"
#include "ui/pages/today/review_actions.h"
#include "ui/pages/today/review_session.h"
#include "ui/pages/today/review_view.h"
#include "ui/pages/today/reviews_card.h"
#include "ui/shell/navigator.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/error_panel.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/words.h"

#include <QAction>
#include <QDateTime>
#include <QGridLayout>
#include <QLocale>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

constexpr int kTwoColumns = 820; // width of the page from which the cards stand side by side
constexpr int kLeftColumn = 340;
constexpr int kGather = 20; // ms

QString dueSentence(const api::TodayView& view) {
    const auto overdue = std::ranges::count_if(view.due, [&](const api::TaskRow& task) {
        return task.scheduledAt && Words::dateOf(base::Millis(*task.scheduledAt)) < Words::dateOf(view.today);
    });
    if (view.due.empty()) {
        return view.next ? TodayPage::tr("Nothing is due. There is a next step when you want one.")
                         : TodayPage::tr("Nothing is due.");
    }
    const QString due = TodayPage::tr("%n thing(s) due.", nullptr, static_cast<int>(view.due.size()));
    return overdue == 0 ? due : due + u' ' + TodayPage::tr("%n of them overdue.", "tasks", static_cast<int>(overdue));
}

QString sentenceFor(const api::TodayView& view) {
    if (view.reviewsDue == 0) {
        return dueSentence(view);
    }
    const QString reviews = TodayPage::tr("%n problem(s) to review.", nullptr, static_cast<int>(view.reviewsDue));
    return view.due.empty() ? reviews : dueSentence(view) + u' ' + reviews;
}

} // namespace

TodayPage::TodayPage(api::Profile& profile, api::Sync& sync, Theme& theme, Navigator& navigator, QWidget* parent)
    : Place(parent)
    , m_profile(profile)
    , m_sync(sync)
    , m_theme(theme)
    , m_navigator(navigator)
    , m_commands(profile, navigator) {
    m_area = new QScrollArea(this);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->viewport()->setAutoFillBackground(false);
    m_area->setWidget(makeCards());
    m_area->widget()->setAutoFillBackground(false);
    m_empty = new EmptyState(
        theme, u"today"_s, tr("A place for what is next"),
        tr("Once there is a track or a task, this page says what is due, where you stand and what to do next."), this);
    m_troubleRoom = new QWidget(this);
    m_trouble = new ErrorPanel(theme, m_troubleRoom);
    auto* room = new QVBoxLayout(m_troubleRoom);
    room->setContentsMargins(32, 24, 32, 24);
    room->addWidget(m_trouble);
    room->addStretch();
    m_states = new QStackedLayout(this);
    m_state = new QWidget(this);
    m_states->addWidget(m_state); // nothing, until the first answer
    m_states->addWidget(m_area);
    m_states->addWidget(m_empty);
    m_states->addWidget(m_troubleRoom);
    m_session = new ReviewSession(profile, this);
    m_reviewView = new ReviewView(theme, *m_session, this);
    m_states->addWidget(m_reviewView);
    makeActions();
    connectCards();
    connectReviews();
    m_subscription = profile.subscribe([this](const api::Change& change) {
        if (!change.tasks && !change.paths && !change.profile && !change.proposals && !change.reviews) {
            return;
        }
        if (isVisible()) {
            m_changed.start();
        } else {
            m_stale = true;
            updateActions();
        }
    });
    m_syncSubscription = sync.subscribe([this](const api::SyncState& /*state*/) { showDue(); });
}

TodayPage::~TodayPage() = default;

QWidget* TodayPage::makeCards() {
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(32, 24, 32, 24);
    column->setSpacing(0);
    m_headline = new TextLabel(m_theme, Type::pageTitle, Token::text, {}, page);
    m_sentence = makeParagraph(m_theme, {}, page);
    column->addWidget(m_headline);
    column->addSpacing(2);
    column->addWidget(m_sentence);
    column->addSpacing(18);
    m_sample = new Card(m_theme, {}, page);
    m_sample->setGround(Token::sunken);
    m_sample->body()->addWidget(makeSampleCard());
    m_sample->hide();
    m_proposals = new ProposalsCard(m_profile, m_theme, m_navigator, page);
    m_grid = new QGridLayout;
    m_grid->setSpacing(16);
    auto* cards = new QVBoxLayout;
    cards->setSpacing(16);
    cards->addWidget(m_sample);
    cards->addWidget(m_proposals);
    cards->addLayout(m_grid);
    column->addLayout(cards);
    column->addStretch(1);
    m_level = new LevelCard(m_theme, page);
    m_next = new NextStepCard(m_theme, page);
    m_due = new DueCard(m_theme, page);
    m_reviews = new ReviewsCard(m_profile, m_theme, page);
    m_activity = new ActivityCard(m_theme, page);
    m_path = new PathCard(m_theme, page);
    // In the order that one reads them in.
    QWidget* previous = m_proposals;
    for (QWidget* card : std::initializer_list<QWidget*>{m_level, m_next, m_due, m_reviews, m_path, m_activity}) {
        QWidget::setTabOrder(previous, card);
        previous = card;
    }
    return page;
}

QWidget* TodayPage::makeSampleCard() {
    auto* inside = new QWidget(m_sample);
    auto* row = new QHBoxLayout(inside);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(
        makeParagraph(m_theme, tr("This is the work of an invented learner, to look around in."), inside, Token::text),
        1);
    auto* remove = makeButton(m_theme, tr("Remove sample data"), inside);
    remove->setObjectName(u"removeSample"_s);
    row->addWidget(remove);
    connect(remove, &QPushButton::clicked, this, [this] {
        m_removal = m_profile.imports().removeSample([this](base::Expected<bool> removed) {
            if (!removed) {
                m_navigator.showError(removed.error());
            } else if (*removed) {
                m_navigator.announce(tr("The sample data are gone"), false);
            }
        });
    });
    return inside;
}

void TodayPage::makeActions() {
    const auto make = [this](const QString& icon, const QString& text, const QKeySequence& key, auto does) {
        auto* action = new QAction(m_theme.icon(icon), text, this);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        action->setEnabled(false);
        addAction(action);
        connect(action, &QAction::triggered, this, does);
        return action;
    };
    m_reviewDue = make(u"rusty"_s, tr("Review what is due"), Qt::Key_R, [this] { review({}); });
    m_startNext = make(u"start"_s, tr("Start the next step"), Qt::Key_S, [this] { Q_EMIT m_next->startAsked(); });
    m_why = make(u"help"_s, tr("Why this step?"), Qt::Key_W, [this] { m_next->setExplained(!m_next->isExplained()); });
    m_notNow = make(u"skip"_s, tr("Not this step now"), Qt::Key_X, [this] { Q_EMIT m_next->notNowAsked(); });
    m_changed.setSingleShot(true);
    m_changed.setInterval(kGather);
    m_midnight.setSingleShot(true);
    connect(&m_changed, &QTimer::timeout, this, &TodayPage::refresh);
    connect(&m_midnight, &QTimer::timeout, this, &TodayPage::refresh);
    connect(&m_theme, &Theme::changed, this, [this] {
        m_columns = 0;
        m_stale = !isVisible();
        if (isVisible()) {
            m_changed.start();
        }
    });
    connect(m_trouble->addButton(tr("Try again")), &QPushButton::clicked, this, &TodayPage::refresh);
    connect(
        m_empty->addPrimary(tr("Import a track…")), &QPushButton::clicked, this, [this] { m_navigator.importTrack(); });
    connect(m_empty->addSecondary(tr("Look around with sample data")), &QPushButton::clicked, this, [this] {
        m_navigator.addSample();
    });
}

void TodayPage::connectCards() {
    connect(m_next, &NextStepCard::startAsked, this, [this] {
        if (!m_next->step()) {
            return;
        }
        const api::TaskRow& task = m_next->step()->task;
        if (task.status == events::TaskStatus::in_progress) {
            openTask(QString::fromStdString(task.id));
        } else {
            m_commands.act(api::TaskAction::start, {{task.id}, QString::fromStdString(task.title)});
        }
    });
    connect(m_next, &NextStepCard::notNowAsked, this, [this] {
        if (m_next->step()) {
            m_profile.progress().dismissNext(m_next->step()->task.id);
            refresh();
        }
    });
    connect(m_proposals, &ProposalsCard::changed, this, [this] {
        if (m_view) {
            render(*std::exchange(m_view, std::nullopt)); // it has a page where there is nothing else as well
        }
    });
    connect(m_next, &NextStepCard::taskAsked, this, &TodayPage::openTask);
    connect(m_next, &NextStepCard::importAsked, this, [this] { m_navigator.importTrack(); });
    connect(m_level, &LevelCard::taskAsked, this, &TodayPage::openTask);
    connect(m_due, &DueCard::taskAsked, this, &TodayPage::openTask);
    connect(m_due, &DueCard::againAsked, this, [this](const QString& id, const QString& title) {
        m_commands.act(api::TaskAction::claimAgain, {{id.toStdString()}, title});
    });
    connect(m_due, &DueCard::allAsked, this, [this] { m_navigator.goTo(PlaceId::tasks); });
    connect(m_path, &PathCard::mindmapAsked, this, [this](const QString& item) {
        m_navigator.goTo(PlaceId::mindmap, item);
    });
    // What was started is opened: its text is what one needs next. A refusal is explained there too.
    connect(
        &m_commands, &TaskCommands::acted, this,
        [this](api::TaskAction action, const std::vector<std::string>& changed) {
            if (action != api::TaskAction::claimAgain) {
                openTask(QString::fromStdString(changed.front()));
            }
        });
    connect(&m_commands, &TaskCommands::refused, this, [this](const Refusals& refusals) {
        openTask(QString::fromStdString(refusals.refused.front().id));
    });
}

void TodayPage::openTask(const QString& id) {
    m_navigator.goTo(PlaceId::tasks, id);
}

QList<QAction*> TodayPage::placeActions() {
    return m_reviewActions->all() + QList<QAction*>{m_reviewDue, m_startNext, m_why, m_notNow};
}

void TodayPage::focusContent() {
    if (m_states->currentWidget() == m_area) {
        m_next->focusStart();
    } else if (m_states->currentWidget() == m_reviewView) {
        m_reviewView->focusFirst();
    } else {
        setFocus();
    }
}

void TodayPage::showEvent(QShowEvent* event) {
    Place::showEvent(event);
    arrange();
    if (std::exchange(m_stale, false)) {
        refresh();
    }
}

void TodayPage::resizeEvent(QResizeEvent* event) {
    Place::resizeEvent(event);
    arrange();
}

void TodayPage::arrange() {
    const int columns = width() >= m_theme.scaled(kTwoColumns) ? 2 : 1;
    if (std::exchange(m_columns, columns) == columns) {
        return;
    }
    for (QWidget* card : std::initializer_list<QWidget*>{m_level, m_next, m_due, m_reviews, m_activity, m_path}) {
        m_grid->removeWidget(card);
    }
    m_level->setMinimumHeight(m_theme.scaled(156));
    m_next->setMinimumHeight(m_theme.scaled(columns == 2 ? 156 : 120));
    if (columns == 2) {
        m_grid->addWidget(m_level, 0, 0);
        m_grid->addWidget(m_next, 0, 1);
        m_grid->addWidget(m_activity, 1, 0, 3, 1);
        m_grid->addWidget(m_due, 1, 1);
        m_grid->addWidget(m_reviews, 2, 1);
        m_grid->addWidget(m_path, 3, 1, Qt::AlignTop);
        m_grid->setRowStretch(1, 1);
    } else {
        int row = 0;
        for (QWidget* card : std::initializer_list<QWidget*>{m_next, m_level, m_due, m_reviews, m_path, m_activity}) {
            m_grid->addWidget(card, row++, 0);
        }
        m_grid->setRowStretch(1, 0);
    }
    m_grid->setColumnMinimumWidth(0, columns == 2 ? m_theme.scaled(kLeftColumn) : 0);
    m_grid->setColumnStretch(0, columns == 2 ? 0 : 1);
    m_grid->setColumnStretch(1, columns == 2 ? 1 : 0);
}

void TodayPage::refresh() {
    m_stale = false;
    arrange();
    const QDateTime now = QDateTime::currentDateTime();
    m_midnight.start(static_cast<int>(now.msecsTo(now.date().addDays(1).startOfDay())) + 1000);
    m_proposals->refresh();
    m_request = m_profile.progress().today([this](base::Expected<api::TodayView> view) {
        if (view) {
            render(*view);
        } else {
            m_trouble->setError(view.error());
            showState(m_troubleRoom);
        }
    });
}

// Reviews that go on are not put aside by what changes meanwhile.
void TodayPage::showState(QWidget* state) {
    m_state = state;
    m_states->setCurrentWidget(m_session->isOn() ? m_reviewView : m_state);
    updateActions();
}

void TodayPage::updateActions() {
    const bool shown = !m_session->isOn();
    const bool hasNext = m_view && m_view->next;
    for (QAction* action : {m_startNext, m_why, m_notNow}) {
        action->setVisible(shown);
        action->setEnabled(shown && hasNext);
    }
    m_reviewDue->setVisible(shown);
    m_reviewDue->setEnabled(shown && (m_stale || (m_view && m_view->reviewsDue > 0))); // something may be due meanwhile
}

// Again where a server came or went, because a task may wait for one.
void TodayPage::showDue() {
    const bool connected = m_sync.state().phase == api::SyncPhase::live;
    if (m_view && std::exchange(m_connected, connected) != connected) {
        m_due->show(m_view->due, Words::dateOf(m_view->today), connected);
    }
}

void TodayPage::render(const api::TodayView& view) {
    m_view = view;
    if (view.empty && m_proposals->isEmpty()) {
        showState(m_empty);
        Q_EMIT filled();
        return;
    }
    const QDate today = Words::dateOf(view.today);
    m_headline->setText(QLocale().toString(today, tr("dddd, d MMMM", "the day at the top of Today")));
    m_sentence->setText(sentenceFor(view));
    m_sample->setVisible(m_profile.state().sample);
    m_level->show(view.level);
    const bool allDone = view.path ? view.path->tasksDone == view.path->tasksAll : view.due.empty();
    m_next->show(view.next, allDone);
    m_connected.reset();
    showDue();
    m_reviews->show(view);
    m_activity->show(view);
    m_path->show(view.path);
    showState(m_area);
    Q_EMIT filled();
}

} // namespace cairn::ui
