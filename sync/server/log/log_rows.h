#pragma once

#include <soci/soci.h>

#include <string>

// What the statements of a server's log take and give (see store::Prepared).
namespace cairn::server {

struct OfDevice {
    static constexpr const char* kQuery = "SELECT stream, seq, link FROM device WHERE device = :device";
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

struct SetDevice {
    static constexpr const char* kQuery =
        "INSERT INTO device (device, stream, seq, link) VALUES (:device, :stream, :seq, :link) ON CONFLICT (device) DO "
        "UPDATE SET seq = excluded.seq, link = excluded.link";
    std::string device;
    std::string stream;
    std::string link;
    long long seq = 0;

    void bind(soci::statement& statement) {
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

struct ClaimStream {
    static constexpr const char* kQuery =
        "INSERT INTO stream (stream, account, cursor) VALUES (:stream, :account, 0) ON CONFLICT (stream) DO NOTHING";
    std::string stream;
    std::string account;

    void bind(soci::statement& statement) {
        statement.exchange(soci::use(stream));
        statement.exchange(soci::use(account));
    }
};

struct SetStream {
    static constexpr const char* kQuery = "UPDATE stream SET cursor = :cursor WHERE stream = :stream";
    std::string stream;
    long long cursor = 0;

    void bind(soci::statement& statement) {
        statement.exchange(soci::use(cursor));
        statement.exchange(soci::use(stream));
    }
};

struct NextEvents {
    static constexpr long long kMost = 500;
    static constexpr const char* kQuery =
        "SELECT cursor, device, seq, line FROM event WHERE stream = :stream AND cursor > :after ORDER BY cursor "
        "LIMIT 500";
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

struct OfEvent {
    static constexpr const char* kQuery = "SELECT link, line FROM event WHERE device = :device AND seq = :seq";
    std::string device;
    std::string link;
    std::string line;
    long long seq = 0;

    void bind(soci::statement& statement) {
        statement.exchange(soci::into(link));
        statement.exchange(soci::into(line));
        statement.exchange(soci::use(device));
        statement.exchange(soci::use(seq));
    }
};

struct Links {
    static constexpr const char* kQuery =
        "SELECT link FROM event WHERE device = :device AND seq >= :seq ORDER BY seq LIMIT :most";
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
    static constexpr const char* kQuery = "SELECT mark FROM event WHERE stream = :stream AND cursor = :cursor";
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
    static constexpr const char* kQuery =
        "INSERT INTO event (stream, cursor, device, seq, link, mark, line) VALUES (:stream, :cursor, :device, :seq, "
        ":link, :mark, :line)";
    std::string stream;
    std::string device;
    std::string link;
    std::string mark;
    std::string line;
    long long cursor = 0;
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
