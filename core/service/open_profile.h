#pragma once

#include "core/base/clock.h"
#include "core/events/receipt.h"
#include "core/service/local_profile.h"

#include <filesystem>
#include <memory>

namespace cairn::service {

struct OpenOptions {
    bool readOnly = false;                // do not even try to become the writer
    std::filesystem::path starterPaths{}; // folder with the tracks that come with the program; may be absent
    events::KeyRing keys{};               // of servers whose receipts count
};

// Opens the profile in `folder`, and makes it when there is none. The first process becomes its one writer; a later
// one reads (ProfileState::readOnly). After an unclean end the data are checked first. Errors: Corrupt (with what to
// do), Unsupported (written by a newer version), Io. `deliver` is called from threads of the profile, and has to
// outlive it.
base::Expected<std::unique_ptr<LocalProfile>>
openProfile(const std::filesystem::path& folder, OpenOptions options, base::Clock clock, api::Deliver deliver);

} // namespace cairn::service
