#pragma once

#include "core/events/catalogue.h"
#include "core/state/stamp.h"

namespace cairn::state {

// The fold of the events of one path. Its topics and tasks are subjects of their own that name it.
struct StudyPath {
    bool exists = false;
    events::PathCreated definition;
    std::int64_t createdAt = 0; // milliseconds UTC
    bool removed = false;

    bool operator==(const StudyPath&) const = default;
};
BOOST_DESCRIBE_STRUCT(StudyPath, (), (exists, definition, createdAt, removed))

void apply(StudyPath& path, const events::PathCreated& payload, const Stamp& stamp);
void apply(StudyPath& path, const events::PathRemoved& payload, const Stamp& stamp);

} // namespace cairn::state
