#include "core/state/study_path.h"

namespace cairn::state {

void apply(StudyPath& path, const events::PathCreated& payload, const Stamp& stamp) {
    if (!path.exists) {
        path.createdAt = stamp.at;
    }
    path.exists = true;
    path.removed = false;
    path.definition = payload;
}

void apply(StudyPath& path, const events::PathRemoved& /*payload*/, const Stamp& /*stamp*/) {
    path.removed = true;
}

} // namespace cairn::state
