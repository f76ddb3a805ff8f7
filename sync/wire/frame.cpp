#include "sync/wire/frame.h"

#include "core/events/described_json.h"

#include <array>
#include <utility>

namespace cairn::wire {

namespace {

using base::ErrorCode;

// Persisted in the protocol: one a message, in the order of Message.
constexpr std::array<std::string_view, std::variant_size_v<Message>> kNames{
    "hello", "welcome", "push", "ack", "reject", "page", "snapshot", "credit", "askLinks", "links", "end"};
constexpr std::size_t kDepth = 8;

template<std::size_t Index = 0>
base::Expected<Message> messageFrom(std::string_view name, const boost::json::value& value) {
    if constexpr (Index == kNames.size()) {
        return base::fail(ErrorCode::InvalidInput, "a message of a kind that is not known here");
    } else if (name == kNames[Index]) {
        std::variant_alternative_t<Index, Message> message{};
        if (auto read = events::fromJson(value, message); !read) {
            return base::fail(
                ErrorCode::InvalidInput, std::string(name) + read.error().place + " is " + read.error().message);
        }
        return message;
    } else {
        return messageFrom<Index + 1>(name, value);
    }
}

base::Expected<Message> decodeMessage(std::string_view text) {
    const auto json = events::parseJson(text, {.bytes = kFrameBytes, .depth = kDepth});
    if (!json) {
        return std::unexpected(json.error());
    }
    if (!json->is_object() || json->get_object().size() != 1) {
        return base::fail(ErrorCode::InvalidInput, "a frame does not begin with one message");
    }
    const auto& member = *json->get_object().begin();
    return messageFrom(member.key(), member.value());
}

} // namespace

std::string encodeFrame(const Message& message, const std::vector<std::string>& lines) {
    std::size_t size = 0;
    for (const auto& line : lines) {
        size += line.size() + 1;
    }
    std::string text = "{";
    text.reserve(size + 256);
    events::appendText(text, kNames[message.index()]);
    text += ':';
    std::visit([&](const auto& told) { events::appendJson(text, told); }, message);
    text += '}';
    for (const auto& line : lines) {
        text += '\n';
        text += line;
    }
    return text;
}

base::Expected<Frame> decodeFrame(std::string_view text) {
    if (text.size() > kFrameBytes) {
        return base::fail(ErrorCode::LimitExceeded, "a frame of " + std::to_string(text.size()) + " bytes");
    }
    const auto end = text.find('\n');
    auto message = decodeMessage(text.substr(0, end));
    if (!message) {
        return std::unexpected(message.error());
    }
    Frame frame{std::move(*message)};
    while (text.find('\n') != std::string_view::npos) {
        text.remove_prefix(text.find('\n') + 1);
        if (frame.lines.size() == kLinesMost) {
            return base::fail(
                ErrorCode::LimitExceeded, "a frame with more than " + std::to_string(kLinesMost) + " events");
        }
        frame.lines.emplace_back(text.substr(0, text.find('\n')));
    }
    const bool carries = std::holds_alternative<Push>(frame.message) || std::holds_alternative<Page>(frame.message) ||
                         std::holds_alternative<Snapshot>(frame.message);
    if (!carries && !frame.lines.empty()) {
        return base::fail(ErrorCode::InvalidInput, "events after a message that carries none");
    }
    return frame;
}

} // namespace cairn::wire
