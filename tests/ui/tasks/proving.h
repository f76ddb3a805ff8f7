#pragma once

#include "core/service/local_profile.h"
#include "tests/core/service/signing_server.h"
#include "tests/ui/ui_fixture.h"

#include <QDateTime>

#include <functional>
#include <semaphore>
#include <string>

namespace cairn::test {

// Tasks that a platform can prove, and a server that speaks about them.
class Proving {
public:
    explicit Proving(api::Profile& profile)
        : m_profile(profile) {}

    // At LeetCode, started.
    std::string add(const std::string& title) {
        api::NewTask task;
        task.title = title;
        task.url = "https://leetcode.com/problems/two-sum/";
        const auto done = UiFixture::answer<api::Done>([&](auto reply) { return m_profile.tasks().add(task, reply); });
        const auto id = done->changed.front();
        act(api::TaskAction::start, id);
        return id;
    }

    void claim(const std::string& id) { act(api::TaskAction::claim, id); }

    template<class Payload> void say(const std::string& id, const Payload& payload) {
        m_server.say("task/" + id, payload, QDateTime::currentMSecsSinceEpoch() + 1000);
    }

    static events::TaskVerified receipt() {
        return {
            .evidence = "“Two Sum” accepted in C++",
            .platform = events::Platform::leetcode,
            .account = "mira_codes",
            .solvedAt = QDateTime::currentMSecsSinceEpoch() - 60'000,
            .answer = std::string(64, 'a')};
    }

private:
    void act(api::TaskAction action, const std::string& id) {
        QVERIFY(UiFixture::answer<api::Done>([&](auto reply) {
                    return m_profile.tasks().act(action, {id}, {}, reply);
                }).has_value());
    }

    void onStore(const std::function<service::Exchanged(store::Store&)>& work) {
        std::binary_semaphore done(0);
        dynamic_cast<service::LocalProfile&>(m_profile).onStore([&](store::Store& store) {
            auto exchanged = work(store);
            done.release();
            return exchanged;
        });
        done.acquire();
    }

    api::Profile& m_profile;
    SigningServer m_server{[this](auto work) { onStore(work); }, QDateTime::currentMSecsSinceEpoch()};
};

} // namespace cairn::test
