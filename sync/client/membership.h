#pragma once

#include "core/base/error.h"

#include <boost/describe/class.hpp>

#include <filesystem>
#include <optional>
#include <string>

namespace cairn::client {

// Which account at which server a profile has joined. No secret is in it: it lies in the profile's folder.
struct Membership {
    std::string server;
    std::string account; // id
    std::string email;
    std::string signIn;         // id of this computer's sign-in
    std::string device;         // what this computer is called there
    std::string certificate;    // SHA-256 of one that nobody vouches for and the person trusts; else empty
    std::int64_t confirmed = 0; // events that the server has

    bool operator==(const Membership&) const = default;
};

BOOST_DESCRIBE_STRUCT(Membership, (), (server, account, email, signIn, device, certificate, confirmed))

// None where the profile has joined no server.
base::Expected<std::optional<Membership>> readMembership(const std::filesystem::path& profile);

// Replaces what was there, or leaves it as it was.
base::Expected<void> writeMembership(const std::filesystem::path& profile, const Membership& membership);

void removeMembership(const std::filesystem::path& profile);

} // namespace cairn::client
