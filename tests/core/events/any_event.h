#pragma once

#include "core/events/canonical_json.h"
#include "core/events/event.h"

#include <boost/json.hpp>
#include <rapidcheck.h>

#include <string>
#include <string_view>
#include <vector>

// Generators of JSON and of events, for the tests of the core.
namespace cairn::events::testing {

// Text of 0 to 8 characters, with those among them that escapes and orders stumble over.
inline std::string anyText() {
    static const std::vector<std::string> kPieces{
        "a",
        "b",
        "z",
        "A",
        "0",
        " ",
        "/",
        "\"",
        "\\",
        "\n",
        "\t",
        "\x01",
        "\x1f",
        "\x7f",
        "_",
        "{",
        "}",
        "\xc3\xa4",
        "\xe2\x82\xac",
        "\xef\xbf\xbf",
        "\xf0\x9f\x8f\x94"};
    std::string text;
    for (int left = *rc::gen::inRange(0, 9); left > 0; --left) {
        text += *rc::gen::elementOf(kPieces);
    }
    return text;
}

inline std::int64_t anyNumber() {
    using Limits = std::numeric_limits<std::int64_t>;
    return *rc::gen::oneOf(
        rc::gen::arbitrary<std::int64_t>(), rc::gen::inRange<std::int64_t>(-5, 300),
        rc::gen::element(Limits::min(), Limits::max(), std::int64_t{0}));
}

inline boost::json::value anyJson(int depth);

inline boost::json::object anyObject(int depth) {
    boost::json::object object;
    for (int left = *rc::gen::inRange(0, 5); left > 0; --left) {
        object[anyText()] = anyJson(depth - 1);
    }
    return object;
}

inline boost::json::value anyJson(int depth) {
    switch (*rc::gen::inRange(0, depth > 0 ? 6 : 4)) {
    case 0:
        return nullptr;
    case 1:
        return *rc::gen::arbitrary<bool>();
    case 2:
        return anyNumber();
    case 3:
        return boost::json::string(anyText());
    case 4: {
        boost::json::array array;
        for (int left = *rc::gen::inRange(0, 5); left > 0; --left) {
            array.push_back(anyJson(depth - 1));
        }
        return array;
    }
    default:
        return anyObject(depth);
    }
}

// A name for the envelope: never empty.
inline std::string anyName() {
    return "n" + anyText();
}

inline Event plainEvent(std::int64_t seq = 1, std::string payload = R"({"title":"Bob"})") {
    Event event;
    event.ref = {"device-a", seq};
    event.hlc = base::Hlc::at(1'795'253'400'000 + seq);
    event.stream = "learner/self";
    event.subject = "task/bob";
    event.type = "task.created";
    event.payload = std::move(payload);
    return event;
}

template<class Bytes> void fillBytes(Bytes& bytes) {
    for (auto& byte : bytes) {
        byte = *rc::gen::arbitrary<unsigned char>();
    }
}

// Any event that the codec has to carry, members of newer versions included.
inline Event anyEvent() {
    Event event;
    event.ref = {anyName(), *rc::gen::inRange<std::int64_t>(1, 1'000'000)};
    event.hlc = {*rc::gen::arbitrary<std::uint64_t>() >> 1U};
    event.stream = anyName();
    event.subject = anyName();
    event.type = anyName();
    event.version = *rc::gen::inRange(1, 1000);
    event.payload = canonicalJson(anyObject(3));
    fillBytes(event.link);
    if (*rc::gen::arbitrary<bool>()) {
        event.receipt.emplace();
        event.receipt->key = anyName();
        fillBytes(event.receipt->signature);
    }
    if (*rc::gen::arbitrary<bool>()) {
        event.cursor = *rc::gen::inRange<std::int64_t>(1, 1'000'000);
    }
    if (*rc::gen::arbitrary<bool>()) {
        event.effective = base::Hlc{*rc::gen::arbitrary<std::uint64_t>() >> 1U};
    }
    boost::json::object unknown;
    for (int left = *rc::gen::inRange(0, 3); left > 0; --left) {
        unknown[*rc::gen::element<std::string>("", "new ", "_") + anyName()] = anyJson(2);
    }
    event.unknown = canonicalJson(unknown);
    return event;
}

} // namespace cairn::events::testing
