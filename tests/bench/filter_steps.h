#pragma once

#include "ui/models/task_choice.h"

#include <QString>

#include <functional>
#include <vector>

namespace cairn::bench {

// What a person can do to see other tasks.
class FilterHands {
public:
    virtual ~FilterHands() = default;

    virtual void type(const QString& text) = 0; // into the field, in place of what stands there
    virtual void choose(const std::function<void(ui::TaskChoice&)>& edit) = 0; // by a chip
    virtual void sortBy(int column) = 0;
    virtual void showTimeline(bool timeline) = 0;
};

struct FilterStep {
    QString name;
    std::function<void(FilterHands&)> act;
    bool asks = true; // the profile in every case
};

// One after the other, each beginning with what the last has left.
std::vector<FilterStep> filterSteps();

} // namespace cairn::bench
