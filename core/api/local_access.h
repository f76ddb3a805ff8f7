#pragma once

#include "core/api/request.h"
#include "core/base/hybrid_clock.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cairn::api {

// A program that has asked, as it calls itself.
struct LocalClient {
    std::string name;
    base::Millis at = 0; // the last time

    bool operator==(const LocalClient&) const = default;
};

struct LocalAccessState {
    bool on = false; // as the learner wants it; whether it is so, `address` says
    std::uint16_t port = 0;
    std::string address;                // empty: nobody is answered
    std::string token;                  // that whoever asks has to bring
    std::vector<LocalClient> asked;     // since it was turned on; the last one first, at most kLocalClients
    std::optional<base::Error> trouble; // Busy: another program has the port; Io: the operating system says no

    bool operator==(const LocalAccessState&) const = default;
};

inline constexpr std::size_t kLocalClients = 5;

// Whether this program lets others on this computer read the profile and propose, while it runs. It is a matter of this
// computer: no exchange takes it to another.
class LocalAccess {
public:
    virtual ~LocalAccess() = default;

    virtual LocalAccessState state() const = 0;

    // At once, and remembered.
    virtual void set(bool on, std::uint16_t port) = 0;

    // Another token: whoever has the one before is answered no more.
    virtual void renewToken() = 0;

    virtual Subscription subscribe(std::function<void()> heard) = 0;
};

} // namespace cairn::api
