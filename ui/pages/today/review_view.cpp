#include "ui/pages/today/review_view.h"

#include "ui/models/review_text.h"
#include "ui/pages/today/answer_button.h"
#include "ui/pages/today/review_actions.h"
#include "ui/pages/today/review_session.h"
#include "ui/pages/today/review_summary.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/error_panel.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/key_cap.h"
#include "ui/widgets/markdown_view.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/state_chip.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/words.h"

#include <QAccessible>
#include <QApplication>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

constexpr int kWidest = 720; // of the column, at 100 %
constexpr int kSlow = 300;   // ms

} // namespace

ReviewView::ReviewView(Theme& theme, ReviewSession& session, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_session(session)
    , m_area(new QScrollArea(this)) {
    setObjectName(u"reviewView"_s);
    setAccessibleName(tr("Reviews"));
    setFocusPolicy(Qt::NoFocus);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_area);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->viewport()->setAutoFillBackground(false);
    m_area->setWidget(makeInside());
    m_area->widget()->setAutoFillBackground(false);
    m_slow.setSingleShot(true);
    m_slow.setInterval(kSlow);
    connect(&m_slow, &QTimer::timeout, m_loading, &QWidget::show);
    connect(&m_theme, &Theme::changed, this, [this] {
        m_columns = 0;
        arrange();
    });
    connect(&m_session, &ReviewSession::changed, this, &ReviewView::render);
    render();
}

QWidget* ReviewView::makeInside() {
    auto* inside = new QWidget(this);
    auto* room = new QHBoxLayout(inside); // keeps the column in the middle
    room->setContentsMargins(32, 24, 32, 24);
    auto* middle = new QWidget(inside);
    const auto limit = [this, middle] { middle->setMaximumWidth(m_theme.scaled(kWidest)); };
    connect(&m_theme, &Theme::changed, middle, limit);
    limit();
    room->addWidget(middle);
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addLayout(makeHead(middle));
    m_bar = new ThinProgressBar(m_theme, tr("Reviews that are done"), middle);
    column->addWidget(m_bar);
    m_loading = new ThinProgressBar(m_theme, tr("Looking up what is due"), middle);
    m_loading->setProgress(0, 0);
    m_loading->hide();
    column->addWidget(m_loading);
    column->addSpacing(4);
    m_card = new Card(m_theme, {}, middle);
    makeQuestion();
    makeAnswers();
    column->addWidget(m_card);
    m_summary = new ReviewSummary(m_theme, middle);
    column->addWidget(m_summary);
    m_failed = new ErrorPanel(m_theme, middle);
    auto* again = m_failed->addButton(tr("Try again"));
    again->setObjectName(u"reviewTryAgain"_s);
    connect(again, &QPushButton::clicked, &m_session, &ReviewSession::tryAgain);
    column->addWidget(m_failed);
    column->addStretch(1);
    connect(m_summary, &ReviewSummary::leaveAsked, &m_session, &ReviewSession::end);
    connect(m_summary, &ReviewSummary::moreAsked, &m_session, [this] { m_session.begin(); });
    return inside;
}

QHBoxLayout* ReviewView::makeHead(QWidget* parent) {
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(new TextLabel(m_theme, Type::pageTitle, Token::text, tr("Reviews"), parent));
    row->addStretch();
    m_progress = new TextLabel(m_theme, Type::body, Token::muted, {}, parent);
    m_progress->setTabular(true);
    row->addWidget(m_progress);
    m_leave = makeKeyed(tr("Stop"), Qt::Key_Escape, false, parent);
    m_leave->setAccessibleName(tr("Stop reviewing"));
    row->addWidget(m_leave->parentWidget());
    return row;
}

// A plain button and its key, in a room of their own.
QPushButton* ReviewView::makeKeyed(const QString& text, QKeySequence key, bool keyFirst, QWidget* parent) {
    auto* room = new QWidget(parent);
    auto* row = new QHBoxLayout(room);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0); // the button keeps room around its words
    auto* button = makePlainButton(m_theme, text, room);
    row->addWidget(button);
    row->insertWidget(keyFirst ? 0 : 1, new KeyCap(m_theme, key, room), 0, Qt::AlignVCenter);
    return button;
}

void ReviewView::makeQuestion() {
    m_recall = new StateChip(m_theme, {}, m_card);
    m_due = new TextLabel(m_theme, Type::secondary, Token::muted, {}, m_card);
    auto* top = new QHBoxLayout;
    top->setSpacing(12);
    top->addWidget(m_recall);
    top->addWidget(m_due);
    top->addStretch();
    m_title = new TextLabel(m_theme, Type::pageTitle, Token::text, {}, m_card);
    m_title->setWordWrap(true);
    m_place = makeParagraph(m_theme, {}, m_card);
    m_last = makeParagraph(m_theme, {}, m_card);
    m_open = makeButton(m_theme, tr("Open the problem"), m_card, u"external-link"_s);
    m_details = makeButton(m_theme, tr("Show the task"), m_card);
    auto* ways = new FlowLayout(nullptr, 8);
    ways->addWidget(m_open);
    ways->addWidget(m_details);
    QVBoxLayout* column = m_card->body();
    column->addLayout(top);
    column->addWidget(m_title);
    column->addWidget(m_place);
    column->addWidget(m_last);
    column->addSpacing(4);
    column->addLayout(ways);
    column->addSpacing(16);
}

void ReviewView::makeAnswers() {
    auto* question =
        new TextLabel(m_theme, Type::cardTitle, Token::text, tr("How well could you solve it again?"), m_card);
    question->setWordWrap(true);
    QVBoxLayout* column = m_card->body();
    column->addWidget(question);
    column->addSpacing(4);
    m_grid = new QGridLayout;
    m_grid->setSpacing(8);
    using events::ReviewGrade;
    for (const auto grade : {ReviewGrade::again, ReviewGrade::hard, ReviewGrade::good, ReviewGrade::easy}) {
        auto* answer = new AnswerButton(m_theme, grade, m_card);
        m_answers[static_cast<std::size_t>(grade)] = answer;
        connect(answer, &QAbstractButton::clicked, &m_session, [this, grade] { m_session.grade(grade); });
    }
    column->addLayout(m_grid);
    arrange();
    m_notice = new Notice(m_theme, m_card);
    column->addWidget(m_notice);
    column->addSpacing(8);
    column->addWidget(makeHints());
}

// What else can be done, and what the keys mean.
QWidget* ReviewView::makeHints() {
    auto* hints = new QWidget(m_card);
    auto* flow = new FlowLayout(hints, 8);
    m_skip = makeKeyed(tr("Skip for now"), Qt::Key_N, true, hints);
    m_stop = makeKeyed(tr("Do not ask again"), Qt::Key_D, true, hints);
    flow->addWidget(m_skip->parentWidget());
    flow->addWidget(m_stop->parentWidget());
    auto* press = new QWidget(hints);
    auto* row = new QHBoxLayout(press);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(new KeyCap(m_theme, Qt::Key_Space, press), 0, Qt::AlignVCenter);
    row->addWidget(new KeyCap(m_theme, Qt::Key_Enter, press), 0, Qt::AlignVCenter);
    row->addSpacing(8);
    row->addWidget(
        new TextLabel(m_theme, Type::secondary, Token::muted, tr("press what has the frame"), press), 0,
        Qt::AlignVCenter);
    const auto level = [this, press] { press->setMinimumHeight(m_skip->sizeHint().height()); }; // in line with buttons
    connect(&m_theme, &Theme::changed, press, level, Qt::QueuedConnection);
    level();
    flow->addWidget(press);
    return hints;
}

void ReviewView::setActions(ReviewActions& actions) {
    const auto does = [this](QPushButton* button, QAction* action) {
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
    };
    does(m_open, actions.open);
    does(m_details, actions.details);
    does(m_skip, actions.skip);
    does(m_stop, actions.stopAsking);
    does(m_leave, actions.leave);
    for (AnswerButton* answer : m_answers) {
        connect(actions.answer(answer->grade()), &QAction::triggered, answer, [this, answer] {
            m_session.grade(answer->grade());
        });
    }
}

void ReviewView::arrange() {
    const int inside = std::min(width() - 64, m_theme.scaled(kWidest)) - 40;
    const auto widest =
        std::ranges::max(m_answers, {}, [](const AnswerButton* each) { return each->sizeHint().width(); });
    const int needed = 4 * widest->sizeHint().width() + 3 * m_grid->spacing();
    const int columns = inside >= needed ? 4 : inside >= needed / 2 ? 2 : 1;
    if (std::exchange(m_columns, columns) == columns) {
        return;
    }
    for (AnswerButton* answer : m_answers) {
        m_grid->removeWidget(answer);
    }
    int at = 0;
    for (AnswerButton* answer : m_answers) {
        m_grid->addWidget(answer, at / columns, at % columns);
        ++at;
    }
    for (int column = 0; column < 4; ++column) {
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
    }
}

void ReviewView::render() {
    using Phase = ReviewSession::Phase;
    QWidget* focused = QApplication::focusWidget();
    const bool hadFocus = focused != nullptr && isAncestorOf(focused);
    const Phase phase = m_session.phase();
    const bool asks = phase == Phase::asking;
    const bool news = !asks || m_session.current()->row.item != m_shown;
    const auto done = std::ranges::count_if(
        m_session.items(), [](const auto& item) { return item.outcome != ReviewSession::Outcome::open; });
    phase == Phase::loading ? m_slow.start() : m_slow.stop();
    m_loading->hide();
    m_bar->setVisible(m_session.count() > 0);
    m_bar->setProgress(done, std::max(1, m_session.count()));
    m_progress->setVisible(asks);
    m_leave->parentWidget()->setVisible(phase != Phase::over); // where its last button leaves
    m_shown = asks ? m_session.current()->row.item : std::string();
    if (asks) {
        m_progress->setText(
            tr("%1 of %2").arg(QLocale().toString(m_session.position()), QLocale().toString(m_session.count())));
        renderItem();
    }
    if (phase == Phase::failed && m_session.trouble()) {
        m_failed->setError(*m_session.trouble());
    }
    if (phase == Phase::over) {
        m_summary->show(m_session);
    }
    m_card->setVisible(asks);
    m_summary->setVisible(phase == Phase::over);
    m_failed->setVisible(phase == Phase::failed);
    if (hadFocus && news && m_session.isOn()) {
        focusFirst();
        m_area->ensureVisible(0, 0);
    }
    if (asks && news && isVisible()) {
        sayItem();
    }
}

void ReviewView::renderItem() {
    const api::ReviewRow& row = m_session.current()->row;
    m_recall->setLook(chipFor(row));
    m_due->setText(dueText(row));
    m_due->setToken(row.daysLate > 0 ? Token::rusty : Token::muted);
    m_title->setText(QString::fromStdString(row.title));
    m_place->setText(placeText(row));
    m_place->setVisible(!m_place->text().isEmpty());
    m_last->setText(
        row.reviews == 0 ? tr("Solved %1, and not reviewed since.").arg(Words::dayOf(row.lastAt))
                         : tr("Reviewed %n time(s), last %1.", nullptr, static_cast<int>(row.reviews))
                               .arg(Words::dayOf(row.lastAt)));
    m_last->setToolTip(Words::fullMoment(row.lastAt));
    m_open->setVisible(MarkdownView::mayOpen(QUrl(QString::fromStdString(row.url))));
    m_open->setToolTip(QString::fromStdString(row.url));
    for (std::size_t at = 0; at < m_answers.size(); ++at) {
        m_answers[at]->setDay(Words::dateOf(row.next[at]));
    }
    arrange();
    if (m_session.trouble()) {
        m_notice->say(Words::of(*m_session.trouble()));
    } else {
        m_notice->clear();
    }
}

// The focus may stay where it is, on "Good"; those who hear the page are told what is asked now.
void ReviewView::sayItem() {
    m_card->setAccessibleName(tr("%1: %2. How well could you solve it again?", "how far one is, and what is asked")
                                  .arg(m_progress->text(), accessibleReviewText(m_session.current()->row)));
    QAccessibleEvent said(m_card, QAccessible::Alert);
    QAccessible::updateAccessibility(&said);
}

void ReviewView::focusFirst() {
    switch (m_session.phase()) {
    case ReviewSession::Phase::asking:
        m_answers[static_cast<std::size_t>(events::ReviewGrade::good)]->setFocus(Qt::OtherFocusReason);
        break;
    case ReviewSession::Phase::over:
        m_summary->focusFirst();
        break;
    case ReviewSession::Phase::failed:
        m_failed->findChild<QPushButton*>(u"reviewTryAgain"_s)->setFocus();
        break;
    case ReviewSession::Phase::idle:
    case ReviewSession::Phase::loading:
        m_leave->setFocus();
        break;
    }
}

void ReviewView::keyPressEvent(QKeyEvent* event) {
    auto* button = qobject_cast<QAbstractButton*>(QApplication::focusWidget());
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && button != nullptr) {
        if (!event->isAutoRepeat()) { // a key that is held answers once
            button->click();
        }
        return;
    }
    QWidget::keyPressEvent(event);
}

void ReviewView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace cairn::ui
