#pragma once

#include "sync/server/oauth/sign_in.h"

namespace cairn::server::oauth {

// A code that a person types at a page, on whichever computer (RFC 8628).
struct DeviceCode {
    std::string device;        // by which the provider is asked; a secret
    std::string user;          // to be typed
    std::string url;           // where
    std::int64_t interval = 5; // seconds between two questions, at least
    std::int64_t seconds = 0;  // that it is good for
};

Expected<DeviceCode> beginDevice(const SignInProvider& provider, const std::stop_token& stop = {});

// Asks once. Pending, slowDown, declined and expired are what they say.
Expected<SignedIn> finishDevice(
    const SignInProvider& provider, const std::string& device, std::int64_t now, const std::stop_token& stop = {});

} // namespace cairn::server::oauth
