#pragma once

#include "core/api/paths.h"
#include "core/service/context.h"

namespace cairn::service {

// The path that the learner chose, else the first one; empty when there is none.
std::string currentPath(Reading& reading);

class PathService : public api::Paths {
public:
    explicit PathService(Context& context)
        : m_context(context) {}

    api::Request list(api::Reply<std::vector<api::PathSummary>> reply) override;
    api::Request detail(std::string path, api::Reply<api::PathDetail> reply) override;
    api::Request topic(std::string id, api::Reply<api::TopicDetail> reply) override;
    api::Request map(std::string path, bool everything, api::Reply<api::MapView> reply) override;
    api::Request draft(std::string path, api::Reply<api::PathDraft> reply) override;
    api::Request save(
        plan::PathPlan plan, plan::PathPlan opened, std::vector<plan::TopicVerdict> looked,
        api::Reply<api::Done> reply) override;
    api::Request choose(std::string path, api::Reply<api::Done> reply) override;
    api::Request remove(std::string path, api::Reply<api::Done> reply) override;
    api::Request unlock(std::string topic, api::Reply<api::Done> reply) override;
    api::Request setNote(std::string topic, std::string markdown, api::Reply<api::Done> reply) override;

private:
    base::Expected<api::Done> appendOne(const std::string& id, events::Draft draft, api::UndoEntry undo);

    Context& m_context;
};

} // namespace cairn::service
