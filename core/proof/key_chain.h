#pragma once

#include "core/base/error.h"
#include "core/events/receipt.h"

#include <set>
#include <string>
#include <vector>

namespace cairn::proof {

// Of `keys`, those named in `used` and those that vouch for them, from the server's first one on. NotFound where one is
// not there.
base::Expected<std::vector<events::AnnouncedKey>>
chainOf(const std::vector<events::AnnouncedKey>& keys, const std::set<std::string>& used);

// The ring of keys that stand in this order: each is vouched for by none, or by one before it. One that none vouches
// for is as good as who trusts it; a profile keeps keys without their vouchers.
base::Expected<events::KeyRing> ringOf(const std::vector<events::AnnouncedKey>& chain);

} // namespace cairn::proof
