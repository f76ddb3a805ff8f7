#pragma once

#include "core/api/profile.h"
#include "core/service/history_service.h"
#include "core/service/import_service.h"
#include "core/service/local_profile.h"
#include "core/service/path_service.h"
#include "core/service/progress_service.h"
#include "core/service/proposal_service.h"
#include "core/service/review_service.h"
#include "core/service/task_service.h"

#include <memory>

namespace cairn::service {

class ProfileService : public LocalProfile {
public:
    ProfileService(std::unique_ptr<Context> context, const std::filesystem::path& starterPaths, bool recovered);

    api::Tasks& tasks() override { return m_tasks; }

    api::Paths& paths() override { return m_paths; }

    api::Progress& progress() override { return m_progress; }

    api::Imports& imports() override { return m_imports; }

    api::History& history() override { return m_history; }

    api::Proposals& proposals() override { return m_proposals; }

    api::Reviews& reviews() override { return m_reviews; }

    api::ProfileState state() const override;
    api::Request setName(std::string name, api::Reply<bool> reply) override;
    api::Request setPreference(std::string key, std::string value, api::Reply<bool> reply) override;
    api::Request search(std::string words, std::int64_t limit, api::Reply<std::vector<api::SearchHit>> reply) override;

    api::Request proof(std::vector<events::AnnouncedKey> keys, api::Reply<std::string> reply) override {
        return m_progress.proof(std::move(keys), std::move(reply));
    }

    bool onStore(std::function<Exchanged(store::Store&)> work) override;
    api::Subscription subscribe(std::function<void(const api::Change&)> heard) override;

private:
    api::Request setInProfile(events::Draft draft, std::size_t length, api::Reply<bool> reply);
    void expirePlans();

    bool m_recovered;
    TaskService m_tasks;
    PathService m_paths;
    ProgressService m_progress;
    ImportService m_imports;
    HistoryService m_history;
    ProposalService m_proposals;
    ReviewService m_reviews;
    std::unique_ptr<Context> m_context; // last: its threads end before what they call
};

} // namespace cairn::service
