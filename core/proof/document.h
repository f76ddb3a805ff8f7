#pragma once

#include "core/proof/proof.h"

#include <boost/json/object.hpp>

namespace cairn::proof {

// What receipts that were checked come to.
Statement stateOf(const std::vector<events::Event>& receipts, const std::vector<events::AnnouncedKey>& chain);

// The whole document: nothing stands in it that does not come from these two.
boost::json::object
documentOf(const std::vector<events::Event>& receipts, const std::vector<events::AnnouncedKey>& chain);

} // namespace cairn::proof
