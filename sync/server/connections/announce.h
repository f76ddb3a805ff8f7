#pragma once

#include "core/base/error.h"
#include "core/base/hybrid_clock.h"
#include "core/events/catalogue.h"

#include <functional>
#include <string>
#include <vector>

namespace cairn::server {

// Signs what only a server may say and puts it into a stream of the account, after all that `after` names. NotFound:
// there is no such account any more. Notary is behind it.
using Announce = std::function<base::Expected<void>(
    const std::string& account, const std::vector<events::Draft>& drafts, base::Hlc after)>;

} // namespace cairn::server
