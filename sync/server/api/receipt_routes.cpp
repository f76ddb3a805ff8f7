#include "sync/server/api/receipt_routes.h"

#include <boost/describe/class.hpp>

namespace cairn::server {

namespace {

struct KeysBody {
    std::vector<events::AnnouncedKey> keys;
};

BOOST_DESCRIBE_STRUCT(KeysBody, (), (keys))

} // namespace

std::vector<Route> receiptRoutes(std::function<std::vector<events::AnnouncedKey>()> announced, const Now& now) {
    Route keys;
    keys.method = "GET";
    keys.path = "/api/receipts/keys";
    keys.access = Access::anyone;
    keys.name = "receiptKeys";
    keys.summary = "The public keys (Ed25519) of receipts, the oldest first, each vouched for by the one before it.";
    return {answering<KeysBody>(
        std::move(keys), now,
        [announced = std::move(announced)](const Request&) -> Answer<KeysBody> { return KeysBody{announced()}; })};
}

} // namespace cairn::server
