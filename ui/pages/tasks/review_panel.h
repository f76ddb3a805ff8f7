#pragma once

#include "core/api/reviews.h"
#include "ui/widgets/card.h"

#include <optional>

namespace cairn::ui {

// How a completed task is reviewed, as far as it is known.
struct TaskReview {
    std::optional<api::ReviewRow> row;    // none: it is not
    std::optional<base::Error> trouble{}; // it could not be read
};

// When a completed task is asked again, and what can be done about that.
class ReviewPanel : public Card {
    Q_OBJECT

public:
    ReviewPanel(Theme& theme, const TaskReview& review, QWidget* parent = nullptr);

Q_SIGNALS:
    void nowAsked();
    void wantAsked(bool wanted); // to be asked again, or not any more
};

} // namespace cairn::ui
