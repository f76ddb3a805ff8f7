#pragma once

#include "core/base/error.h"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What happens in a world, as data: a life that went wrong is kept as its happenings, and stays the same life whatever
// becomes of how lives are made from seeds.
namespace cairn::simulation {

// Persisted names. `up` and `down`: a message arrives at the server, or at a computer. `commit`: the server stores what
// is waiting, together. `lose`: what is stored breaks without a word, which must be found in the end; no seed has it.
BOOST_DEFINE_ENUM_CLASS(
    Kind, write, up, down, commit, connect, disconnect, restart, crash, upgrade, copy, back_up, put_back, join,
    crash_server, snapshot, back_up_server, put_server_back, say, wait, lose)

// An event that somebody writes.
struct Deed {
    std::string subject;
    std::string type;
    std::int64_t version = 1;
    std::string payload;
    // An undoing: of that one of the events that its writer has, counted around; the rest is empty.
    std::optional<std::int64_t> undoes;

    bool operator==(const Deed&) const = default;
};
BOOST_DESCRIBE_STRUCT(Deed, (), (subject, type, version, payload, undoes))

struct Happening {
    Kind what = Kind::write;
    std::int64_t after = 0; // ms since the one before
    std::int64_t who = 0;   // which of the computers or connections that are there then, counted around
    std::int64_t fate = 0;  // what may come out either way: a bit each, the lowest first
    std::int64_t skew = 0;  // ms that the clock of one that joins is ahead
    bool old = false;       // one that joins has an older program
    std::vector<Deed> deeds;

    bool operator==(const Happening&) const = default;
};
BOOST_DESCRIBE_STRUCT(Happening, (), (what, after, who, fate, skew, old, deeds))

struct Life {
    std::int64_t seed = 0; // of names that are drawn while it is lived
    std::vector<Happening> happenings{};

    bool operator==(const Life&) const = default;
};

// A life of two or three computers that join, and so many steps. A seed's life is the beginning of its longer ones.
Life lifeOf(std::uint64_t seed, int steps);

// A line of JSON for the seed, and one for each happening. Lines that begin with # say what they like.
std::string encodeLife(const Life& life);
base::Expected<Life> decodeLife(std::string_view text);

} // namespace cairn::simulation
