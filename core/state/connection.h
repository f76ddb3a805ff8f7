#pragma once

#include "core/events/catalogue.h"
#include "core/state/stamp.h"

#include <cstdint>
#include <string>

namespace cairn::state {

// The learner's account at a platform, and what the platform said of it last. Only what a server signed counts.
struct Connection {
    std::string account; // empty: none
    events::AccountProof proof = events::AccountProof::challenge;
    std::int64_t since = 0; // milliseconds UTC
    events::ConnectionFigures figures;

    bool operator==(const Connection&) const = default;
};
BOOST_DESCRIBE_STRUCT(Connection, (), (account, proof, since, figures))

void apply(Connection& connection, const events::ConnectionProven& payload, const Stamp& stamp);
void apply(Connection& connection, const events::ConnectionRemoved& payload, const Stamp& stamp);
void apply(Connection& connection, const events::ConnectionFigures& payload, const Stamp& stamp);

} // namespace cairn::state
