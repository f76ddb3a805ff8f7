#pragma once

#include "core/base/error.h"
#include "core/base/hybrid_clock.h"
#include "core/events/catalogue.h"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace cairn::server {

// Only what may still be said is said: nothing, where the server has said something about one of the subjects after the
// number `since` of its own log.
struct Unsaid {
    std::set<std::string> subjects;
    std::int64_t since = 0;
};

// Signs what only a server may say and puts it into a stream of the account, after all that `after` names. NotFound:
// there is no such account any more; Refused: see Unsaid. Notary is behind it.
using Announce = std::function<base::Expected<void>(
    const std::string& account, const std::vector<events::Draft>& drafts, base::Hlc after,
    const std::optional<Unsaid>& unsaid)>;

// The last event that the server has said to an account.
using SaidLast = std::function<events::EventRef(const std::string& account)>;

} // namespace cairn::server
