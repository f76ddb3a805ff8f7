#include "core/events/event_codec.h"

#include "core/events/canonical_json.h"
#include "core/events/event_line.h"

#include <boost/json/object.hpp>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace cairn::events {

namespace {

// An object in the making: names, and canonical JSON of the values. Ordered by the bytes of the names.
using Members = std::map<std::string, std::string, std::less<>>;

std::string quoted(std::string_view text) {
    std::string out;
    appendText(out, text);
    return out;
}

Members unknownMembers(const Event& event) {
    Members members;
    if (event.unknown == "{}") {
        return members;
    }
    const auto parsed = parseJson(event.unknown);
    if (parsed && parsed->is_object()) {
        for (const auto& member : parsed->get_object()) {
            members.emplace(member.key(), canonicalJson(member.value()));
        }
    }
    return members;
}

Members authorsUnknownMembers(const Event& event) {
    auto members = unknownMembers(event);
    std::erase_if(members, [](const auto& member) { return member.first.starts_with('_'); });
    return members;
}

std::string receiptText(const Receipt& receipt) {
    return canonicalJson({{"key", receipt.key}, {"signature", toHex(receipt.signature)}});
}

void addContent(Members& members, const Event& event) {
    members["device"] = quoted(event.ref.device);
    members["hlc"] = std::to_string(static_cast<std::int64_t>(event.hlc.value));
    members["payload"] = event.payload;
    members["seq"] = std::to_string(event.ref.seq);
    members["stream"] = quoted(event.stream);
    members["subject"] = quoted(event.subject);
    members["type"] = quoted(event.type);
    members["version"] = std::to_string(event.version);
}

std::string join(const Members& members) {
    std::string object = "{";
    for (const auto& [name, text] : members) {
        object += object.size() == 1 ? "" : ",";
        appendText(object, name);
        object += ':';
        object += text;
    }
    return object += '}';
}

enum class Part { content, envelope };

void appendNumber(std::string& out, std::int64_t number) {
    char digits[20];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, number);
    out.append(digits, end);
}

void appendHex(std::string& out, const Digest& digest) {
    char text[2 * sizeof(Digest) + 1];
    sodium_bin2hex(text, sizeof text, digest.data(), digest.size());
    out.append(text, sizeof text - 1);
}

// What join makes of an event that has no unknown members: every append, every event on the wire and every check of a
// chain goes through here, and the names are known in their order.
std::string plain(const Event& event, Part part) {
    const bool all = part == Part::envelope;
    std::string content;
    content.reserve(
        300 + event.ref.device.size() + event.payload.size() + event.stream.size() + event.subject.size() +
        event.type.size());
    content += '{';
    if (all && event.cursor) {
        content += R"("cursor":)";
        appendNumber(content, *event.cursor);
        content += ',';
    }
    content += R"("device":)";
    appendText(content, event.ref.device);
    if (all && event.effective) {
        content += R"(,"effective":)";
        appendNumber(content, static_cast<std::int64_t>(event.effective->value));
    }
    content += R"(,"hlc":)";
    appendNumber(content, static_cast<std::int64_t>(event.hlc.value));
    if (all) {
        content += R"(,"link":")";
        appendHex(content, event.link);
        content += '"';
    }
    content += R"(,"payload":)";
    content += event.payload;
    if (all && event.receipt) {
        content += R"(,"receipt":)" + receiptText(*event.receipt);
    }
    content += R"(,"seq":)";
    appendNumber(content, event.ref.seq);
    content += R"(,"stream":)";
    appendText(content, event.stream);
    content += R"(,"subject":)";
    appendText(content, event.subject);
    content += R"(,"type":)";
    appendText(content, event.type);
    content += R"(,"version":)";
    appendNumber(content, event.version);
    return content += '}';
}

} // namespace

std::string signedContent(const Event& event) {
    if (event.unknown == "{}") {
        return plain(event, Part::content);
    }
    auto members = authorsUnknownMembers(event);
    addContent(members, event);
    return join(members);
}

std::string signedPlace(const Event& event) {
    std::string place = R"({"device":)";
    appendText(place, event.ref.device);
    place += R"(,"hlc":)";
    appendNumber(place, static_cast<std::int64_t>(event.hlc.value));
    place += R"(,"seq":)";
    appendNumber(place, event.ref.seq);
    place += R"(,"stream":)";
    appendText(place, event.stream);
    place += R"(,"subject":)";
    appendText(place, event.subject);
    return place += '}';
}

std::string signedSaying(const Event& event) {
    if (event.unknown == "{}") {
        std::string saying = R"({"payload":)" + event.payload + R"(,"type":)";
        appendText(saying, event.type);
        saying += R"(,"version":)";
        appendNumber(saying, event.version);
        return saying += '}';
    }
    auto members = authorsUnknownMembers(event);
    members["payload"] = event.payload;
    members["type"] = quoted(event.type);
    members["version"] = std::to_string(event.version);
    return join(members);
}

std::string encodeEvent(const Event& event) {
    if (event.unknown == "{}") {
        return plain(event, Part::envelope);
    }
    auto members = unknownMembers(event);
    addContent(members, event);
    members["link"] = quoted(toHex(event.link));
    if (event.receipt) {
        members["receipt"] = receiptText(*event.receipt);
    }
    if (event.cursor) {
        members["cursor"] = std::to_string(*event.cursor);
    }
    if (event.effective) {
        members["effective"] = std::to_string(static_cast<std::int64_t>(event.effective->value));
    }
    return join(members);
}

base::Expected<Event> decodeEvent(std::string_view line) {
    auto plain = readPlainLine(line);
    return plain ? std::move(*plain) : readAnyLine(line);
}

std::string toHex(std::string_view bytes) {
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    text.pop_back();
    return text;
}

bool fromHex(std::string_view text, unsigned char* bytes, std::size_t size) {
    // By table: digits of a digest are as good as random, and a branch on each would be guessed wrongly half the time.
    static constexpr auto kDigits = [] {
        std::array<unsigned char, 256> digits{};
        digits.fill(0x80);
        for (unsigned char value = 0; value < 16; ++value) {
            digits[static_cast<unsigned char>("0123456789abcdef"[value])] = value;
        }
        return digits;
    }();
    if (text.size() != size * 2) {
        return false;
    }
    unsigned bad = 0;
    for (std::size_t at = 0; at < size; ++at) {
        const unsigned high = kDigits[static_cast<unsigned char>(text[2 * at])];
        const unsigned low = kDigits[static_cast<unsigned char>(text[2 * at + 1])];
        bad |= high | low;
        bytes[at] = static_cast<unsigned char>(high << 4U | low);
    }
    return bad < 16;
}

} // namespace cairn::events
