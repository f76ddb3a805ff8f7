#pragma once

#include "core/api/paths.h"
#include "core/service/context.h"

namespace cairn::service {

// Whether it is an exercise that stands in the plan of its path.
bool isPlanned(const state::Task& task);

// A path of the learner's own as a plan; NotFound, and Refused where it came from elsewhere.
base::Expected<api::PathDraft> draftOf(Reading& reading, const std::string& path);

// What has to happen so that the profile has the plan, and what was found of its topics. InvalidInput and LimitExceeded
// where a text is not fit (see plan_file.h), Refused where the path could not be learned (see prevents()), or is not
// any more what was `opened`.
struct PlanChanges {
    std::string path; // id
    std::string title;
    std::vector<events::Draft> drafts;
};

base::Expected<PlanChanges> changesFor(
    Reading& reading, const plan::PathPlan& plan, const plan::PathPlan& opened,
    const std::vector<plan::TopicVerdict>& looked);

} // namespace cairn::service
