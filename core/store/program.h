#pragma once

#include "core/state/subject.h"

#include <functional>
#include <set>
#include <string>

namespace cairn::store {

// What folds depend on besides events and keys: which program folds them. Another than this one is for who tries
// programs of several versions with each other.
struct Program {
    int fold = state::kFoldVersion;
    std::set<std::string, std::less<>> unheardOf{}; // types of events that only newer programs know
};

} // namespace cairn::store
