#include "core/state/topic.h"

namespace cairn::state {

void apply(Topic& topic, const events::TopicCreated& payload, const Stamp& /*stamp*/) {
    topic.exists = true;
    topic.retired = false;
    topic.definition = payload;
}

void apply(Topic& topic, const events::TopicRetired& /*payload*/, const Stamp& /*stamp*/) {
    topic.retired = true;
}

void apply(Topic& topic, const events::TopicUnlocked& payload, const Stamp& /*stamp*/) {
    topic.unlocked = true;
    topic.despite = payload.despite;
}

void apply(Topic& topic, const events::TopicNoted& payload, const Stamp& /*stamp*/) {
    topic.note = payload.text;
}

void apply(Topic& topic, const events::TopicDocumented& payload, const Stamp& /*stamp*/) {
    topic.documented = payload;
}

} // namespace cairn::state
