#pragma once

#include "core/api/tasks.h"
#include "core/service/context.h"

namespace cairn::service {

// What a server signed about a task that is verified, checked here with `keys`. `events`: those of the task.
std::optional<api::Receipt> receiptOf(
    Reading& reading, const state::Task& task, const std::vector<events::Event>& events, const events::KeyRing& keys);

} // namespace cairn::service
