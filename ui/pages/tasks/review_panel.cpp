#include "ui/pages/tasks/review_panel.h"

#include "ui/models/review_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/words.h"

#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

QString headline(const TaskReview& review) {
    if (review.trouble) {
        return ReviewPanel::tr("When it is reviewed could not be read");
    }
    if (!review.row) {
        return ReviewPanel::tr("Not reviewed");
    }
    if (review.row->paused) {
        return ReviewPanel::tr("Not reviewed any more");
    }
    const QDate due = Words::dateOf(review.row->due);
    if (due > QDate::currentDate()) {
        return ReviewPanel::tr("Reviewed again %1").arg(awayText(due));
    }
    return review.row->daysLate > 0 ? ReviewPanel::tr("Due for review, %1").arg(dueText(*review.row))
                                    : ReviewPanel::tr("Due for review");
}

} // namespace

ReviewPanel::ReviewPanel(Theme& theme, const TaskReview& review, QWidget* parent)
    : Card(theme, {}, parent) {
    setObjectName(u"reviewPanel"_s);
    setGround(Token::sunken);
    body()->setSpacing(6);
    layout()->setContentsMargins(14, 12, 14, 12);
    auto* title = makeParagraph(theme, headline(review), this, Token::text);
    title->setStrong(true);
    title->setObjectName(u"reviewHeadline"_s);
    body()->addWidget(title);
    setAccessibleName(title->text());
    if (review.trouble) {
        body()->addWidget(makeParagraph(theme, Words::of(*review.trouble).what, this));
        return;
    }
    auto* buttons = new FlowLayout(nullptr, 8);
    const auto add = [&](QPushButton* button, const QString& name) {
        button->setObjectName(name);
        buttons->addWidget(button);
        return button;
    };
    const bool asked = review.row && !review.row->paused;
    if (asked) {
        auto* now = add(makeButton(theme, tr("Review now"), this), u"drawerReviewNow"_s);
        auto* stop = add(makeButton(theme, tr("Do not ask again"), this), u"drawerReviewStop"_s);
        connect(now, &QPushButton::clicked, this, &ReviewPanel::nowAsked);
        connect(stop, &QPushButton::clicked, this, [this] { Q_EMIT wantAsked(false); });
    } else {
        auto* later = add(makeButton(theme, tr("Review this later"), this), u"drawerReviewLater"_s);
        connect(later, &QPushButton::clicked, this, [this] { Q_EMIT wantAsked(true); });
    }
    body()->addSpacing(2);
    body()->addLayout(buttons);
}

} // namespace cairn::ui
