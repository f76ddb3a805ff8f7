#pragma once

#include "core/api/tasks.h"
#include "core/service/context.h"

namespace cairn::service {

// Events as the pages show them: with what their subject is called, and whether the fold passed them over.
std::vector<api::HistoryEntry> historyEntries(Reading& reading, const std::vector<events::Event>& events);

} // namespace cairn::service
