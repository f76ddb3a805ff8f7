#pragma once

#include "sync/engine/out.h"
#include "sync/engine/replica.h"
#include "sync/wire/frame.h"

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cairn::engine {

enum class ClientPhase {
    greeting,  // hello was said
    comparing, // two copies of a profile write as one device: finding out up to where they are the same
    live,
    again,   // ended; connect anew at once
    lost,    // ended; connect anew later
    refused, // ended; connecting anew makes no sense before something changes (see trouble)
};

// What a person may see of it.
struct ClientStatus {
    ClientPhase phase = ClientPhase::greeting;
    std::int64_t unsent = 0;              // events that the server has not confirmed
    std::int64_t held = 0;                // events in all
    bool caughtUp = false;                // all that the server had was taken in
    base::Millis clockAhead = 0;          // of this computer, against the server's when it greeted
    std::optional<wire::End> end{};       // as the server said it
    std::optional<base::Error> trouble{}; // as it was seen here
};

// A device's end of one connection, from its opening to its close: no sockets, no clock, no thread. It sends what the
// profile has and the server has not, whoever wrote it, and takes in the rest. Whatever was lost with an earlier
// connection, or by the server, the first messages of the next one find out.
//
// Each call answers with what to send; after phase again, lost or refused the session is over.
class ClientSession {
public:
    struct Settings {
        std::string token;
        std::int64_t fold = 0; // version of this program's fold
        std::string server{};  // what the profile knows it by, and pins its keys under
    };

    static constexpr std::size_t kPushesAtOnce = 4; // unconfirmed
    static constexpr std::int64_t kPagesAtOnce = 4;
    static constexpr std::size_t kSnapshotBytes = std::size_t{64} << 20U; // of rows; a greater one is passed over
    static constexpr base::Millis kPatience = 60'000;                     // for the answer to a push or the hello

    ClientSession(Replica& replica, Settings settings);

    Out open(base::Millis now);
    Out heard(std::string_view frame, base::Millis now);

    // The profile has new events of its own.
    Out wrote(base::Millis now);

    // To be called now and then.
    Out tick(base::Millis now);

    const ClientStatus& status() const { return m_status; }

private:
    // The log of a device.
    struct Log {
        bool own = false;         // written here
        std::int64_t greeted = 0; // up to where the hello said that it is here
        std::int64_t last = 0;    // that is here
        std::int64_t sent = 0;
        std::int64_t acked = 0; // that the server has
        int gaps = 0;           // since the last confirmation
        bool refused = false;   // not this account's to bring
    };

    struct Sent {
        std::string device;
        std::int64_t seq = 0; // the last one of it
    };

    Out handle(const wire::Welcome& welcome, base::Millis now);
    Out handle(const wire::Ack& ack);
    Out handle(const wire::Reject& reject);
    Out handle(const wire::Page& page, const std::vector<std::string>& lines, base::Millis now);
    Out handle(const wire::Snapshot& snapshot, std::vector<std::string> rows);
    Out handle(const wire::Links& links);
    Out handle(const wire::End& end);
    Out compare(const wire::DeviceLog& theirs);
    base::Expected<void> lookWhetherCaughtUp();
    Out leave(const std::string& device, std::int64_t from);
    Out push();
    Out again();
    Out pushNew();
    Out end(ClientPhase phase, base::Error trouble);
    void count();

    Replica& m_replica;
    Settings m_settings;
    ClientStatus m_status{};
    std::map<std::string, Log> m_logs;
    std::map<std::string, std::int64_t> m_ends; // of streams that are not caught up
    std::deque<Sent> m_inFlight;
    std::vector<std::string> m_rows{}; // of a snapshot that is arriving
    std::size_t m_rowBytes = 0;
    base::Millis m_heardAt = 0;
};

} // namespace cairn::engine
