#pragma once

#include "core/base/progress.h"
#include "core/events/receipt.h"
#include "core/store/database.h"

#include <cstdint>
#include <string>
#include <vector>

namespace cairn::store {

struct VerifyReport {
    std::int64_t events = 0;
    std::int64_t devices = 0;
    std::int64_t subjects = 0;
    std::int64_t receipts = 0;
    std::vector<std::string> troubles; // a sentence each; empty when all is well
};

// Store::verify for a process that is not the writer: on a copy of the database, which is taken away afterwards.
base::Expected<VerifyReport> verifyCopy(Database& database, const events::KeyRing& keys, const base::Progress& progress);

} // namespace cairn::store
