#pragma once

#include "core/events/catalogue.h"
#include "core/state/stamp.h"

namespace cairn::state {

// The fold of the events of one topic of a path.
struct Topic {
    bool exists = false;
    events::TopicCreated definition;
    bool retired = false;
    bool unlocked = false; // by the learner's choice, in spite of `despite`
    std::vector<std::string> despite;
    std::string note; // the learner's own, Markdown
    std::optional<events::TopicDocumented> documented;

    bool operator==(const Topic&) const = default;
};
BOOST_DESCRIBE_STRUCT(Topic, (), (exists, definition, retired, unlocked, despite, note, documented))

void apply(Topic& topic, const events::TopicCreated& payload, const Stamp& stamp);
void apply(Topic& topic, const events::TopicRetired& payload, const Stamp& stamp);
void apply(Topic& topic, const events::TopicUnlocked& payload, const Stamp& stamp);
void apply(Topic& topic, const events::TopicNoted& payload, const Stamp& stamp);
void apply(Topic& topic, const events::TopicDocumented& payload, const Stamp& stamp);

} // namespace cairn::state
