#include "core/plan/plan_file.h"

#include "core/events/described_json.h"
#include "core/exchange/foreign_json.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <optional>

namespace cairn::plan {

using base::ErrorCode;
using exchange::ObjectReader;

namespace {

constexpr std::size_t kDepth = 8;

class PlanReader {
public:
    PathPlan plan(const boost::json::value& json, const std::string& file) {
        ObjectReader reader(json, file + ":", trouble);
        PathPlan plan;
        plan.id = reader.optionalLine("id", kIdBytes);
        plan.title = reader.line("title", kLineBytes);
        plan.language = reader.optionalLine("language", kLineBytes);
        plan.summary = reader.paragraph("summary", kSummaryBytes);
        each(reader, "topics", kMostTopics, [&](ObjectReader entry) { plan.topics.push_back(topic(entry)); });
        return plan;
    }

    std::optional<base::Error> trouble{};

private:
    PlannedTopic topic(ObjectReader& reader) {
        PlannedTopic topic;
        topic.id = reader.line("id", kIdBytes);
        topic.title = reader.line("title", kLineBytes);
        topic.summary = reader.paragraph("summary", kSummaryBytes);
        topic.technology = reader.optionalLine("technology", kLineBytes);
        topic.prerequisites = reader.lines("prerequisites", kMostTopics, kIdBytes);
        each(reader, "exercises", kMostExercises, [&](ObjectReader entry) {
            topic.exercises.push_back(exercise(entry));
        });
        return topic;
    }

    static PlannedExercise exercise(ObjectReader& reader) {
        PlannedExercise exercise;
        exercise.id = reader.optionalLine("id", kIdBytes);
        exercise.title = reader.line("title", kLineBytes);
        exercise.difficulty = reader.integer("difficulty", 1, 10).value_or(exercise.difficulty);
        exercise.url = reader.optionalLine("url", kUrlBytes);
        exercise.needs = reader.lines("needs", kMostNeeds, kLineBytes);
        return exercise;
    }

    template<class Read> void each(ObjectReader& reader, std::string_view name, std::size_t most, Read read) {
        const auto* list = reader.list(name, most);
        for (std::size_t at = 0; list && at < list->size() && !trouble; ++at) {
            read(ObjectReader((*list)[at], reader.placeOf(name) + "/" + std::to_string(at), trouble));
        }
    }
};

void indent(std::string& out, const boost::json::value& value, const std::string& margin) {
    const auto members = [&](const auto& items, char open, char close, const auto& write) {
        out += open;
        const char* between = "\n";
        for (const auto& item : items) {
            out += between + margin + "  ";
            write(item);
            between = ",\n";
        }
        out += (items.empty() ? "" : "\n" + margin) + close;
    };
    if (const auto* object = value.if_object()) {
        members(*object, '{', '}', [&](const auto& member) {
            out += boost::json::serialize(member.key()) + ": ";
            indent(out, member.value(), margin + "  ");
        });
    } else if (const auto* list = value.if_array(); list && !list->empty() && !list->front().is_string()) {
        members(*list, '[', ']', [&](const auto& item) { indent(out, item, margin + "  "); });
    } else {
        out += boost::json::serialize(value);
    }
}

} // namespace

base::Expected<PathPlan> readPlan(std::string_view text, const std::string& file) {
    if (text.size() > kPlanBytes) {
        return base::fail(ErrorCode::LimitExceeded, "a path is described in at most 1,000,000 bytes", file);
    }
    const auto json = exchange::parseForeignJson(text, file, kDepth);
    if (!json) {
        return std::unexpected(json.error());
    }
    PlanReader reader;
    auto plan = reader.plan(*json, file);
    if (reader.trouble) {
        return std::unexpected(std::move(*reader.trouble));
    }
    return plan;
}

std::string writePlan(const PathPlan& plan) {
    std::string canonical;
    events::appendJson(canonical, plan);
    std::string out;
    indent(out, boost::json::parse(canonical), "");
    return out + "\n";
}

} // namespace cairn::plan
