#include "core/proof/document.h"

#include "core/base/calendar.h"
#include "core/events/described_json.h"
#include "core/events/event_codec.h"
#include "core/learning/level.h"
#include "core/proof/did_key.h"

#include <boost/describe/enum_to_string.hpp>
#include <boost/json/array.hpp>

#include <algorithm>
#include <set>

namespace cairn::proof {

namespace json = boost::json;

namespace {

// An event without what no receipt signs.
json::value evidenceOf(const events::Event& event) {
    auto signedPart = events::parseJson(events::signedContent(event)).value_or(json::object());
    auto& object = signedPart.as_object();
    object["receipt"] =
        json::object{{"key", event.receipt->key}, {"signature", events::toHex(event.receipt->signature)}};
    return json::object{{"type", json::array{"CairnReceipt"}}, {"event", std::move(object)}};
}

std::vector<learning::Completion> completionsOf(const std::vector<ProvenTask>& tasks) {
    std::vector<learning::Completion> completions;
    completions.reserve(tasks.size());
    for (const auto& [task, verified, at] : tasks) {
        completions.push_back(
            {.task = task,
             .problem = verified.problem,
             .topics = verified.topics,
             .difficulty = verified.difficulty,
             .hints = verified.hints,
             .verified = true,
             .at = at});
    }
    return completions;
}

json::object subjectOf(const Statement& statement) {
    json::array accounts;
    for (const auto& [platform, name] : statement.accounts) {
        accounts.push_back(
            json::object{{"platform", boost::describe::enum_to_string(platform, "unknown")}, {"account", name}});
    }
    json::object topics;
    for (const auto& [topic, hundredths] : statement.topics) {
        topics[topic] = hundredths;
    }
    return {
        {"id", "urn:cairn:" + statement.learner},
        {"accounts", std::move(accounts)},
        {"levelHundredths", statement.hundredths},
        {"topicHundredths", std::move(topics)},
    };
}

} // namespace

Statement stateOf(const std::vector<events::Event>& receipts, const std::vector<events::AnnouncedKey>& chain) {
    Statement statement;
    statement.learner = receipts.front().stream;
    statement.issuer = chain.front();
    std::set<std::pair<events::Platform, std::string>> accounts;
    std::set<std::string> topics;
    for (const auto& event : receipts) {
        auto verified = std::get<events::TaskVerified>(*events::decodePayload(event));
        if (verified.platform != events::Platform::none) {
            accounts.emplace(verified.platform, verified.account);
        }
        topics.insert(verified.topics.begin(), verified.topics.end());
        statement.at = std::max(statement.at, event.hlc.millis());
        statement.tasks.push_back({events::subjectId(event.subject), std::move(verified), event.hlc.millis()});
    }
    statement.accounts.assign(accounts.begin(), accounts.end());
    const auto completions = completionsOf(statement.tasks);
    statement.hundredths = learning::level(completions).hundredths;
    for (const auto& topic : topics) {
        statement.topics[topic] = learning::levelOfTopic(completions, topic).hundredths;
    }
    return statement;
}

json::object documentOf(const std::vector<events::Event>& receipts, const std::vector<events::AnnouncedKey>& chain) {
    const auto statement = stateOf(receipts, chain);
    json::array keys;
    for (const auto& key : chain) {
        keys.push_back(events::parseJson(events::encodeDescribed(key)).value_or(json::object()));
    }
    json::array evidence;
    for (const auto& event : receipts) {
        evidence.push_back(evidenceOf(event));
    }
    events::PublicKey first{};
    events::fromHex(chain.front().open, first.data(), first.size());
    return {
        {"@context",
         json::array{"https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/undefined-terms/v2"}},
        {"type", json::array{"VerifiableCredential", "CairnLevel"}},
        {"issuer", json::object{{"id", didKey(first)}, {"keys", std::move(keys)}}},
        {"validFrom", base::formatInstant(statement.at)},
        {"credentialSubject", subjectOf(statement)},
        {"evidence", std::move(evidence)},
    };
}

} // namespace cairn::proof
