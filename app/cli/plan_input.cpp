#include "app/cli/plan_input.h"

#include "app/cli/choices.h"
#include "app/cli/failure.h"
#include "app/cli/json_views.h"
#include "core/plan/plan_file.h"

#include <filesystem>
#include <fstream>

namespace cairn::cli {

namespace {

boost::json::array remarks(const std::vector<plan::Remark>& list) {
    boost::json::array all;
    for (const auto& remark : list) {
        all.push_back(boost::json::object{
            {"kind", word(remark.kind)}, {"topics", texts(remark.topics)}, {"message", remark.message}});
    }
    return all;
}

} // namespace

plan::PathPlan readPlanFile(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        throw Failure{{base::ErrorCode::NotFound, "this file cannot be read", file}};
    }
    std::string text(plan::kPlanBytes + 1, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(stream.gcount()));
    auto plan = plan::readPlan(text, file);
    if (!plan) {
        throw Failure{plan.error()};
    }
    return *std::move(plan);
}

plan::PathPlan planAt(Session& session, const std::string& fileOrPath) {
    std::error_code trouble;
    if (std::filesystem::is_regular_file(fileOrPath, trouble)) {
        return readPlanFile(fileOrPath);
    }
    const auto path = resolvePath(session, fileOrPath);
    return session
        .ask<api::PathDraft>([&](auto reply) { return session.profile().paths().draft(path, std::move(reply)); })
        .plan;
}

void printCheck(Session& session, const plan::PlanCheck& check) {
    auto& output = session.output();
    for (const auto& flaw : check.flaws) {
        output.line("! " + oneLine(flaw.message));
    }
    for (const auto& hint : check.hints) {
        output.line("- " + oneLine(hint.message));
    }
    if (check.flaws.empty()) {
        output.line("The order of topics is sound.");
    }
}

boost::json::object view(const plan::PlanCheck& check) {
    return {{"flaws", remarks(check.flaws)}, {"hints", remarks(check.hints)}, {"order", texts(check.order)}};
}

} // namespace cairn::cli
