#pragma once

#include <QString>

namespace cairn::bench {

class WatchedApplication;

struct FilterBench {
    int tasks = 50'000;
    QString folder; // of the profile; empty: a temporary one
};

// Filters and searches in the real page of tasks, and prints what the GUI thread takes for each from the click to the
// last paint of the answer; in sum, and for the longest event of it.
void benchFilters(WatchedApplication& application, const FilterBench& bench);

} // namespace cairn::bench
