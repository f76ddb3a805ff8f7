#include "core/state/content.h"

namespace cairn::state {

void apply(Content& content, const events::ContentSet& payload, const Stamp& /*stamp*/) {
    content.current = payload;
}

} // namespace cairn::state
