#pragma once

#include "core/api/tasks.h"
#include "core/service/context.h"

namespace cairn::service {

class TaskService : public api::Tasks {
public:
    explicit TaskService(Context& context)
        : m_context(context) {}

    api::Request list(api::TaskFilter filter, api::Reply<api::TaskPage> reply) override;
    api::Request facets(std::string path, api::Reply<api::TaskFacets> reply) override;
    api::Request detail(std::string id, api::Reply<api::TaskDetail> reply) override;
    api::Request resolve(std::string words, api::Reply<std::string> reply) override;
    api::Request add(api::NewTask task, api::Reply<api::Done> reply) override;
    api::Request edit(std::string id, events::TaskEdited changes, api::Reply<api::Done> reply) override;
    api::Request
    schedule(std::vector<std::string> ids, std::optional<std::int64_t> at, api::Reply<api::Done> reply) override;
    api::Request
    act(api::TaskAction action, std::vector<std::string> ids, std::string remark, api::Reply<api::Done> reply) override;

private:
    base::Expected<api::Done> eraseRest(Reading& reading, api::Done done);

    // A draft or several for each id; refusals are gathered, or are the error when there is but one task.
    template<class MakeDraft>
    base::Expected<api::Done>
    forEach(Reading& reading, api::Command command, const std::vector<std::string>& ids, MakeDraft makeDraft);

    Context& m_context;
};

} // namespace cairn::service
