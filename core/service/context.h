#pragma once

#include "core/api/profile.h"
#include "core/base/clock.h"
#include "core/service/local_profile.h"
#include "core/service/standings.h"
#include "core/service/undo_stack.h"
#include "core/service/worker.h"
#include "core/store/store.h"
#include "core/store/views.h"

#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace cairn::service {

// One connection with what is read through it; used on one thread.
struct Reading {
    store::Database& database;
    store::Views views;
    store::EventLog log;
    Standings standings;

    explicit Reading(store::Database& connection)
        : database(connection)
        , views(connection)
        , log(connection)
        , standings(views) {}

    // In a process that only reads: whether another one has written since this was last asked.
    bool othersWrote() {
        const auto before = std::exchange(m_version, database.number("PRAGMA data_version"));
        return before != m_version;
    }

private:
    std::int64_t m_version = 0;
};

// What a window wants to know of a profile at any moment, without asking the disk.
struct ProfileFacts {
    std::string name;
    std::map<std::string, std::string> preferences;
    bool sample = false; // sample data is there
};

// What the parts of the service share. Commands run on the writing thread with the store's connection; questions run on
// the reading thread with a connection of its own, so that a long import or rebuild keeps no page waiting; layouts run
// on a third. Answers are delivered through `deliver`.
class Context {
public:
    // `store` is null where another process is the writer.
    Context(
        const std::filesystem::path& folder, std::unique_ptr<store::Store> store, events::KeyRing keys,
        base::Clock clock, api::Deliver deliver);
    ~Context();
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    // Asks on the reading thread. `work(Reading&)` answers with base::Expected<T>.
    template<class T, class Work> api::Request ask(api::Reply<T> reply, Work work);

    // The same on the writing thread, for what changes something: `work(store::Store&, Reading&, base::Progress)`.
    // Refused where another process is the writer.
    template<class T, class Work>
    api::Request command(api::Reply<T> reply, Work work, std::function<void(const base::ProgressStep&)> progress = {});

    // On the thread for long computing, without the database: `work(base::Progress)`.
    template<class T, class Work>
    void compute(std::shared_ptr<api::Request::Shared> shared, api::Reply<T> reply, Work work);

    // Appends, remembers how to undo it, and tells subscribers. On the writing thread.
    base::Expected<std::vector<events::Event>>
    append(const std::vector<store::Entry>& entries, api::UndoEntry undo = {}, const base::Progress& progress = {});
    base::Expected<std::vector<events::Event>>
    appendNow(const std::vector<events::Draft>& drafts, api::UndoEntry undo = {});
    base::Expected<api::UndoEntry> undoOrRedo(bool redo);

    // See LocalProfile::onStore().
    bool exchange(std::function<Exchanged(store::Store&)> work);

    // Everything may have changed. On the writing thread.
    void everythingChanged();

    api::Subscription subscribe(std::function<void(const api::Change&)> heard);
    api::UndoState undoState() const;
    void forgetUndo();
    ProfileFacts facts() const;

    const base::Clock& clock() const { return m_clock; }

    base::Millis now() const { return m_clock.now(); }

    int utcOffset(base::Millis at) const { return m_clock.utcOffset(at); }

    base::Day today() const { return base::localDay(now(), utcOffset(now())); }

    // The first millisecond of a day on the learner's calendar.
    base::Millis startOf(base::Day day) const;

    bool readOnly() const { return m_store == nullptr; }

    const std::filesystem::path& folder() const { return m_folder; }

    // Whose receipts count, also those that another process has pinned meanwhile.
    events::KeyRing keys(Reading& reading) const;

    Worker& writing() { return *m_writing; }

    std::shared_ptr<api::Request::Shared> newRequest();

    template<class T>
    void
    answer(const std::shared_ptr<api::Request::Shared>& shared, const api::Reply<T>& reply, base::Expected<T> value);

private:
    void changed(const std::vector<events::Event>& events);
    void publish(const api::Change& change);
    void readFacts(Reading& reading);
    base::Progress progressOf(
        const std::shared_ptr<api::Request::Shared>& shared, std::function<void(const base::ProgressStep&)> progress);

    std::filesystem::path m_folder;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<store::Database> m_readConnection;
    std::unique_ptr<Reading> m_reading;
    std::unique_ptr<Reading> m_writerReading;
    events::KeyRing m_keys;
    base::Clock m_clock;
    api::Deliver m_deliver;
    std::shared_ptr<int> m_alive = std::make_shared<int>(0); // what was posted to the asking thread looks at it

    mutable std::mutex m_mutex; // of what follows
    UndoStack m_undo;
    ProfileFacts m_facts;
    std::vector<std::weak_ptr<std::function<void(const api::Change&)>>> m_subscribers;
    std::vector<std::weak_ptr<api::Request::Shared>> m_requests;

    // Last, so that the threads end before what they use.
    std::unique_ptr<Worker> m_computing;
    std::unique_ptr<Worker> m_asking;
    std::unique_ptr<Worker> m_writing;
};

template<class T>
void Context::answer(
    const std::shared_ptr<api::Request::Shared>& shared, const api::Reply<T>& reply, base::Expected<T> value) {
    auto kept = std::make_shared<base::Expected<T>>(std::move(value));
    m_deliver([shared, reply, kept] {
        if (!shared->forgotten && reply) {
            reply(std::move(*kept));
        }
    });
}

template<class T, class Work> api::Request Context::ask(api::Reply<T> reply, Work work) {
    auto shared = newRequest();
    m_asking->post([this, shared, reply = std::move(reply), work = std::move(work)]() mutable {
        if (shared->stop.stop_requested()) {
            answer<T>(shared, reply, base::fail(base::ErrorCode::Cancelled, "stopped"));
            return;
        }
        base::Expected<T> value;
        const auto done = store::guarded([&] {
            if (readOnly() && m_reading->othersWrote()) {
                m_reading->standings.forgetAll();
                readFacts(*m_reading);
            }
            value = work(*m_reading);
        });
        if (!done) {
            value = std::unexpected(done.error());
        }
        answer<T>(shared, reply, std::move(value));
    });
    return api::Request(shared);
}

template<class T, class Work>
api::Request Context::command(api::Reply<T> reply, Work work, std::function<void(const base::ProgressStep&)> progress) {
    auto shared = newRequest();
    m_writing->post(
        [this, shared, reply = std::move(reply), work = std::move(work), progress = std::move(progress)]() mutable {
            base::Expected<T> value;
            if (readOnly()) {
                value = base::fail(
                    base::ErrorCode::ReadOnly, "another Cairn is writing this profile; nothing was changed here");
            } else if (auto done = store::guarded(
                           [&] { value = work(*m_store, *m_writerReading, progressOf(shared, std::move(progress))); });
                       !done) {
                value = std::unexpected(done.error());
            }
            answer<T>(shared, reply, std::move(value));
        });
    return api::Request(shared);
}

template<class T, class Work>
void Context::compute(std::shared_ptr<api::Request::Shared> shared, api::Reply<T> reply, Work work) {
    m_computing->post([this, shared = std::move(shared), reply = std::move(reply), work = std::move(work)]() mutable {
        answer<T>(shared, reply, work(progressOf(shared, {})));
    });
}

} // namespace cairn::service
