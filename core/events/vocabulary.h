#pragma once

#include <boost/describe/enum.hpp>

#include <cstdint>

namespace cairn::events {

// Words that events, folds and pages share. Their names are persisted: a word may be added, never renamed.

BOOST_DEFINE_ENUM_CLASS(TaskStatus, scheduled, in_progress, verifying, completed, failed, skipped, expired)

// Where a task comes from; `starter`: a path that comes with the program.
BOOST_DEFINE_ENUM_CLASS(TaskSource, own, exercism, leetcode, codeforces, github, starter)

// What a task is on its path: an exercise that a topic requires, one that practises topics, or neither.
BOOST_DEFINE_ENUM_CLASS(TaskKind, concept_exercise, practice_exercise, own)

BOOST_DEFINE_ENUM_CLASS(TextKind, introduction, about, instructions, hints)

BOOST_DEFINE_ENUM_CLASS(FileRole, starting, test, other)

} // namespace cairn::events
