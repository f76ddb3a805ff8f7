#include "ui/pages/today/reviews_card.h"

#include "ui/models/review_text.h"
#include "ui/pages/today/list_row.h"
#include "ui/pages/today/review_row.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/words.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cairn::ui {

ReviewsCard::ReviewsCard(api::Profile& profile, Theme& theme, QWidget* parent)
    : Card(theme, tr("Reviews"), parent)
    , m_profile(profile)
    , m_theme(theme)
    , m_review(makeButton(theme, tr("Review"), this))
    , m_next(makeParagraph(theme, {}, this))
    , m_trouble(new Notice(theme, this))
    , m_again(makeButton(theme, tr("Try again"), this)) {
    m_review->setObjectName(u"reviewDue"_s);
    m_review->hide();
    header()->addWidget(m_review);
    // Words stand in line, whatever room the rows keep around theirs; room on both sides, because margins do not
    // mirror.
    constexpr int kPad = kRowPadding;
    layout()->setContentsMargins(20 - kPad, 16, 20 - kPad, 16);
    header()->insertSpacing(0, kPad);
    header()->addSpacing(kPad);
    m_next->setContentsMargins(kPad, 0, kPad, 0);
    body()->addWidget(m_next);
    body()->addWidget(m_trouble);
    body()->addWidget(m_again, 0, Qt::AlignLeading);
    m_again->hide();
    connect(m_review, &QPushButton::clicked, this, [this] { Q_EMIT reviewAsked({}); });
    connect(m_again, &QPushButton::clicked, this, &ReviewsCard::askWhatIsNext);
}

void ReviewsCard::show(const api::TodayView& view) {
    const bool any = view.reviewsDue > 0;
    const bool hadReview = m_review->hasFocus();
    setTitle(any ? tr("Reviews · %n due", nullptr, static_cast<int>(view.reviewsDue)) : tr("Reviews"));
    m_review->setAccessibleName(tr("Review %n problem(s)", nullptr, static_cast<int>(view.reviewsDue)));
    m_review->setVisible(any);
    showRows(view.reviews, view.reviewsDue);
    if (any) {
        m_request = {};
        m_next->hide();
        m_trouble->clear();
        m_again->hide();
    } else {
        askWhatIsNext();
        if (hadReview) {
            nextInFocusChain()->setFocus();
        }
    }
}

void ReviewsCard::focusReview() {
    if (m_review->isVisibleTo(this)) {
        m_review->setFocus();
    }
}

void ReviewsCard::showRows(const std::vector<api::ReviewRow>& rows, std::int64_t all) {
    QWidget* focused = QApplication::focusWidget();
    const QString focusName =
        m_rows != nullptr && focused != nullptr && m_rows->isAncestorOf(focused) ? focused->objectName() : QString();
    delete m_rows;
    m_rows = nullptr;
    if (rows.empty()) {
        return;
    }
    m_rows = new QWidget(this);
    auto* column = new QVBoxLayout(m_rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    const std::size_t shown = std::min(rows.size(), kShown);
    for (std::size_t at = 0; at < shown; ++at) {
        auto* row = new ReviewRowButton(m_theme, rows[at], at + 1 == shown, m_rows);
        // The row goes while reviews begin: later.
        connect(
            row, &QAbstractButton::clicked, this,
            [this, item = QString::fromStdString(rows[at].item)] { Q_EMIT reviewAsked(item); }, Qt::QueuedConnection);
        column->addWidget(row);
    }
    if (const std::int64_t more = all - static_cast<std::int64_t>(shown); more > 0) {
        auto* rest = makeParagraph(m_theme, tr("and %n more", "reviews", static_cast<int>(more)), m_rows);
        rest->setContentsMargins(kRowPadding, 8, kRowPadding, 0);
        column->addWidget(rest);
    }
    body()->insertWidget(0, m_rows, 0, Qt::AlignTop);
    if (auto* again = focusName.isEmpty() ? nullptr : m_rows->findChild<QWidget*>(focusName)) {
        again->setFocus();
    }
}

void ReviewsCard::askWhatIsNext() {
    m_request = m_profile.reviews().list([this](base::Expected<api::ReviewsView> view) {
        m_next->setVisible(view.has_value());
        m_again->setVisible(!view);
        if (view) {
            m_trouble->clear();
            sayWhatIsNext(*view);
        } else {
            m_trouble->say(Words::of(view.error()));
        }
    });
}

void ReviewsCard::sayWhatIsNext(const api::ReviewsView& view) {
    QStringList sentences;
    if (view.today > 0) {
        sentences << tr("%n problem(s) reviewed today.", nullptr, static_cast<int>(view.today));
    }
    if (!view.upcoming.empty()) {
        const api::ReviewRow& next = view.upcoming.front();
        sentences << tr("Nothing is due. “%1” comes back %2.")
                         .arg(QString::fromStdString(next.title), awayText(Words::dateOf(next.due)));
    } else if (view.paused.empty()) {
        sentences << tr("What you have solved comes back here before you forget it.");
    } else {
        sentences << tr("Nothing is left to review: you have stopped the reviews of what you solved.");
    }
    m_next->setText(sentences.join(u' '));
}

} // namespace cairn::ui
