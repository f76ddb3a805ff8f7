#include "ui/pages/today/review_summary.h"

#include "ui/models/review_text.h"
#include "ui/pages/today/review_session.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/words.h"

#include <QKeySequence>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

int countOf(const ReviewSession& session, ReviewSession::Outcome outcome) {
    return static_cast<int>(std::ranges::count(session.items(), outcome, &ReviewSession::Item::outcome));
}

} // namespace

ReviewSummary::ReviewSummary(Theme& theme, QWidget* parent)
    : Card(theme, {}, parent)
    , m_headline(new TextLabel(theme, Type::pageTitle, Token::text, {}, this))
    , m_outcomes(makeParagraph(theme, {}, this, Token::text))
    , m_next(makeParagraph(theme, {}, this, Token::text))
    , m_undo(makeParagraph(
          theme,
          tr("%1 takes the last answer back.").arg(QKeySequence(QKeySequence::Undo).toString(QKeySequence::NativeText)),
          this))
    , m_leave(makePrimaryButton(theme, tr("Back to Today"), this))
    , m_more(makeButton(theme, tr("Review what is due"), this)) {
    m_headline->setWordWrap(true);
    m_leave->setObjectName(u"reviewLeave"_s);
    m_more->setObjectName(u"reviewMore"_s);
    for (TextLabel* label : {m_headline, m_outcomes, m_next, m_undo}) {
        body()->addWidget(label);
    }
    body()->addSpacing(8);
    auto* buttons = new FlowLayout(nullptr, 8);
    buttons->addWidget(m_leave);
    buttons->addWidget(m_more);
    body()->addLayout(buttons);
    connect(m_leave, &QPushButton::clicked, this, &ReviewSummary::leaveAsked);
    connect(m_more, &QPushButton::clicked, this, &ReviewSummary::moreAsked);
}

void ReviewSummary::show(const ReviewSession& session) {
    m_headline->setText(headline(session));
    m_outcomes->setText(outcomes(session));
    m_outcomes->setVisible(!m_outcomes->text().isEmpty());
    m_next->setText(nextText(session));
    m_next->setVisible(!m_next->text().isEmpty());
    m_undo->setVisible(
        countOf(session, ReviewSession::Outcome::graded) + countOf(session, ReviewSession::Outcome::stopped) > 0);
    m_more->setVisible(session.left() && !session.left()->due.empty());
    setAccessibleName(m_headline->text());
    setAccessibleDescription(m_outcomes->text() + u' ' + m_next->text());
}

void ReviewSummary::focusFirst() {
    m_leave->setFocus();
}

QString ReviewSummary::headline(const ReviewSession& session) const {
    if (session.items().empty()) {
        return tr("Nothing is due");
    }
    const int graded = countOf(session, ReviewSession::Outcome::graded);
    return graded == 0 ? tr("Nothing was reviewed") : tr("%n problem(s) reviewed", nullptr, graded);
}

// "Good 3 · Hard 1. One was skipped and is still due."
QString ReviewSummary::outcomes(const ReviewSession& session) const {
    using events::ReviewGrade;
    QStringList grades;
    for (const auto grade : {ReviewGrade::again, ReviewGrade::hard, ReviewGrade::good, ReviewGrade::easy}) {
        const auto count = std::ranges::count(session.items(), std::optional(grade), &ReviewSession::Item::grade);
        if (count > 0) {
            grades << tr("%1 %2", "an answer, and how often it was given")
                          .arg(gradeName(grade), QLocale().toString(static_cast<qlonglong>(count)));
        }
    }
    QStringList sentences;
    if (!grades.isEmpty()) {
        sentences << grades.join(u" · "_s) + u'.';
    }
    if (const int skipped = countOf(session, ReviewSession::Outcome::skipped); skipped > 0) {
        sentences << tr("%n problem(s) skipped.", nullptr, skipped);
    }
    if (const int stopped = countOf(session, ReviewSession::Outcome::stopped); stopped > 0) {
        sentences << tr("%n problem(s) not asked any more.", nullptr, stopped);
    }
    return sentences.join(u' ');
}

QString ReviewSummary::nextText(const ReviewSession& session) const {
    if (!session.left()) {
        return {};
    }
    const api::ReviewsView& left = *session.left();
    if (!left.due.empty()) {
        return tr("%n problem(s) still due today.", nullptr, static_cast<int>(left.due.size()));
    }
    if (left.upcoming.empty()) {
        return left.paused.empty() ? tr("What you have solved comes back here before you forget it.") : QString();
    }
    const api::ReviewRow& next = left.upcoming.front();
    const QDate day = Words::dateOf(next.due);
    const auto thatDay = std::ranges::count(left.upcoming, next.due, &api::ReviewRow::due);
    return thatDay == 1 ? tr("The next comes back %1: “%2”.").arg(awayText(day), QString::fromStdString(next.title))
                        : tr("The next %n come back %1.", nullptr, static_cast<int>(thatDay)).arg(awayText(day));
}

} // namespace cairn::ui
