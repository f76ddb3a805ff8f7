#include "app/cli/bench.h"
#include "app/cli/session.h"
#include "core/base/calendar.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <chrono>
#include <iostream>
#include <thread>

namespace cairn::cli {

namespace {

boost::json::object textOf(const std::string& text) {
    return {{"content", boost::json::array{boost::json::object{{"type", "text"}, {"text", text}}}}};
}

// A commit of each learner's in whatever repository is asked for, made this second.
std::string commits(base::Millis now) {
    const auto date = base::formatInstant(now).substr(0, 19) + "Z";
    std::string all;
    for (int learner = 0; learner < kBenchLearners; ++learner) {
        const auto number = std::to_string(learner);
        all += (all.empty() ? R"([{"sha":"6f1c5b1b0c1d4ab8a0f62f1d5c2a9b3fbb6a7e10)" : R"(,{"sha":"6f1c)") + number +
               R"(","author":{"login":"bench-)" + number + R"("},"commit":{"committer":{"date":")" + date + R"("}}})";
    }
    return all + "]";
}

boost::json::object answerTo(const std::string& method, base::Millis now, std::chrono::milliseconds delay) {
    if (method == "initialize") {
        return {
            {"protocolVersion", "2025-11-25"},
            {"capabilities", {{"tools", boost::json::object()}}},
            {"serverInfo", {{"name", "bench"}, {"version", "1"}}}};
    }
    if (method == "tools/list") {
        return {
            {"tools", boost::json::array{boost::json::object{
                          {"name", "list_commits"}, {"inputSchema", boost::json::object{{"type", "object"}}}}}}};
    }
    std::this_thread::sleep_for(delay);
    return textOf(commits(now));
}

} // namespace

void playPlatform(Session& session, const Arguments& arguments) {
    const std::chrono::milliseconds delay(arguments.number("delay", 0, 60'000).value_or(50));
    for (std::string line; std::getline(std::cin, line);) {
        boost::system::error_code trouble;
        const auto said = boost::json::parse(line, trouble);
        const auto* message = trouble ? nullptr : said.if_object();
        const auto* id = message != nullptr ? message->if_contains("id") : nullptr;
        const auto* method = message != nullptr ? message->if_contains("method") : nullptr;
        if (id == nullptr || method == nullptr || !method->is_string()) {
            continue;
        }
        boost::json::object answer{{"jsonrpc", "2.0"}, {"id", *id}};
        const std::string name(method->get_string());
        if (name == "initialize" || name == "tools/list" || name == "tools/call") {
            answer["result"] = answerTo(name, session.clock().now(), delay);
        } else {
            answer["error"] = boost::json::object{{"code", -32601}, {"message", "no such method"}};
        }
        std::cout << boost::json::serialize(answer) << std::endl;
    }
}

} // namespace cairn::cli
