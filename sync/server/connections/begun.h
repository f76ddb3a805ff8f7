#pragma once

#include "sync/server/connections/connection_bodies.h"

#include <boost/describe/class.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace cairn::server {

// What is kept sealed of what was begun.
struct Begun {
    ConnectMethod method = ConnectMethod::challenge;
    std::string signIn{};       // the computer that began it: when that is signed out, nothing comes of it
    std::string token{};        // challenge
    std::string verifier{};     // sign_in: of PKCE
    std::string nonce{};        // sign_in
    std::string deviceCode{};   // device
    std::int64_t interval = 0;  // device: seconds between two looks
    std::int64_t notBefore = 0; // device: of the next one, milliseconds UTC
};
BOOST_DESCRIBE_STRUCT(Begun, (), (method, signIn, token, verifier, nonce, deviceCode, interval, notBefore))

std::string write(const Begun& begun);
std::optional<Begun> readBegun(const std::string& text);

} // namespace cairn::server
