#include "sync/server/http/openapi.h"

#include "sync/server/http/router.h"

namespace cairn::server {

using boost::json::array;
using boost::json::object;

namespace {

object jsonContent(boost::json::value schema) {
    return {{"application/json", {{"schema", std::move(schema)}}}};
}

array parametersOf(const Route& route) {
    array parameters;
    for (const auto& part : partsOf(route.path)) {
        if (part.starts_with('{')) {
            parameters.push_back(object{
                {"name", part.substr(1, part.size() - 2)},
                {"in", "path"},
                {"required", true},
                {"schema", {{"type", "string"}}}});
        }
    }
    for (const auto& field : route.query) {
        parameters.push_back(object{
            {"name", field.name},
            {"in", "query"},
            {"description", field.about},
            {"schema", {{"type", field.number ? "integer" : "string"}}}});
    }
    return parameters;
}

const char* wordOf(Access access) {
    switch (access) {
    case Access::anyone:
        return "anyone";
    case Access::learner:
        return "learner";
    case Access::instructor:
        return "instructor";
    case Access::admin:
        return "admin";
    case Access::nobody:
        break;
    }
    return "nobody";
}

object operationOf(const Route& route) {
    object answers;
    object good{{"description", route.status == 204 ? "done" : "the answer"}};
    if (!route.answer.is_null()) {
        good["content"] = jsonContent(route.answer);
    }
    answers[std::to_string(route.status)] = std::move(good);
    answers["default"] = object{{"$ref", "#/components/responses/Problem"}};
    object operation{{"operationId", route.name}, {"summary", route.summary}, {"responses", std::move(answers)}};
    operation["x-access"] = wordOf(route.access);
    if (auto parameters = parametersOf(route); !parameters.empty()) {
        operation["parameters"] = std::move(parameters);
    }
    if (!route.body.is_null()) {
        operation["requestBody"] = object{{"required", true}, {"content", jsonContent(route.body)}};
    }
    if (route.access == Access::anyone) {
        operation["security"] = array();
    }
    return operation;
}

object problemSchema() {
    const object text{{"type", "string"}};
    const object field{{"type", "object"}, {"properties", {{"field", text}, {"message", text}}}};
    const object error{
        {"type", "object"},
        {"required", {"code", "message", "details", "timestamp", "requestId"}},
        {"properties",
         {{"code", text},
          {"message", text},
          {"details", {{"type", "array"}, {"items", field}}},
          {"timestamp", {{"type", "string"}, {"format", "date-time"}}},
          {"requestId", text}}}};
    return {{"type", "object"}, {"required", array{"error"}}, {"properties", {{"error", error}}}};
}

std::string lowerCase(std::string text) {
    for (auto& letter : text) {
        letter = static_cast<char>(letter | 0x20);
    }
    return text;
}

} // namespace

object openApi(std::span<const Route> routes, const std::string& version) {
    object paths;
    for (const auto& route : routes) {
        auto& path = paths[route.path];
        if (path.is_null()) {
            path = object();
        }
        path.as_object()[lowerCase(route.method)] = operationOf(route);
    }
    return {
        {"openapi", "3.0.3"},
        {"info", {{"title", "Cairn"}, {"version", version}}},
        {"security", array{object{{"bearer", array()}}}},
        {"paths", std::move(paths)},
        {"components",
         {{"securitySchemes", {{"bearer", {{"type", "http"}, {"scheme", "bearer"}, {"bearerFormat", "JWT"}}}}},
          {"responses", {{"Problem", {{"description", "why not"}, {"content", jsonContent(problemSchema())}}}}}}}};
}

} // namespace cairn::server
