#pragma once

#include "core/base/clock.h"
#include "core/service/local_profile.h"
#include "sync/replica/profile_session.h"
#include "sync/server/hub/hub.h"

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace cairn::server {

// An account's own profile at the server, for what is asked of it over HTTP: one more device of the account, which
// keeps its store in a folder of the server and exchanges it through the hub as every device does. So all that is
// shown is the same fold of the same events, and all that is written is events like any other. Thread-safe.
class Desk {
public:
    // Throws std::runtime_error where the store cannot be opened. `token` is good for the hub; receipts that `keys`
    // made count.
    Desk(
        const std::filesystem::path& folder, events::KeyRing keys, const std::string& token, Hub& hub,
        base::Clock clock);
    ~Desk();
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    // Waits until all that the hub has confirmed so far is here; false when that takes too long.
    bool catchUp();

    // Waits until all that was written here is confirmed; false when that takes too long.
    bool settle();

    // What all events that are here fold to. Refused while something is shown that is not of them.
    base::Expected<store::FoldedProfile> folded();

    // Whether these events are here.
    bool has(const std::vector<events::EventRef>& events);

    // Says hello to the hub anew: another server of the same database may have stored what nobody told this one.
    void connectAgain();

    // Asks, or writes, on the profile's writing thread, and waits for the answer. What `work` says it wrote is told to
    // the log like anything that a learner writes here.
    template<class T> T onStore(std::function<T(store::Store&, service::Exchanged& written)> work);

    api::Profile& profile() { return *m_profile; }

private:
    class Line;

    void connect(std::int64_t seen);
    bool waitFor(const std::function<bool(const engine::ClientStatus&)>& reached);
    void barrier();

    Hub& m_hub;
    std::string m_token;
    base::Clock m_clock;

    std::mutex m_connecting; // one at a time; locked before the other
    std::mutex m_mutex;      // of what follows
    std::condition_variable m_told;
    engine::ClientStatus m_status{};
    bool m_ended = false; // the session is over

    std::int64_t m_lines = 0; // that there were, with this one
    std::shared_ptr<Line> m_line{};
    std::unique_ptr<service::LocalProfile> m_profile; // its threads call the line
    api::Subscription m_subscription;
};

template<class T> T Desk::onStore(std::function<T(store::Store&, service::Exchanged& written)> work) {
    std::promise<T> answer;
    m_profile->onStore([&](store::Store& store) {
        service::Exchanged written;
        try {
            answer.set_value(work(store, written));
        } catch (...) {
            answer.set_exception(std::current_exception());
        }
        return written;
    });
    return answer.get_future().get();
}

} // namespace cairn::server
