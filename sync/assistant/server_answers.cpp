#include "sync/assistant/question.h"
#include "sync/assistant/resources.h"
#include "sync/mcp/json.h"
#include "sync/mcp/schema.h"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <charconv>

namespace cairn::assistant {

namespace json = boost::json;

namespace {

// Where a list goes on: a cursor means something to this server alone.
std::optional<std::size_t> placeOf(const std::string& cursor) {
    std::size_t place = 0;
    const auto* end = cursor.data() + cursor.size();
    const auto read = std::from_chars(cursor.data(), end, place);
    return read.ec == std::errc() && read.ptr == end ? std::optional(place) : std::nullopt;
}

} // namespace

// Asks the profile, and answers when it has answered, unless the client has lost interest by then.
template<class T>
void Server::await(const Question& question, auto ask, std::function<void(base::Expected<T>)> answered) {
    const Key key{question.channel, json::serialize(question.id)};
    const auto ofChannel =
        std::ranges::count_if(m_underWay, [&](const auto& each) { return each.first.first == question.channel; });
    if (static_cast<std::size_t>(ofChannel) >= kAtOnce) {
        question.fail(code::kBusy, "too much is under way; ask again when some of it is answered");
        return;
    }
    m_underWay[key].say = question.say;
    auto request = ask(api::Reply<T>([this, key, answered = std::move(answered)](base::Expected<T> answer) {
        const auto kept = m_underWay.extract(key); // to the end of this call
        answered(std::move(answer));
    }));
    if (const auto found = m_underWay.find(key); found != m_underWay.end()) {
        found->second.request = std::move(request);
    }
}

void Server::listTools(const Question& question) {
    if (mcp::find(question.params, "cursor") != nullptr) {
        question.fail(code::kInvalidParams, "there is one page of tools, and it has no cursor");
        return;
    }
    json::array list;
    const bool mayPropose = api::mayPropose(m_profile.state().preferences);
    for (const auto& tool : tools()) {
        if (mayPropose || !tool.proposes) {
            list.push_back(shown(tool));
        }
    }
    result(question, {{"tools", std::move(list)}}, true);
}

void Server::callTool(const Question& question) {
    const auto* tool = findTool(mcp::text(question.params, "name"));
    if (tool == nullptr) {
        question.fail(code::kInvalidParams, "unknown tool: " + mcp::text(question.params, "name"));
        return;
    }
    const auto* given = mcp::find(question.params, "arguments");
    const json::value arguments = given == nullptr ? json::value(json::object()) : *given;
    const auto answer = [this, question](json::object content, bool isError) {
        auto text = isError ? mcp::text(content, "error") : json::serialize(content);
        if (text.size() > kAnswerBytes) {
            text = "the answer is longer than a mebibyte; ask for less";
            isError = true;
        }
        json::object answered{{"content", json::array{json::object{{"type", "text"}, {"text", text}}}}};
        answered["isError"] = isError;
        if (!isError) {
            answered["structuredContent"] = std::move(content);
        }
        result(question, std::move(answered));
    };
    // A model reads this and does better; an error of the protocol would not reach it.
    if (const auto why = mcp::violation(tool->input, arguments)) {
        answer({{"error", "these arguments do not fit: " + *why}}, true);
        return;
    }
    await<json::object>(
        question,
        [&](api::Reply<json::object> reply) {
            return tool->call(m_profile, arguments.as_object(), clientOf(question), std::move(reply));
        },
        [answer](base::Expected<json::object> content) {
            if (content) {
                answer(std::move(*content), false);
            } else {
                answer({{"error", content.error().message}}, true);
            }
        });
}

void Server::listResources(const Question& question) {
    const auto* cursor = mcp::find(question.params, "cursor");
    const auto begin =
        cursor == nullptr ? std::optional<std::size_t>(0) : placeOf(mcp::text(question.params, "cursor"));
    if (!begin) {
        question.fail(code::kInvalidParams, "this server has given no such cursor");
        return;
    }
    await<std::vector<api::PathSummary>>(
        question, [&](auto reply) { return m_profile.paths().list(std::move(reply)); },
        [this, question, begin](base::Expected<std::vector<api::PathSummary>> paths) {
            if (!paths) {
                question.fail(code::kInternal, paths.error().message);
                return;
            }
            const auto all = resources(*paths);
            if (*begin > all.size()) {
                question.fail(code::kInvalidParams, "this server has given no such cursor");
                return;
            }
            const auto end = std::min(all.size(), *begin + kPage);
            json::array page;
            for (auto at = *begin; at < end; ++at) {
                page.push_back(all[at]);
            }
            json::object answer{{"resources", std::move(page)}};
            if (end < all.size()) {
                answer["nextCursor"] = std::to_string(end);
            }
            result(question, std::move(answer), true);
        });
}

void Server::readResource(const Question& question) {
    const auto address = mcp::text(question.params, "uri");
    const auto missing = [question, address] {
        question.fail(
            question.modern ? code::kInvalidParams : code::kNoResource, "there is no such resource",
            json::object{{"uri", address}});
    };
    const auto resource = resourceAt(address);
    if (!resource) {
        missing();
        return;
    }
    await<json::object>(
        question,
        [&](api::Reply<json::object> reply) {
            return resource->tool->call(m_profile, resource->arguments, clientOf(question), std::move(reply));
        },
        [this, question, address, missing](const base::Expected<json::object>& content) {
            if (!content && content.error().code == base::ErrorCode::NotFound) {
                missing();
                return;
            }
            const auto text = content ? json::serialize(*content) : std::string();
            if (!content || text.size() > kAnswerBytes) {
                question.fail(code::kInternal, content ? "the resource is too long" : content.error().message);
                return;
            }
            result(
                question,
                {{"contents",
                  json::array{json::object{{"uri", address}, {"mimeType", "application/json"}, {"text", text}}}}},
                true);
        });
}

} // namespace cairn::assistant
