#pragma once

#include "core/events/catalogue.h"
#include "core/state/stamp.h"

#include <map>
#include <string>

namespace cairn::state {

// The learner's name and preferences; each preference by itself, the last writer wins.
struct Profile {
    std::string name;
    std::map<std::string, std::string> preferences;

    bool operator==(const Profile&) const = default;
};
BOOST_DESCRIBE_STRUCT(Profile, (), (name, preferences))

void apply(Profile& profile, const events::ProfileNamed& payload, const Stamp& stamp);
void apply(Profile& profile, const events::PreferenceSet& payload, const Stamp& stamp);

} // namespace cairn::state
