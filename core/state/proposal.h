#pragma once

#include "core/events/catalogue.h"
#include "core/state/stamp.h"

#include <boost/describe/enum.hpp>

namespace cairn::state {

BOOST_DEFINE_ENUM_CLASS(ProposalAnswer, open, accepted, dismissed)

// The fold of the events of one proposal. The first answer counts: a second device that had not heard of it changes
// nothing.
struct Proposal {
    bool exists = false;
    events::ProposalMade made;
    std::int64_t createdAt = 0;
    ProposalAnswer answer = ProposalAnswer::open;
    std::string task; // that came of it

    bool operator==(const Proposal&) const = default;
};
BOOST_DESCRIBE_STRUCT(Proposal, (), (exists, made, createdAt, answer, task))

void apply(Proposal& proposal, const events::ProposalMade& payload, const Stamp& stamp);
void apply(Proposal& proposal, const events::ProposalAccepted& payload, const Stamp& stamp);
void apply(Proposal& proposal, const events::ProposalDismissed& payload, const Stamp& stamp);

} // namespace cairn::state
