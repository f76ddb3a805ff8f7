#include "core/service/profile_service.h"

#include "core/base/text.h"
#include "core/service/task_rows.h"

#include <algorithm>
#include <future>

namespace cairn::service {

namespace {

constexpr std::size_t kTextLength = 1'000;
constexpr std::chrono::minutes kPlansLookedAt{1};

api::SearchHit::Kind kindOf(const std::string& kind) {
    return kind == "path"    ? api::SearchHit::Kind::path
           : kind == "topic" ? api::SearchHit::Kind::topic
                             : api::SearchHit::Kind::task;
}

} // namespace

ProfileService::ProfileService(
    std::unique_ptr<Context> context, const std::filesystem::path& starterPaths, bool recovered)
    : m_recovered(recovered)
    , m_tasks(*context)
    , m_paths(*context)
    , m_progress(*context)
    , m_imports(*context, starterPaths)
    , m_history(*context)
    , m_proposals(*context)
    , m_reviews(*context)
    , m_context(std::move(context)) {
    if (!m_context->readOnly()) {
        // Before anybody asks: who opens a profile sees it as of now.
        expirePlans();
        m_proposals.takeIn({}).keep();
        std::promise<void> looked;
        m_context->writing().post([&] { looked.set_value(); });
        looked.get_future().wait();
        m_context->writing().whenIdle(kPlansLookedAt, [this] { expirePlans(); });
    }
}

api::ProfileState ProfileService::state() const {
    auto facts = m_context->facts();
    return {m_context->folder(), m_context->readOnly(), m_recovered,
            facts.sample,        std::move(facts.name), std::move(facts.preferences)};
}

// A plan for a day expires unstarted when that day is over. Nobody asked for it, so that nobody hears of a trouble: the
// next look tries again.
void ProfileService::expirePlans() {
    m_context
        ->command<bool>(
            {},
            [this](store::Store&, Reading& reading, const base::Progress&) -> base::Expected<bool> {
                std::vector<events::Draft> drafts;
                for (const auto& id : reading.views.overdue(m_context->startOf(m_context->today()))) {
                    const auto task = reading.views.find<state::Task>("task/" + id);
                    drafts.push_back(
                        events::draft("task/" + id, events::TaskExpired{task ? task->scheduledAt.value_or(0) : 0}));
                }
                return drafts.empty() || m_context->appendNow(drafts).has_value();
            })
        .keep();
}

api::Request ProfileService::setInProfile(events::Draft draft, std::size_t length, api::Reply<bool> reply) {
    return m_context->command<bool>(
        std::move(reply),
        [this, draft = std::move(draft),
         length](store::Store&, Reading&, const base::Progress&) -> base::Expected<bool> {
            if (length > kTextLength) {
                return base::fail(base::ErrorCode::LimitExceeded, "that is longer than 1,000 bytes");
            }
            auto appended = m_context->appendNow({draft});
            if (!appended) {
                return std::unexpected(appended.error());
            }
            return true;
        });
}

api::Request ProfileService::setName(std::string name, api::Reply<bool> reply) {
    const auto length = name.size();
    return setInProfile(events::draft("profile/self", events::ProfileNamed{std::move(name)}), length, std::move(reply));
}

api::Request ProfileService::setPreference(std::string key, std::string value, api::Reply<bool> reply) {
    const auto length = key.size() + value.size();
    return setInProfile(
        events::draft("profile/self", events::PreferenceSet{std::move(key), std::move(value)}), length,
        std::move(reply));
}

api::Request
ProfileService::search(std::string words, std::int64_t limit, api::Reply<std::vector<api::SearchHit>> reply) {
    return m_context->ask<std::vector<api::SearchHit>>(
        std::move(reply),
        [words = std::move(words), limit](Reading& reading) -> base::Expected<std::vector<api::SearchHit>> {
            std::vector<api::SearchHit> hits;
            for (auto& line : reading.views.search(wordsOf(words), std::clamp<std::int64_t>(limit, 0, 500))) {
                hits.push_back({kindOf(line.kind), std::move(line.id), std::move(line.title), std::move(line.context)});
            }
            return hits;
        });
}

bool ProfileService::onStore(std::function<Exchanged(store::Store&)> work) {
    return m_context->exchange(std::move(work));
}

api::Subscription ProfileService::subscribe(std::function<void(const api::Change&)> heard) {
    return m_context->subscribe(std::move(heard));
}

} // namespace cairn::service
