#pragma once

#include "core/events/event.h"

// Erasure for ever. A learner's device writes a subject.erased; every replica that has it keeps of each other event
// of that subject what erased() leaves, in whichever of the learner's streams and whenever it comes: its place and the
// digest of what it said. Numbers have no gaps, and every link can still be checked.
namespace cairn::events {

// A subject.erased.
bool isErasing(const Event& event);

// What is left of an erased event.
bool isErased(const Event& event);

// Whether an erasure of its subject takes what this event says: not that of the erasing itself, nor of an undoing,
// which says nothing of its own.
bool canBeErased(const Event& event);

Event erased(const Event& event);

// BLAKE2b-256 of type, version, payload and unknown members; of an erased event, of those that it had.
Digest digestOfWhatIsSaid(const Event& event);

} // namespace cairn::events
