#include "core/state/profile.h"

namespace cairn::state {

void apply(Profile& profile, const events::ProfileNamed& payload, const Stamp& /*stamp*/) {
    profile.name = payload.name;
}

void apply(Profile& profile, const events::PreferenceSet& payload, const Stamp& /*stamp*/) {
    profile.preferences[payload.key] = payload.value;
}

} // namespace cairn::state
