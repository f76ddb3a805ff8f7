#pragma once

#include "core/events/receipt.h"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

// What a device and a server say to each other: subprotocol cairn.sync.v1 (see PROTOCOL.md). Members that a peer does
// not know are passed over, those that it does not send have their defaults.
namespace cairn::wire {

inline constexpr std::int64_t kProtocol = 1;

// How much of a device's log a peer has: up to which number, and the link of that event as hexadecimal digits, which
// is a digest of the log up to it. Empty where there is none.
struct DeviceLog {
    std::string device;
    std::int64_t seq = 0;
    std::string link;
    std::string stream; // that it writes; not in a welcome

    bool operator==(const DeviceLog&) const = default;
};

// How far a stream was read, or how far it goes.
struct StreamPlace {
    std::string stream;
    std::int64_t cursor = 0;
    std::string mark{}; // of a page: whether the stream is still the one that was read

    bool operator==(const StreamPlace&) const = default;
};

// Device to server, first of all.
struct Hello {
    std::int64_t protocol = kProtocol;
    std::int64_t fold = 0; // version of the fold
    std::string token;
    std::vector<DeviceLog> devices; // all that have events here
    std::vector<StreamPlace> streams;
    std::int64_t credits = 0; // pages that may come without being asked for
    bool snapshot = false;    // it has nothing yet: it takes a snapshot, which must be of its version of the fold

    bool operator==(const Hello&) const = default;
};

// Server to device, in answer.
struct Welcome {
    std::int64_t protocol = kProtocol;
    std::int64_t fold = 0;
    std::int64_t now = 0; // milliseconds UTC
    // Of each device that the hello named: up to which number the server has its log, and the link at the smaller one
    // of both numbers.
    std::vector<DeviceLog> devices;
    std::vector<StreamPlace> streams;         // that the account may read, and where they end
    std::vector<events::AnnouncedKey> keys{}; // that receipts of this server are signed with, the oldest first

    bool operator==(const Welcome&) const = default;
};

// Events of one device in the order of their numbers, without gaps. The events follow the message line by line.
struct Push {
    std::string device;

    bool operator==(const Push&) const = default;
};

// All events of the device up to this one are on the server's disk.
struct Ack {
    std::string device;
    std::int64_t seq = 0;

    bool operator==(const Ack&) const = default;
};

// Why a push was not taken. `gap`: it does not go on from `seq`, which is the last that the server has. `forked`: the
// server has another event of that number; the one who says this has a copy of the other's profile. `forbidden`: this
// account may not write to that stream. `malformed`: the event `seq` is not one.
BOOST_DEFINE_ENUM_CLASS(RejectCode, gap, forked, forbidden, malformed)

struct Reject {
    std::string device;
    std::int64_t seq = 0;
    RejectCode code = RejectCode::gap;
    std::string message;

    bool operator==(const Reject&) const = default;
};

// A page of a stream: the events follow line by line. Whoever has them has the stream up to `cursor`, although those
// that the reader said it has are left out, but for the ones that got another effective time than their own.
struct Page {
    std::string stream;
    std::int64_t cursor = 0;
    bool last = false;  // the stream ended here when this was read
    std::string mark{}; // to be said in the next hello

    bool operator==(const Page&) const = default;
};

// A part of what the events of all streams of an account fold to, up to `places`: what a new device shows until it has
// the events. The rows follow line by line, one a subject. It comes before all pages, and costs credits as they do.
struct Snapshot {
    std::vector<StreamPlace> places;
    std::string digest; // of all rows, see rows_digest.h
    bool last = false;  // no more parts come

    bool operator==(const Snapshot&) const = default;
};

// A page is stored: another one may come.
struct Credit {
    std::int64_t pages = 1;

    bool operator==(const Credit&) const = default;
};

// Asks for the links of a device's events from `from` on, to find out up to where two logs are the same.
struct AskLinks {
    std::string device;
    std::int64_t from = 1;

    bool operator==(const AskLinks&) const = default;
};

struct Links {
    std::string device;
    std::int64_t from = 1;
    std::vector<std::string> links; // as many as one answer takes; none at the end

    bool operator==(const Links&) const = default;
};

// Why a session ends. `unauthorized`: the token is no good, or not any more. `outdated`: the peer is too old.
// `malformed`: a frame is not one, or comes where it makes no sense. `busy`: later. `internal`: see the server's log.
BOOST_DEFINE_ENUM_CLASS(EndCode, unauthorized, outdated, malformed, busy, internal)

struct End {
    EndCode code = EndCode::internal;
    std::string message;

    bool operator==(const End&) const = default;
};

using Message = std::variant<Hello, Welcome, Push, Ack, Reject, Page, Snapshot, Credit, AskLinks, Links, End>;

BOOST_DESCRIBE_STRUCT(DeviceLog, (), (device, seq, link, stream))
BOOST_DESCRIBE_STRUCT(StreamPlace, (), (stream, cursor, mark))
BOOST_DESCRIBE_STRUCT(Hello, (), (protocol, fold, token, devices, streams, credits, snapshot))
BOOST_DESCRIBE_STRUCT(Welcome, (), (protocol, fold, now, devices, streams, keys))
BOOST_DESCRIBE_STRUCT(Push, (), (device))
BOOST_DESCRIBE_STRUCT(Ack, (), (device, seq))
BOOST_DESCRIBE_STRUCT(Reject, (), (device, seq, code, message))
BOOST_DESCRIBE_STRUCT(Page, (), (stream, cursor, last, mark))
BOOST_DESCRIBE_STRUCT(Snapshot, (), (places, digest, last))
BOOST_DESCRIBE_STRUCT(Credit, (), (pages))
BOOST_DESCRIBE_STRUCT(AskLinks, (), (device, from))
BOOST_DESCRIBE_STRUCT(Links, (), (device, from, links))
BOOST_DESCRIBE_STRUCT(End, (), (code, message))

} // namespace cairn::wire
