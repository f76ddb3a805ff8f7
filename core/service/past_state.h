#pragma once

#include "core/service/standings.h"
#include "core/store/event_log.h"

#include <map>
#include <string>

namespace cairn::service {

// Everything as it was folded from the events up to a time.
struct PastState {
    std::map<std::string, state::StudyPath> paths;
    std::map<std::string, state::Topic> topics;
    std::map<std::string, state::Task> tasks;
    std::map<std::string, state::Review> reviews; // by id of the task
    state::Profile profile;
};

PastState pastState(store::EventLog& log, base::Hlc until, const events::KeyRing& keys);

} // namespace cairn::service
