#pragma once

#include "core/events/receipt.h"
#include "sync/server/http/route.h"

#include <functional>
#include <vector>

namespace cairn::server {

// /api/receipts/keys: with which everybody can check what this server has signed.
std::vector<Route> receiptRoutes(std::function<std::vector<events::AnnouncedKey>()> announced, const Now& now);

} // namespace cairn::server
