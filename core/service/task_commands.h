#pragma once

#include "core/api/tasks.h"
#include "core/service/context.h"
#include "core/store/store.h"

namespace cairn::service {

// What a person may enter is checked here, before it becomes an event.
base::Expected<events::TaskCreated> checkedTask(Reading& reading, const api::NewTask& task);
base::Expected<void> checkEdit(const events::TaskEdited& changes);

// What carries `action` out on one task, or why it is refused: a sentence that names what is missing.
base::Expected<std::vector<events::Draft>>
draftsFor(Reading& reading, api::TaskAction action, const std::string& id, const std::string& remark, int utcOffset);

// The same for a plan.
base::Expected<events::Draft>
draftForPlan(Reading& reading, const std::string& id, const std::optional<std::int64_t>& at);

} // namespace cairn::service
