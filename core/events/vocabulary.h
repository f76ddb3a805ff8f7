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

// Where a server can ask for proof.
BOOST_DEFINE_ENUM_CLASS(Platform, none, leetcode, codeforces, github)

// How an account at a platform was proven to be the learner's: by signing in there, or by putting a token where only
// its owner can.
BOOST_DEFINE_ENUM_CLASS(AccountProof, sign_in, challenge)

// Why a claim was not proven. `not_found`: the platform knows of no try; `not_accepted`: of no successful one;
// `too_early`: of none since the task was started; `too_few`: of too little; `no_account`: no account there is proven
// to be the learner's; `no_requirement`: the task does not say what would prove it; `given_up`: the platform could not
// be asked, time and again.
BOOST_DEFINE_ENUM_CLASS(
    FailureCause, other, not_found, not_accepted, too_early, too_few, no_account, no_requirement, given_up)

// What an assistant can propose.
BOOST_DEFINE_ENUM_CLASS(ProposalKind, task, note)

// What is reviewed.
BOOST_DEFINE_ENUM_CLASS(ReviewItem, problem)

// How well it was remembered.
BOOST_DEFINE_ENUM_CLASS(ReviewGrade, again, hard, good, easy)

BOOST_DEFINE_ENUM_CLASS(TextKind, introduction, about, instructions, hints)

BOOST_DEFINE_ENUM_CLASS(FileRole, starting, test, other)

} // namespace cairn::events
