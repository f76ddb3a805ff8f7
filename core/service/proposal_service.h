#pragma once

#include "core/api/proposals.h"
#include "core/service/context.h"
#include "core/service/proposal_inbox.h"

namespace cairn::service {

class ProposalService : public api::Proposals {
public:
    static constexpr std::size_t kOpenMost = 100; // that wait for an answer

    explicit ProposalService(Context& context)
        : m_context(context)
        , m_inbox(context.folder()) {}

    api::Request list(api::Reply<std::vector<api::Proposal>> reply) override;
    api::Request propose(events::ProposalMade proposal, api::Reply<std::string> reply) override;
    api::Request takeIn(api::Reply<std::int64_t> reply) override;

    std::filesystem::path folder() const override { return m_inbox.folder(); }

    api::Request accept(std::string id, api::Reply<api::Done> reply) override;
    api::Request dismiss(std::string id, api::Reply<api::Done> reply) override;

private:
    base::Expected<std::int64_t> takeInNow(Reading& reading);
    base::Expected<api::Done>
    answer(std::vector<events::Draft> drafts, const std::string& changed, api::UndoEntry undo);

    Context& m_context;
    ProposalInbox m_inbox;
};

} // namespace cairn::service
