#include "sync/server/paths/plan_validator.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <thread>
#include <utility>

namespace cairn::server {

using base::ErrorCode;
using events::TopicDocumented;

namespace {

// Does `work` for 0 to `count` - 1, some of them at a time.
void doAll(std::size_t count, const std::function<void(std::size_t)>& work) {
    std::atomic<std::size_t> next = 0;
    std::vector<std::jthread> threads;
    threads.reserve(PlanValidator::kAsking);
    while (threads.size() < std::min(PlanValidator::kAsking, count)) {
        threads.emplace_back([&] {
            for (auto at = next++; at < count; at = next++) {
                work(at);
            }
        });
    }
}

// Stops after some time, or with another.
class Deadline {
public:
    Deadline(std::chrono::milliseconds patience, const std::stop_token& other)
        : m_with(other, [this] { m_reached.request_stop(); })
        , m_waiting([this, patience](const std::stop_token& done) {
            std::mutex mutex;
            std::unique_lock lock(mutex);
            std::condition_variable_any never;
            never.wait_for(lock, done, patience, [] { return false; });
            m_reached.request_stop();
        }) {}

    std::stop_token token() const { return m_reached.get_token(); }

private:
    std::stop_source m_reached{};
    std::stop_callback<std::function<void()>> m_with;
    std::jthread m_waiting;
};

} // namespace

PlanValidator::PlanValidator(Settings settings)
    : m_settings(std::move(settings)) {}

base::Expected<plan::PlanVerdict> PlanValidator::validate(const std::string& account, const plan::PathPlan& plan) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_running.contains(account)) {
            return base::fail(ErrorCode::Busy, "another path of yours is being validated; again when it is done");
        }
        if (m_running.size() >= kAtOnce) {
            return base::fail(ErrorCode::Busy, "other paths are being validated; again in a moment");
        }
        m_running.insert(account);
    }
    const std::shared_ptr<void> running(nullptr, [&](void*) {
        const std::lock_guard lock(m_mutex);
        m_running.erase(account);
    });
    return plan::verdictOf(plan, lookUp(plan));
}

std::vector<plan::TopicVerdict> PlanValidator::lookUp(const plan::PathPlan& plan) {
    const Deadline deadline(m_settings.patience, m_stop.get_token());
    DocumentationSearch search(m_settings.ask, m_cache, m_settings.now, deadline.token());

    std::map<std::string, TopicDocumented> libraries; // by technology, each once
    for (const auto& topic : plan.topics) {
        if (!topic.technology.empty()) {
            libraries[topic.technology] = {
                .technology = topic.technology, .reason = "This server asks no documentation."};
        }
    }
    std::vector<TopicDocumented*> technologies;
    technologies.reserve(libraries.size());
    for (auto& [technology, library] : libraries) {
        technologies.push_back(&library);
    }
    if (m_settings.ask) {
        doAll(technologies.size(), [&](std::size_t at) {
            *technologies[at] = search.library(technologies[at]->technology);
        });
    }

    std::vector<plan::TopicVerdict> verdicts(plan.topics.size());
    doAll(plan.topics.size(), [&](std::size_t at) {
        const auto& topic = plan.topics[at];
        auto& verdict = verdicts[at];
        verdict.topic = topic.id;
        if (!topic.technology.empty()) {
            verdict.documented = search.topic(topic, libraries.at(topic.technology));
        }
        verdict.standing = plan::standingOf(topic, verdict.documented);
    });
    return verdicts;
}

} // namespace cairn::server
