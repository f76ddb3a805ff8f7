#include "core/plan/documentation.h"
#include "core/plan/plan_check.h"
#include "core/plan/plan_file.h"
#include "core/plan/plan_track.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

namespace {

using namespace cairn;

void demand(bool holds) {
    if (!holds) {
        std::abort();
    }
}

bool isPrevented(const plan::PlanCheck& found) {
    return std::ranges::any_of(found.flaws, [](const auto& flaw) { return plan::prevents(flaw.kind); });
}

// What is saved of a path that nothing prevents.
void checkTrack(const plan::PathPlan& proposed) {
    int made = 0;
    const auto whole = plan::withIds(proposed, {}, [&] { return "new-" + std::to_string(made++); });
    demand(!isPrevented(plan::check(whole)));
    const auto track = plan::trackOf(whole);
    demand(!track.id.empty() && track.topics.size() == proposed.topics.size());
    std::set<std::string> topics;
    for (const auto& topic : track.topics) {
        for (const auto& needed : topic.definition.prerequisites) {
            demand(topics.contains(needed));
        }
        demand(topics.insert(topic.id).second);
    }
    for (const auto& task : track.tasks) {
        demand(!task.id.empty() && task.definition.difficulty >= 1 && task.definition.difficulty <= 10);
    }
}

} // namespace

// Whatever somebody proposes as a path: what is read of it is written and read back as it is, has an order or is told
// why not, and can be saved where nothing prevents it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto read = plan::readPlan({reinterpret_cast<const char*>(data), size}, "file");
    if (!read) {
        demand(!read.error().message.empty() && read.error().place.starts_with("file"));
        return 0;
    }
    demand(plan::readPlan(plan::writePlan(*read), "file") == *read);

    const auto found = plan::check(*read);
    demand(found.order.empty() || found.order.size() == read->topics.size());
    demand(!found.order.empty() || isPrevented(found));
    if (!isPrevented(found)) {
        checkTrack(*read);
    }
    for (const auto& topic : read->topics) {
        for (const auto& term : plan::termsOf(topic)) {
            demand(plan::mentions(term, term));
        }
    }
    return 0;
}
