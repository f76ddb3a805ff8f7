#pragma once

#include "core/events/catalogue.h"
#include "core/plan/plan_check.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cairn::plan {

// Whether what a topic's exercises need stands in the documentation of its technology. The words are the wire's.
BOOST_DEFINE_ENUM_CLASS(
    Standing,
    unnamed,  // it names no technology: there is nothing to look up
    unproven, // it was not looked up, or not all was found
    proven)

// What to look for: what the exercises need, each once; where they name nothing, the words of the topic's title that
// are not its technology's and longer than two letters.
std::vector<std::string> termsOf(const PlannedTopic& topic);

// Whether `text` has `term` as words of its own, in whatever case: "for" is not in "before", and is in "for (".
bool mentions(std::string_view text, std::string_view term);

// What an earlier look says of the topic as it is now.
Standing standingOf(const PlannedTopic& topic, const std::optional<events::TopicDocumented>& documented);

struct TopicVerdict {
    std::string topic{}; // id
    Standing standing = Standing::unnamed;
    events::TopicDocumented documented{}; // `at` 0: it was not looked up

    bool operator==(const TopicVerdict&) const = default;
};
BOOST_DESCRIBE_STRUCT(TopicVerdict, (), (topic, standing, documented))

// What a server says of a plan. Valid is one whose graph is sound and that has no unproven topic.
struct PlanVerdict {
    bool valid = false;
    PlanCheck graph{};
    std::vector<TopicVerdict> topics{}; // in the plan's order

    bool operator==(const PlanVerdict&) const = default;
};
BOOST_DESCRIBE_STRUCT(PlanVerdict, (), (valid, graph, topics))

PlanVerdict verdictOf(const PathPlan& plan, std::vector<TopicVerdict> topics);

} // namespace cairn::plan
