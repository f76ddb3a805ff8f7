#pragma once

#include "core/api/tasks.h"
#include "ui/widgets/card.h"

namespace cairn::ui {

// Whether and how much a completed task counts towards the level.
class LevelPanel : public Card {
    Q_OBJECT

public:
    LevelPanel(Theme& theme, const api::TaskDetail& detail, QWidget* parent = nullptr);

    // Only what is completed can count.
    static bool isFor(const api::TaskDetail& detail);
};

} // namespace cairn::ui
