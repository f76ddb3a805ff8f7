#pragma once

#include "app/cli/session.h"
#include "core/plan/documentation.h"

#include <string>
#include <vector>

namespace cairn::cli {

// The plan in a file. Throws Failure.
plan::PathPlan readPlanFile(const std::string& file);

// The file of that name or, where there is none, the learner's own path of that id or title. Throws Failure.
plan::PathPlan planAt(Session& session, const std::string& fileOrPath);

// One line each: "! Closures stands before Functions, which it needs."
void printCheck(Session& session, const plan::PlanCheck& check);

boost::json::object view(const plan::PlanCheck& check);

} // namespace cairn::cli
