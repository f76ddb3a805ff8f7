#include "core/state/connection.h"

namespace cairn::state {

void apply(Connection& connection, const events::ConnectionProven& payload, const Stamp& stamp) {
    if (stamp.receipted) {
        if (connection.account != payload.account) {
            connection.figures = {}; // another's
        }
        connection.account = payload.account;
        connection.proof = payload.proof;
        connection.since = stamp.at;
    }
}

void apply(Connection& connection, const events::ConnectionRemoved& /*payload*/, const Stamp& stamp) {
    if (stamp.receipted) {
        connection = {};
    }
}

void apply(Connection& connection, const events::ConnectionFigures& payload, const Stamp& stamp) {
    if (stamp.receipted && !connection.account.empty()) {
        connection.figures = payload;
    }
}

} // namespace cairn::state
