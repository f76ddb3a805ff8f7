#pragma once

#include "sync/server/desk/desk.h"

#include <string>

namespace cairn::server {

// Says for the learner that a task is done, which is to be proven, at the account's desk. Answers with the job that
// sees to it; where the task waits for one already, with that one. Errors: NotFound; Refused where the task's state
// does not allow it, with what to do first. The desk has to be caught up; nothing is confirmed yet.
base::Expected<std::string> claimTask(Desk& desk, const std::string& task, base::Millis now);

} // namespace cairn::server
