#pragma once

#include "core/api/sync.h"
#include "core/api/tasks.h"
#include "ui/widgets/words.h"

#include <QString>

namespace cairn::ui {

// What is proven, at which platform, and why something is not, put into words in the same way wherever it is said.

QString platformName(events::Platform platform);                            // "LeetCode"
QString accountText(events::Platform platform, const std::string& account); // "mira_codes at LeetCode"

// "problem B of contest 1700 at Codeforces"; for GitHub what has to be there: "3 commits to owner/name at GitHub".
QString requirementText(const events::Requirement& requirement);

// Why something was not proven, as part of a sentence: "solved before it was started".
QString causeWords(events::FailureCause cause);

// The same for a panel: what it means, and what to do.
struct Advice {
    QString what;
    QString todo;
};

Advice adviceFor(events::FailureCause cause, events::Platform platform);

// Where the proof of a task stands while it is being looked for.
QString verifyingText(const api::TaskDetail& detail, const api::SyncState& server);

// Whether a receipt was checked on this computer, and with what result.
QString checkedText(const api::Receipt& receipt);

} // namespace cairn::ui
