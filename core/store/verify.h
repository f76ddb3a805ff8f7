#pragma once

#include "core/base/progress.h"
#include "core/events/receipt.h"
#include "core/store/database.h"

#include <cstdint>
#include <string>
#include <vector>

namespace cairn::store {

// What was looked at, and what was found to be wrong.
struct VerifyReport {
    std::int64_t events = 0;
    std::int64_t devices = 0;
    std::int64_t subjects = 0;
    std::int64_t receipts = 0;           // events that carry one, or should
    std::vector<std::string> troubles{}; // a sentence each, at most kTroublesNamed; empty when all is well

    static constexpr std::size_t kTroublesNamed = 50;
};

// Looks whether the database is sound, the log of every device whole and unchanged (numbers without gaps, links that
// fit, the end that is noted), every event one that can be read, every receipt one of `keys`, and whether the
// projections are what a rebuild makes: it makes one, compares, and rolls it back. Needs a connection that may write.
// Errors: Cancelled, Io, and Corrupt where rows cannot even be read.
base::Expected<VerifyReport>
verifyDatabase(Database& database, const events::KeyRing& keys, const base::Progress& progress);

// The same for a process that is not the writer: on a copy of the database, which is taken away afterwards.
base::Expected<VerifyReport>
verifyCopy(Database& database, const events::KeyRing& keys, const base::Progress& progress);

} // namespace cairn::store
