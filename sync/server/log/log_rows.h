#pragma once

#include <soci/soci.h>

#include <string>

// What the statements of a server's log take and give (see store::Prepared).
namespace cairn::server {

struct OfDevice {
    static constexpr const char* kQuery = "SELECT stream.stream, device.seq, device.link FROM device JOIN stream ON "
                                          "stream.number = device.stream_number WHERE device.device = :device";
    std::string device;
    std::string stream;
    std::string link;
    long long seq = 0;

    void bind(soci::statement& statement) {
        statement.exchange(soci::into(stream));
        statement.exchange(soci::into(seq));
        statement.exchange(soci::into(link));
        statement.exchange(soci::use(device));
    }
};

// Gives the number of the device, which may be new.
struct SetDevice {
    static constexpr const char* kQuery = "INSERT INTO device (device, stream_number, seq, link) VALUES (:device, "
                                          ":stream, :seq, :link) ON CONFLICT (device) DO "
                                          "UPDATE SET seq = excluded.seq, link = excluded.link RETURNING number";
    std::string device;
    std::string link;
    long long stream = 0;
    long long seq = 0;
    long long number = 0;

    void bind(soci::statement& statement) {
        statement.exchange(soci::into(number));
        statement.exchange(soci::use(device));
        statement.exchange(soci::use(stream));
        statement.exchange(soci::use(seq));
        statement.exchange(soci::use(link));
    }
};

struct OfStream {
    static constexpr const char* kQuery = "SELECT account, cursor FROM stream WHERE stream = :stream";
    std::string stream;
    std::string account;
    long long cursor = 0;

    void bind(soci::statement& statement) {
        statement.exchange(soci::into(account));
        statement.exchange(soci::into(cursor));
        statement.exchange(soci::use(stream));
    }
};

// A stream, made if it is new, that nobody else appends to before this transaction ends: to change a row, though into
// what it is, locks it.
struct ClaimStream {
    static constexpr const char* kQuery =
        "INSERT INTO stream (stream, account, cursor) VALUES (:stream, :account, 0) ON CONFLICT (stream) DO UPDATE SET "
        "cursor = stream.cursor RETURNING number, account, cursor";
    std::string stream;
    std::string account;
    std::string owner;
    long long number = 0;
    long long cursor = 0;

    void bind(soci::statement& statement) {
        statement.exchange(soci::into(number));
        statement.exchange(soci::into(owner));
        statement.exchange(soci::into(cursor));
        statement.exchange(soci::use(stream));
        statement.exchange(soci::use(account));
    }
};

struct SetStream {
    static constexpr const char* kQuery = "UPDATE stream SET cursor = :cursor WHERE number = :number";
    long long number = 0;
    long long cursor = 0;

    void bind(soci::statement& statement) {
        statement.exchange(soci::use(cursor));
        statement.exchange(soci::use(number));
    }
};

struct NextEvents {
    static constexpr long long kMost = 500;
    static constexpr const char* kQuery =
        "SELECT event.cursor, device.device, event.seq, event.line FROM event JOIN device ON device.number = "
        "event.device WHERE event.stream = (SELECT number FROM stream WHERE stream = :stream) AND event.cursor > "
        ":after ORDER BY event.cursor LIMIT 500";
    std::string stream;
    std::string device;
    std::string line;
    long long after = 0;
    long long cursor = 0;
    long long seq = 0;

    void bind(soci::statement& statement) {
        statement.exchange(soci::into(cursor));
        statement.exchange(soci::into(device));
        statement.exchange(soci::into(seq));
        statement.exchange(soci::into(line));
        statement.exchange(soci::use(stream));
        statement.exchange(soci::use(after));
    }
};

// Of a device's events from one on.
struct Links {
    static constexpr const char* kQuery =
        "SELECT link FROM event WHERE device = (SELECT number FROM device WHERE device = :device) AND seq >= :seq "
        "ORDER BY seq LIMIT :most";
    std::string device;
    std::string link;
    long long seq = 0;
    long long most = 0;

    void bind(soci::statement& statement) {
        statement.exchange(soci::into(link));
        statement.exchange(soci::use(device));
        statement.exchange(soci::use(seq));
        statement.exchange(soci::use(most));
    }
};

struct AtPlace {
    static constexpr const char* kQuery = "SELECT mark FROM event WHERE stream = (SELECT number FROM stream WHERE "
                                          "stream = :stream) AND cursor = :cursor";
    std::string stream;
    std::string mark;
    long long cursor = 0;

    void bind(soci::statement& statement) {
        statement.exchange(soci::into(mark));
        statement.exchange(soci::use(stream));
        statement.exchange(soci::use(cursor));
    }
};

struct InsertEvent {
    static constexpr const char* kQuery = "INSERT INTO event (stream, cursor, device, seq, link, mark, line) "
                                          "VALUES (:stream, :cursor, :device, :seq, :link, :mark, :line)";
    std::string link;
    std::string mark;
    std::string line;
    long long stream = 0;
    long long cursor = 0;
    long long device = 0;
    long long seq = 0;

    void bind(soci::statement& statement) {
        statement.exchange(soci::use(stream));
        statement.exchange(soci::use(cursor));
        statement.exchange(soci::use(device));
        statement.exchange(soci::use(seq));
        statement.exchange(soci::use(link));
        statement.exchange(soci::use(mark));
        statement.exchange(soci::use(line));
    }
};

} // namespace cairn::server
