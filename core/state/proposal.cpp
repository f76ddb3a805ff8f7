#include "core/state/proposal.h"

namespace cairn::state {

void apply(Proposal& proposal, const events::ProposalMade& payload, const Stamp& stamp) {
    if (!proposal.exists) {
        proposal.exists = true;
        proposal.made = payload;
        proposal.createdAt = stamp.at;
    }
}

void apply(Proposal& proposal, const events::ProposalAccepted& payload, const Stamp& /*stamp*/) {
    if (proposal.answer == ProposalAnswer::open) {
        proposal.answer = ProposalAnswer::accepted;
        proposal.task = payload.task;
    }
}

void apply(Proposal& proposal, const events::ProposalDismissed& /*payload*/, const Stamp& /*stamp*/) {
    if (proposal.answer == ProposalAnswer::open) {
        proposal.answer = ProposalAnswer::dismissed;
    }
}

} // namespace cairn::state
