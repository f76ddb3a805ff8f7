#pragma once

#include "core/base/progress.h"
#include "core/events/receipt.h"
#include "core/store/program.h"
#include "core/store/projections.h"

#include <cstdint>
#include <string>
#include <vector>

namespace cairn::store {

// Makes every projection anew from the committed log of `database`, in the caller's transaction. The log is read and
// folded on a thread and a connection of its own while the tables are written on the caller's. Answers with how many
// events were folded. Abandons when it is asked to stop.
std::int64_t foldEverything(
    Database& database, Projections& projections, const events::KeyRing& keys, const base::Progress& progress,
    const Program& program = {});

// state::foldSubject() as `program` does it; `ordered` loses what that has not heard of.
state::Subject foldAs(
    const Program& program, const std::string& subject, std::vector<events::Event>& ordered,
    const events::KeyRing& keys);

// What folds depend on besides events: the version of the fold, and the keys whose receipts count. Projections that
// were made under another are made anew.
std::string foldBasis(const events::KeyRing& keys, const Program& program = {});

// Abandons with ErrorCode::Cancelled.
void stopIfAsked(const base::Progress& progress);

} // namespace cairn::store
