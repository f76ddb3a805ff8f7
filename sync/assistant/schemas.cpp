#include "sync/assistant/schemas.h"

#include <boost/json/array.hpp>

namespace cairn::assistant::schema {

namespace json = boost::json;

namespace {

json::object described(json::object schema, std::string_view about) {
    if (!about.empty()) {
        schema["description"] = about;
    }
    return schema;
}

json::object propertiesOf(Fields fields) {
    json::object properties;
    for (const auto& [name, field] : fields) {
        properties[name] = field;
    }
    return properties;
}

json::object with(json::object record, Fields more) {
    for (const auto& [name, field] : more) {
        record["properties"].as_object()[name] = field;
        record["required"].as_array().emplace_back(name);
    }
    return record;
}

json::object named() {
    return record({{"id", text()}, {"title", text()}});
}

json::object level() {
    return record(
        {{"verified", text("What a server saw the proof of; 0.00 to 10.00")},
         {"selfReported", text("With what the learner ticked off")},
         {"verifiedHundredths", number()},
         {"selfReportedHundredths", number()}});
}

json::object streak() {
    return record({{"days", number()}, {"longest", number()}, {"freezes", number()}, {"activeToday", flag()}});
}

json::object content() {
    return record(
        {{"texts", list(record({{"kind", text()}, {"markdown", text()}}))},
         {"files", list(record({{"name", text()}, {"role", text()}, {"text", text()}}))},
         {"links", list(record({{"url", text()}, {"description", text()}}))}});
}

} // namespace

json::object text(std::string_view about) {
    return described({{"type", "string"}}, about);
}

json::object number(std::string_view about) {
    return described({{"type", "integer"}}, about);
}

json::object number(std::string_view about, std::int64_t least, std::int64_t most) {
    return described({{"type", "integer"}, {"minimum", least}, {"maximum", most}}, about);
}

json::object flag() {
    return {{"type", "boolean"}};
}

json::object instant() {
    return orNull(text());
}

json::object list(json::object items) {
    return {{"type", "array"}, {"items", std::move(items)}};
}

json::object orNull(json::object schema) {
    schema["type"] = json::array{schema.at("type"), "null"};
    return schema;
}

json::object record(Fields fields) {
    json::array needed;
    for (const auto& [name, field] : fields) {
        needed.emplace_back(name);
    }
    return {{"type", "object"}, {"properties", propertiesOf(fields)}, {"required", std::move(needed)}};
}

json::object arguments(Fields fields, std::initializer_list<std::string_view> needed) {
    json::object schema{{"type", "object"}, {"properties", propertiesOf(fields)}, {"additionalProperties", false}};
    if (needed.size() > 0) {
        schema["required"] = json::array(needed.begin(), needed.end());
    }
    return schema;
}

json::object task() {
    return record(
        {{"id", text()},
         {"title", text()},
         {"path", text()},
         {"pathTitle", text()},
         {"module", text()},
         {"topicTitle", text()},
         {"difficulty", number("1-10")},
         {"state", text("locked, available, scheduled, in_progress, verifying, verified, self_reported, failed, "
                        "skipped or expired")},
         {"source", text()},
         {"scheduledAt", instant()},
         {"startedAt", instant()},
         {"completedAt", instant()}});
}

json::object taskDetail() {
    return with(
        task(), {{"summary", text()},
                 {"url", text()},
                 {"remark", text()},
                 {"evidence", text()},
                 {"tags", list(text())},
                 {"topics", list(named())},
                 {"missing", list(named())},
                 {"levelHundredths", number("What it adds to the level")},
                 {"content", content()},
                 {"history", list(record({{"type", text()}, {"at", text()}}))}});
}

json::object path() {
    return record(
        {{"id", text()},
         {"title", text()},
         {"language", text()},
         {"summary", text()},
         {"current", flag()},
         {"position", orNull(named())},
         {"progress",
          record({{"topicsDone", number()}, {"topicsAll", number()}, {"tasksDone", number()}, {"tasksAll", number()}})},
         {"standings", {{"type", "object"}}}});
}

json::object topic() {
    return record(
        {{"id", text()},
         {"title", text()},
         {"standing", text("unscored, locked, available, in_progress or done")},
         {"required", number()},
         {"requiredDone", number()},
         {"unlocked", flag()},
         {"prerequisites", list(named())},
         {"missing", list(named())}});
}

json::object topicDetail() {
    return with(
        topic(), {{"path", text()},
                  {"summary", text()},
                  {"note", text("The learner's own, Markdown")},
                  {"opens", list(named())},
                  {"tasks", list(task())},
                  {"verified", text()},
                  {"selfReported", text()},
                  {"content", content()}});
}

json::object today() {
    return record(
        {{"today", text("YYYY-MM-DD")},
         {"level", level()},
         {"streak", streak()},
         {"due", list(task())},
         {"reviews", list(review())},
         {"reviewsDue", number("All of them: reviews has at most 20")},
         {"next", orNull(record({{"task", task()}, {"reason", text()}, {"topic", text()}, {"opens", list(text())}}))},
         {"path", orNull(path())},
         {"empty", flag()}});
}

json::object progress() {
    return record(
        {{"asOf", text("YYYY-MM-DD")},
         {"level", level()},
         {"topics", list(with(level(), {{"id", text()}, {"title", text()}}))},
         {"streak", streak()},
         {"paths", list(path())},
         {"tasks", {{"type", "object"}}}});
}

json::object proposal() {
    return record(
        {{"id", text()},
         {"kind", text("task or note")},
         {"by", text()},
         {"reason", text()},
         {"title", text()},
         {"path", text()},
         {"topics", list(named())},
         {"difficulty", number()},
         {"text", text()},
         {"at", text()}});
}

json::object review() {
    const auto day = text("YYYY-MM-DD");
    return record(
        {{"id", text("Of the task")},
         {"title", text()},
         {"pathTitle", text()},
         {"topicTitle", text()},
         {"url", text("Where it is to be solved, or empty")},
         {"due", day},
         {"daysLate", number()},
         {"recall", number("The chance that it is remembered now, in per cent")},
         {"reviews", number("How often it was reviewed")},
         {"lastAt", instant()},
         {"next", record({{"again", day}, {"hard", day}, {"good", day}, {"easy", day}})},
         {"paused", flag()}});
}

} // namespace cairn::assistant::schema
