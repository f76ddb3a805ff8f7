#pragma once

#include "core/base/error.h"
#include "core/events/receipt.h"
#include "core/state/connection.h"
#include "core/state/content.h"
#include "core/state/profile.h"
#include "core/state/proposal.h"
#include "core/state/review.h"
#include "core/state/study_path.h"
#include "core/state/task.h"
#include "core/state/topic.h"

#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace cairn::state {

// Persisted with every snapshot of a fold. Raised when the same events would fold to something else, or the projections
// hold more of it: those of an older version are then rebuilt.
inline constexpr int kFoldVersion = 5;

// The folded value of any subject; std::monostate for a kind that this program does not know.
using Subject = std::variant<std::monostate, Task, StudyPath, Topic, Content, Profile, Connection, Proposal, Review>;

// An empty subject of the kind ("task", "path", "topic", "content", "profile", "connection", "proposal", "review").
Subject emptySubject(std::string_view kind);

// Applies the next event in the order of the fold. Events that this program does not know change nothing. False when
// the event cannot be applied on top (an undoing): the subject has to be folded again from all of its events.
bool applyNext(Subject& subject, const events::Event& event, const events::KeyRing& keys);

// The fold of all events of one subject, given in the order of the fold (Event::position).
Subject foldSubject(std::string_view kind, std::span<const events::Event> ordered, const events::KeyRing& keys);

// Canonical JSON of the folded value, and back.
std::string encodeSubject(const Subject& subject);
base::Expected<Subject> decodeSubject(std::string_view kind, std::string_view text);

} // namespace cairn::state
