#pragma once

#include "core/base/hybrid_clock.h"
#include "core/events/catalogue.h"
#include "sync/server/database/database.h"
#include "sync/server/hub/hub.h"
#include "sync/server/verify/receipt_keys.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace cairn::server {

// Writes what only a server may say: events of a device of the server's own, one in each stream that it writes to, each
// signed with the newest receipt key. They go through the hub as those of any device do, so that the others hear of
// them live. Thread-safe; several servers that share a database write as the same device, in turn.
//
// A server whose database was put back to an older state must go on under new names (`cairnctl admin restore` forgets
// the table): devices may have what it wrote since, and would find another event of the same number.
class Notary {
public:
    // Only what may still be said is written: nothing, where the server has written about one of the subjects after
    // `since`, which is the number that end() said before somebody looked whether it is to be said.
    struct Unless {
        std::set<std::string> subjects;
        std::int64_t since = 0;
    };

    struct Order {
        std::string account; // whose stream it is
        std::string stream;
        std::vector<events::Draft> drafts; // all of them or none
        base::Hlc after{};                 // they are later than what they answer: its effective time
        std::optional<Unless> unless{};
    };

    // The tables are there already (see migrate()). `database` is one of its own.
    Notary(std::unique_ptr<Database> database, Hub& hub, const ReceiptKeys& keys, std::function<base::Millis()> now);

    // Waits until they are on the disk, and answers with them. Errors: Refused (see Unless), NotFound where there is no
    // such account (any more), Unauthorized where the stream is another's, Io.
    base::Expected<std::vector<events::Event>> append(const Order& order);

    base::Expected<std::vector<events::Event>>
    append(const std::string& account, const std::string& stream, std::vector<events::Draft> drafts) {
        return append(Order{account, stream, std::move(drafts)});
    }

    // The last event that the server has written to a stream; number 0 where it has written none.
    events::EventRef end(const std::string& stream);

    // Where the server writes what it says to an account: one stream, whichever of the account's streams asked for it,
    // so that what was said about a subject is all in one log.
    static std::string streamOf(const std::string& account) { return "server/" + account; }

private:
    // Of the server's device in a stream, also while its newest events are not stored yet.
    struct Tail {
        std::string device;
        std::int64_t seq = 0;
        events::Digest link{};
        base::Hlc hlc{};
        int pending = 0;                            // batches on their way to the disk
        std::map<std::string, std::int64_t> said{}; // in them: subjects, and the last number about each
    };

    base::Expected<engine::Batch> compose(const Order& order, std::vector<events::Event>& written);
    void settled(const std::string& stream);
    Tail readTail(const std::string& stream, bool naming);
    bool saidSince(const Tail& tail, const Unless& unless);

    std::mutex m_mutex; // of what follows
    std::unique_ptr<Database> m_database;
    std::map<std::string, Tail> m_tails{}; // by stream, of those that have batches on their way

    Hub& m_hub;
    const ReceiptKeys& m_keys;
    std::function<base::Millis()> m_now;
};

} // namespace cairn::server
