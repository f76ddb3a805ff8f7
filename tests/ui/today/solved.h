#pragma once

#include "core/api/profile.h"
#include "tests/ui/ui_fixture.h"

#include <string>

namespace cairn::test {

// A problem that is solved now, on the clock of the profile.
inline std::string solve(
    api::Profile& profile, const std::string& title,
    const std::string& url = "https://leetcode.com/problems/two-sum/") {
    api::NewTask task;
    task.title = title;
    task.url = url;
    const auto added = UiFixture::answer<api::Done>([&](auto reply) { return profile.tasks().add(task, reply); });
    const std::string id = added.value().changed.front();
    for (const auto action : {api::TaskAction::start, api::TaskAction::complete}) {
        UiFixture::answer<api::Done>([&](auto reply) { return profile.tasks().act(action, {id}, {}, reply); }).value();
    }
    return id;
}

// How it is reviewed; none: it is not.
inline std::optional<api::ReviewRow> reviewOf(api::Profile& profile, const std::string& id) {
    return UiFixture::answer<std::optional<api::ReviewRow>>([&](auto reply) { return profile.reviews().of(id, reply); })
        .value();
}

} // namespace cairn::test
