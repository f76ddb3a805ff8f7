#pragma once

#include "core/events/catalogue.h"
#include "core/state/stamp.h"

namespace cairn::state {

// The texts, files and links of a task or a topic; the last that were set.
struct Content {
    events::ContentSet current;

    bool operator==(const Content&) const = default;
};
BOOST_DESCRIBE_STRUCT(Content, (), (current))

void apply(Content& content, const events::ContentSet& payload, const Stamp& stamp);

} // namespace cairn::state
