#pragma once

#include "core/plan/path_plan.h"

#include <boost/describe/enum.hpp>

#include <string>
#include <vector>

namespace cairn::plan {

// What is wrong with a plan, or might be better. The words are the wire's.
BOOST_DEFINE_ENUM_CLASS(
    RemarkKind,
    no_topics,            // there are none
    same_id,              // two topics have this one
    unknown_prerequisite, // a topic needs one that is not in the plan: {topic, prerequisite}
    circle,               // topics that need each other, each the next and the last the first
    order,                // a topic stands before one that it needs: {topic, prerequisite}
    apart,                // topics that nothing joins to those where the path starts
    implied,              // a prerequisite that another one needs anyway: {topic, prerequisite, other}
    no_exercise)          // a topic without one is neither done nor in anybody's way

struct Remark {
    RemarkKind kind = RemarkKind::no_topics;
    std::vector<std::string> topics{}; // ids
    std::string message{};             // a sentence with their titles

    bool operator==(const Remark&) const = default;
};
BOOST_DESCRIBE_STRUCT(Remark, (), (kind, topics, message))

struct PlanCheck {
    std::vector<Remark> flaws{}; // with one of these the graph is not sound
    std::vector<Remark> hints{};
    // All topics, each after what it needs, and otherwise as they stand. Empty where there is none: with a circle, an
    // unknown prerequisite or an id twice.
    std::vector<std::string> order{};

    bool operator==(const PlanCheck&) const = default;
};
BOOST_DESCRIBE_STRUCT(PlanCheck, (), (flaws, hints, order))

// Whether the graph of topics is sound: closed, without circles, in one piece with its start (the first topic), and
// written in an order in which it can be learned. Linear in topics and prerequisites, but for `implied`: that is
// quadratic.
PlanCheck check(const PathPlan& plan);

// Of flaws, and of hints, no more are told: who mends these sees the next.
constexpr std::size_t kMostRemarks = 100;

// Whether a path with this flaw cannot be saved, as it could not be learned.
bool prevents(RemarkKind kind);

} // namespace cairn::plan
