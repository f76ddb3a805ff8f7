#pragma once

#include "sync/engine/out.h"
#include "sync/engine/server_log.h"
#include "sync/wire/frame.h"

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace cairn::engine {

// What a session at the server wants done, besides what every session wants.
struct ServerOut : Out {
    // To be appended, together with those of other sessions (group commit); the answers come back through stored(), in
    // the same order.
    std::vector<Batch> batches{};
};

// A server's end of one connection, from its opening to its close: no sockets, no clock, no thread.
class ServerSession {
public:
    // A frame of a peer, read: what takes time and needs nobody else. Any thread may do it before the session hears it.
    struct Frame {
        wire::Message message;
        std::vector<events::Event> events{};
        std::vector<std::string> lines{};            // of the events, as they came
        std::size_t chained = 0;                     // see Batch
        std::optional<base::Error> malformedEvent{}; // what comes after the last one of `events` is none
    };

    static base::Expected<Frame> read(std::string_view text);

    struct Settings {
        std::int64_t fold = 0;      // version of this program's fold
        std::int64_t leastFold = 0; // older devices are told to update
        // Whose token it is; nothing where it is no good. Also asked again now and then.
        std::function<std::optional<std::string>(const std::string& token)> account;
        // That this server's receipts are signed with, the oldest first; null: it signs none.
        std::function<std::vector<events::AnnouncedKey>()> keys{};
        // Whether the account may have one more session; null: it always may.
        std::function<bool(const std::string& account)> room{};
    };

    static constexpr std::size_t kBatchesAtOnce = 8;   // of one peer, not yet stored
    static constexpr std::int64_t kCreditsMost = 4;    // pages wait in memory for who asks for them and reads none
    static constexpr std::size_t kDevicesMost = 1'000; // in a hello
    static constexpr std::size_t kNameMost = 200;      // bytes: no event has a longer device or stream
    static constexpr std::size_t kLinksAtOnce = 1'000;

    ServerSession(ServerLog& log, Settings settings);

    ServerOut heard(base::Expected<Frame> frame, base::Millis now);

    ServerOut heard(std::string_view text, base::Millis now) { return heard(read(text), now); }

    // The answer to the batch that was handed out longest ago. To be called before grown() for what it added.
    ServerOut stored(const Stored& stored);

    // Something was appended to these streams, by whomever.
    ServerOut grown(const std::vector<std::string>& streams);

    // Looks whether the token is good still.
    ServerOut tick();

    // Whose session it is; empty before the hello.
    const std::string& account() const { return m_account; }

private:
    struct Reading {
        std::int64_t cursor = 0; // the reader has the stream up to here
        std::int64_t end = 0;
        bool told = false;  // the reader knows that it is at the end
        bool whole = false; // it had read another one: it is sent all, also what it says it has
    };

    struct Waiting {
        std::string device;
        std::int64_t last = 0; // its last event
        bool asSent = true;    // nothing of it is told otherwise than its device sent it
    };

    ServerOut handle(const wire::Hello& hello, base::Millis now);
    ServerOut handlePush(Frame frame, base::Millis now);
    bool mayBring(const events::Event& event) const;
    ServerOut handle(const wire::Credit& credit);
    ServerOut handle(const wire::AskLinks& ask);
    ServerOut refuse(const std::string& device, std::int64_t seq, wire::RejectCode code, std::string message);
    ServerOut end(wire::EndCode code, std::string message);
    Reading* reading(const std::string& stream);
    void read(ServerOut& out);
    void offerSnapshot(const wire::Hello& hello);
    void readSnapshot(ServerOut& out);

    ServerLog& m_log;
    Settings m_settings;
    std::string m_token;
    std::string m_account;
    std::map<std::string, Reading> m_streams;
    std::set<std::string> m_read;                  // streams that the peer has read from, here or elsewhere
    std::map<std::string, std::int64_t> m_has;     // up to where the peer has the logs of devices as they are here
    std::map<std::string, std::string> m_streamOf; // each of them
    std::deque<Waiting> m_waiting;                 // batches that were handed out
    std::int64_t m_credits = 0;
    std::optional<KeptSnapshot> m_snapshot{}; // to be sent before anything else
    std::int64_t m_part = 0;                  // of it, the next
    bool m_ended = false;
};

} // namespace cairn::engine
