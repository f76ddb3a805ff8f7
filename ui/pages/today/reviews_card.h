#pragma once

#include "core/api/profile.h"
#include "ui/widgets/card.h"

class QPushButton;

namespace cairn::ui {

class Notice;

// What of the solved problems is to be reviewed now, the least remembered first; or when the next is.
class ReviewsCard : public Card {
    Q_OBJECT

public:
    static constexpr std::size_t kShown = 3;

    ReviewsCard(api::Profile& profile, Theme& theme, QWidget* parent = nullptr);

    void show(const api::TodayView& view);
    void focusReview(); // the keyboard comes back from reviewing

Q_SIGNALS:
    void reviewAsked(const QString& first); // all that is due, beginning with this one where it is not empty

private:
    void showRows(const std::vector<api::ReviewRow>& rows, std::int64_t all);
    void askWhatIsNext();
    void sayWhatIsNext(const api::ReviewsView& view);

    api::Profile& m_profile;
    Theme& m_theme;
    QPushButton* m_review;
    QWidget* m_rows = nullptr;
    TextLabel* m_next;
    Notice* m_trouble;
    QPushButton* m_again;
    api::Request m_request;
};

} // namespace cairn::ui
