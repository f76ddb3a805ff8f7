#pragma once

#include "core/api/profile.h"

#include <QTimer>

namespace cairn::ui::test {

// The paths of a real profile, whose map can fail, or never come until it is cancelled.
class FaultyPaths : public api::Paths {
public:
    explicit FaultyPaths(api::Paths& real)
        : m_real(real) {}

    bool fails = false;
    bool hangs = false;

    api::Request list(api::Reply<std::vector<api::PathSummary>> reply) override { return m_real.list(reply); }

    api::Request detail(std::string path, api::Reply<api::PathDetail> reply) override {
        return m_real.detail(path, reply);
    }

    api::Request topic(std::string id, api::Reply<api::TopicDetail> reply) override { return m_real.topic(id, reply); }

    api::Request map(std::string path, bool everything, api::Reply<api::MapView> reply) override {
        if (fails) {
            QTimer::singleShot(0, &m_thread, [reply] { reply(base::fail(base::ErrorCode::Io, "The disk said no.")); });
            return {};
        }
        if (hangs) {
            auto shared = std::make_shared<api::Request::Shared>();
            auto* watch = new QTimer(&m_thread);
            QObject::connect(watch, &QTimer::timeout, watch, [watch, shared, reply] {
                if (shared->stop.stop_requested()) {
                    watch->deleteLater();
                    watch->stop();
                    reply(base::fail(base::ErrorCode::Cancelled, "stopped"));
                }
            });
            watch->start(5);
            return api::Request(shared);
        }
        return m_real.map(path, everything, reply);
    }

    api::Request draft(std::string path, api::Reply<api::PathDraft> reply) override {
        return m_real.draft(path, reply);
    }

    api::Request save(
        plan::PathPlan plan, plan::PathPlan opened, std::vector<plan::TopicVerdict> looked,
        api::Reply<api::Done> reply) override {
        return m_real.save(plan, opened, looked, reply);
    }

    api::Request choose(std::string path, api::Reply<api::Done> reply) override { return m_real.choose(path, reply); }

    api::Request remove(std::string path, api::Reply<api::Done> reply) override { return m_real.remove(path, reply); }

    api::Request unlock(std::string topic, api::Reply<api::Done> reply) override { return m_real.unlock(topic, reply); }

    api::Request setNote(std::string topic, std::string markdown, api::Reply<api::Done> reply) override {
        return m_real.setNote(topic, markdown, reply);
    }

private:
    api::Paths& m_real;
    QObject m_thread;
};

class FaultyProfile : public api::Profile {
public:
    explicit FaultyProfile(api::Profile& real)
        : faulty(real.paths())
        , m_real(real) {}

    FaultyPaths faulty;

    api::Tasks& tasks() override { return m_real.tasks(); }

    api::Paths& paths() override { return faulty; }

    api::Progress& progress() override { return m_real.progress(); }

    api::Imports& imports() override { return m_real.imports(); }

    api::History& history() override { return m_real.history(); }

    api::Proposals& proposals() override { return m_real.proposals(); }

    api::Reviews& reviews() override { return m_real.reviews(); }

    api::ProfileState state() const override { return m_real.state(); }

    api::Request setName(std::string name, api::Reply<bool> reply) override { return m_real.setName(name, reply); }

    api::Request setPreference(std::string key, std::string value, api::Reply<bool> reply) override {
        return m_real.setPreference(key, value, reply);
    }

    api::Request search(std::string words, std::int64_t limit, api::Reply<std::vector<api::SearchHit>> reply) override {
        return m_real.search(words, limit, reply);
    }

    api::Subscription subscribe(std::function<void(const api::Change&)> heard) override {
        return m_real.subscribe(heard);
    }

private:
    api::Profile& m_real;
};

} // namespace cairn::ui::test
