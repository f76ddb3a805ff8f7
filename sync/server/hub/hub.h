#pragma once

#include "core/base/hybrid_clock.h"
#include "sync/engine/server_session.h"
#include "sync/server/http/web_socket.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace cairn::server {

// What the hub has done since it was made. Read from any thread.
struct HubCounts {
    std::atomic<std::int64_t> sessions = 0; // that are open
    std::atomic<std::int64_t> events = 0;   // stored
    std::atomic<std::int64_t> frames = 0;   // sent
    std::atomic<std::int64_t> commits = 0;
    std::atomic<std::int64_t> rejects = 0;
    std::atomic<std::int64_t> troubles = 0; // commits that failed
};

// Where all devices meet: the sessions of the protocol and the log, on a thread of its own. Batches that came in while
// the last commit was on its way to the disk share the next one (group commit), and are confirmed after it.
class Hub {
public:
    struct Settings {
        engine::ServerSession::Settings session;
        std::function<base::Millis()> now;
        std::chrono::milliseconds hello{10'000};         // in which a device says whose it is
        std::function<void(const std::string&)> trouble; // to be logged
        std::size_t perAccount = 100;                    // sessions of devices at once
    };

    static constexpr std::size_t kCommitBytes = 2 << 20; // of events, before what came after them is looked at

    Hub(std::unique_ptr<engine::ServerLog> log, Settings settings);

    // Stores what was handed in before.
    ~Hub();
    Hub(const Hub&) = delete;
    Hub& operator=(const Hub&) = delete;

    // A device has connected. Thread-safe.
    std::unique_ptr<Listener> meet(std::shared_ptr<Peer> peer) { return meet(std::move(peer), true); }

    // The same for this server's own end, for which there is always room. Thread-safe.
    std::unique_ptr<Listener> meetOwn(std::shared_ptr<Peer> peer) { return meet(std::move(peer), false); }

    // What this server writes itself: `compose` makes it on the thread, where nobody else writes meanwhile, and the
    // next commit has it; `answer` is called on the thread, after the commit. What compose() throws or answers with as
    // an error is the answer. Thread-safe.
    struct Writing {
        std::function<base::Expected<engine::Batch>()> compose;
        std::move_only_function<void(base::Expected<engine::Stored>)> answer;
    };

    void write(Writing writing);

    // Ends all sessions: devices come again, and hear a new welcome. Thread-safe.
    void greetAgain();

    // Tokens may have become bad: looks at all of them. Thread-safe.
    void lookAgain();

    // Ends what has not said whose it is in time: connections are many, but not for nobody. Thread-safe.
    void dropStrangers();

    // Erases all streams of an account, which can write no more, and waits until that is done. Thread-safe.
    base::Expected<void> erase(const std::string& account);

    // Waits until all that was handed in before is done.
    void settle();

    const HubCounts& counts() const { return m_counts; }

private:
    using Key = std::int64_t;
    using Item = std::move_only_function<void()>;

    struct Seat {
        std::shared_ptr<Peer> peer;
        engine::ServerSession session;
        std::chrono::steady_clock::time_point since = std::chrono::steady_clock::now();
        std::string account{}; // once it is known
    };

    struct Heard {
        Key key = 0;
        std::size_t bytes = 0;
        base::Expected<engine::ServerSession::Frame> frame;
        std::function<void()> done;
    };

    // Whose a batch is that waits for the next commit: a session's, or this server's own.
    struct Sender {
        Key key = 0;
        decltype(Writing::answer) answer{};
    };

    // What waits for the next commit.
    struct Pending {
        std::vector<Sender> senders; // of each batch
        std::vector<engine::Batch> batches;
        std::size_t bytes = 0;
    };

    class Visitor;

    std::unique_ptr<Listener> meet(std::shared_ptr<Peer> peer, bool limited);
    void post(Item item);
    void hear(Heard heard);
    void ask(Key key, const std::function<engine::ServerOut(engine::ServerSession&)>& question);
    void dismiss(Key key, const wire::End& why);

    void dismiss(Key key) { dismiss(key, {wire::EndCode::internal, "the server has trouble with its log"}); }

    void leave(Key key);
    std::vector<Key> everyone() const;
    void carryOut(Key key, engine::ServerOut out);
    void compose(Writing& writing);
    void commit();
    void answer(Sender& sender, const engine::Stored& stored);
    void tellOthers(const std::map<std::string, std::set<std::string>>& grown);
    void run();

    std::unique_ptr<engine::ServerLog> m_log;
    Settings m_settings;
    HubCounts m_counts{};
    std::map<Key, Seat> m_seats{}; // on the thread, as what follows
    std::map<std::string, std::set<Key>> m_ofAccount{};
    Pending m_pending{};

    std::mutex m_mutex; // of what follows
    std::condition_variable m_wake;
    std::vector<Item> m_inbox{};
    Key m_lastKey = 0;
    bool m_ending = false;
    std::thread m_thread; // last: it uses all the others
};

} // namespace cairn::server
