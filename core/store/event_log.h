#pragma once

#include "core/events/event.h"
#include "core/store/database.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cairn::store {

// The newest event of a device: where its numbering, its chain and its clock go on.
struct DeviceTail {
    std::int64_t seq = 0;
    base::Hlc hlc{};
    events::Digest link{};
};

struct DeviceEnd {
    std::string device;
    std::string stream; // empty where it has written nothing yet
    DeviceTail tail;
    bool own = false; // it writes its stream here
};

// What tells an event that is here from another of the same name.
struct Written {
    std::string stream;
    events::Digest link{};
};

struct LogRange {
    std::string subject;              // empty: all
    std::optional<base::Hlc> before;  // effective earlier than this
    std::int64_t limit = 200;         // negative: no limit
    std::vector<std::string> types{}; // empty: all
};

// Reads events one after the other. Nothing may write to its database meanwhile.
class EventCursor {
public:
    // The events that `rest` (conditions and order, in SQL) lets through; `bind` binds its parameters, which have to
    // live as long as the cursor.
    EventCursor(
        Database& database, const std::string& rest,
        const std::function<void(soci::statement&)>& bind = [](soci::statement&) {});
    EventCursor(EventCursor&& other) noexcept;
    ~EventCursor();

    // Nothing at the end.
    std::optional<events::Event> next();

private:
    struct Reading;

    std::unique_ptr<Reading> m_reading;
};

// The append-only table of events. Throws soci::soci_error; transactions are the caller's.
class EventLog {
public:
    explicit EventLog(Database& database);
    ~EventLog();
    EventLog(const EventLog&) = delete;
    EventLog& operator=(const EventLog&) = delete;

    void insert(const events::Event& event);

    // Of the event with this name, when it is here.
    std::optional<Written> written(const events::EventRef& ref);

    // In the order of the fold.
    std::vector<events::Event> ofSubject(const std::string& subject);

    // Newest first. Events of one instant stay together, be they more than the limit: `before` then loses none.
    std::vector<events::Event> newest(const LogRange& range);

    // Every event, grouped by subject, each group in the order of the fold; those with an effective time after `until`
    // are left out.
    EventCursor bySubject(std::optional<base::Hlc> until = {});

    // Every event of every device in the order of its chain.
    EventCursor byDevice();

    // Of one device, after `seq`, in the order of its chain. `device` has to live as long as the cursor.
    EventCursor ofDevice(const std::string& device, std::int64_t seq);

    // Every device with its tail.
    std::vector<DeviceEnd> devices();

    // Takes a device's events from `seq` on out of the log, its tail with them. Answers with what they were about.
    std::vector<std::string> removeFrom(const std::string& device, std::int64_t seq);

    // Gives an event another effective time; none: its own. Says whether it had one that is not this.
    bool setEffective(const events::EventRef& ref, std::optional<base::Hlc> effective);

    // Gives all events of a stream their own times again. Answers with what those were about that had others.
    std::vector<std::string> forgetEffective(const std::string& stream);

    // Whether the subject was erased for ever.
    bool isErased(const std::string& subject);

    // Leaves of all events of the subject what an erasure leaves.
    void erase(const std::string& subject);

    // Events that were erased, and nothing that is here says so.
    std::vector<events::EventRef> erasedWithoutReason();

    std::int64_t count();

    std::optional<DeviceTail> tail(const std::string& device);
    void setTail(const std::string& device, const DeviceTail& tail);

    // Devices whose tail is not the end of their events: the next event of such a one would fork its chain.
    std::vector<std::string> devicesWithoutTail();

    // The device that writes `stream` here, or an empty text.
    std::string writer(const std::string& stream);
    void setWriter(const std::string& stream, const std::string& device);

    // Events whose place in the order is not that of their times.
    std::vector<events::EventRef> misplaced();

    // Takes a stream out of the log whole, with the devices that wrote nothing else. Answers with the subjects that it
    // was about.
    std::vector<std::string> eraseStream(const std::string& stream);

private:
    struct Statements;

    std::vector<events::EventRef> refs(const std::string& query);

    Database& m_database;
    std::unique_ptr<Statements> m_statements;
};

} // namespace cairn::store
