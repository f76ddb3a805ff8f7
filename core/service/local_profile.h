#pragma once

#include "core/api/profile.h"
#include "core/events/receipt.h"
#include "core/store/store.h"

#include <functional>
#include <vector>

namespace cairn::service {

// What an exchange with a server did to the store.
struct Exchanged {
    std::vector<events::Event> received{}; // events of others, or that came back with another time
    bool renamed = false;                  // events of this profile go under another device's name now
    bool everything = false;               // all that pages show may be another now
};

// A profile on this computer, for what exchanges its log with a server.
class LocalProfile : public api::Profile {
public:
    // Runs `work` on the thread that writes, in its turn among the commands, and tells subscribers what came of it.
    // False, and nothing runs, where another process is the writer. `work` may be destroyed without having been run
    // when the profile is closed.
    virtual bool onStore(std::function<Exchanged(store::Store&)> work) = 0;

    // The verified level with its receipts, for a third party (core/proof). `keys`: of the server, as it announces
    // them; those that this profile trusts are used beside them. NotFound where nothing was verified yet.
    virtual api::Request proof(std::vector<events::AnnouncedKey> keys, api::Reply<std::string> reply) = 0;
};

} // namespace cairn::service
