#pragma once

#include "ui/widgets/card.h"

class QPushButton;

namespace cairn::ui {

class ReviewSession;

// What came of a sitting of reviews, and when there is something to review again.
class ReviewSummary : public Card {
    Q_OBJECT

public:
    explicit ReviewSummary(Theme& theme, QWidget* parent = nullptr);

    void show(const ReviewSession& session);
    void focusFirst();

Q_SIGNALS:
    void leaveAsked();
    void moreAsked(); // what is still due

private:
    QString headline(const ReviewSession& session) const;
    QString outcomes(const ReviewSession& session) const;
    QString nextText(const ReviewSession& session) const;

    TextLabel* m_headline;
    TextLabel* m_outcomes;
    TextLabel* m_next;
    TextLabel* m_undo;
    QPushButton* m_leave;
    QPushButton* m_more;
};

} // namespace cairn::ui
