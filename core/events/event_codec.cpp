#include "core/events/event_codec.h"

#include "core/events/canonical_json.h"

#include <boost/json.hpp>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <map>
#include <optional>
#include <span>

namespace cairn::events {

namespace json = boost::json;
using base::ErrorCode;

namespace {

// The envelope's members, in the order of their persisted names.
enum Member : std::size_t {
    cursor,
    device,
    effective,
    hlc,
    link,
    payload,
    receipt,
    seq,
    stream,
    subject,
    type,
    version
};

constexpr std::string_view kMembers[] = {"cursor",  "device", "effective", "hlc",     "link", "payload",
                                         "receipt", "seq",    "stream",    "subject", "type", "version"};

// And a receipt's.
enum ReceiptMember : std::size_t { key, signature };

constexpr std::string_view kReceiptMembers[] = {"key", "signature"};
constexpr std::size_t kNameLength = 200;
constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
constexpr JsonLimits kLimits{.bytes = kEventBytes, .depth = 32};

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

// Reads members and keeps the first trouble. The object is walked once, beside the names: to ask an object for a name
// is to search it.
class Reader {
public:
    Reader(const json::object& object, std::span<const std::string_view> names)
        : m_names(names) {
        auto next = names.begin(); // in canonical form they come in order
        for (const auto& member : object) {
            const std::string_view name = member.key();
            auto found = std::find(next, names.end(), name);
            if (found == names.end()) {
                found = std::ranges::find(names, name);
            }
            if (found != names.end()) {
                m_values[static_cast<std::size_t>(found - names.begin())] = &member.value();
                ++m_known;
                next = found + 1;
            }
        }
    }

    // Null where there is none.
    const json::value* find(std::size_t member) const { return m_values[member]; }

    std::string text(std::size_t member) {
        const auto* value = find(member);
        if (value == nullptr || !value->is_string() || value->get_string().empty() ||
            value->get_string().size() > kNameLength) {
            complain(member, "is not a text of 1 to 200 bytes");
            return {};
        }
        return std::string(value->get_string());
    }

    std::int64_t number(std::size_t member, std::int64_t least, std::int64_t most = kMost) {
        const auto* value = find(member);
        if (value == nullptr || !value->is_int64() || value->get_int64() < least || value->get_int64() > most) {
            complain(member, "is not an integer in range");
            return least;
        }
        return value->get_int64();
    }

    template<class Bytes> void bytes(std::size_t member, Bytes& into) {
        const auto* value = find(member);
        if (value == nullptr || !value->is_string() || !fromHex(value->get_string(), into.data(), into.size())) {
            complain(member, "is not hexadecimal of the right length");
        }
    }

    std::size_t known() const { return m_known; }

    void complain(std::size_t member, std::string_view what) {
        if (!m_error) {
            const std::string name(m_names[member]);
            m_error = base::Error{ErrorCode::InvalidInput, "event: " + name + " " + std::string(what), "/" + name};
        }
    }

    const std::optional<base::Error>& error() const { return m_error; }

private:
    std::span<const std::string_view> m_names;
    std::array<const json::value*, std::size(kMembers)> m_values{};
    std::size_t m_known = 0; // members with one of the names
    std::optional<base::Error> m_error{};
};

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
    std::array<unsigned char, 4096> buffer; // NOLINT(cppcoreguidelines-pro-type-member-init): nothing reads it first
    json::monotonic_resource storage(buffer.data(), buffer.size());
    auto parsed = parseJson(line, kLimits, &storage);
    if (!parsed) {
        return std::unexpected(parsed.error());
    }
    if (!parsed->is_object()) {
        return base::fail(ErrorCode::InvalidInput, "event: not an object");
    }
    auto& object = parsed->get_object();
    Reader reader(object, kMembers);
    Event event;
    event.ref = {reader.text(device), reader.number(seq, 1)};
    event.hlc = {static_cast<std::uint64_t>(reader.number(hlc, 0))};
    event.stream = reader.text(stream);
    event.subject = reader.text(subject);
    event.type = reader.text(type);
    event.version = static_cast<int>(reader.number(version, 1, kVersionMost));
    reader.bytes(link, event.link);
    if (reader.find(cursor) != nullptr) {
        event.cursor = reader.number(cursor, 1);
    }
    if (reader.find(effective) != nullptr) {
        event.effective = base::Hlc{static_cast<std::uint64_t>(reader.number(effective, 0))};
    }
    if (const auto* found = reader.find(payload); found != nullptr && found->is_object()) {
        event.payload = canonicalJson(*found);
    } else {
        reader.complain(payload, "is not an object");
    }
    if (const auto* found = reader.find(receipt)) {
        if (found->is_object() && found->get_object().size() == 2) {
            Reader inner(found->get_object(), kReceiptMembers);
            event.receipt.emplace();
            event.receipt->key = inner.text(key);
            inner.bytes(signature, event.receipt->signature);
            if (inner.error()) {
                reader.complain(receipt, "is malformed");
            }
        } else {
            reader.complain(receipt, "is malformed");
        }
    }
    if (reader.error()) {
        return std::unexpected(*reader.error());
    }
    if (object.size() > reader.known()) {
        for (const auto name : kMembers) {
            object.erase(name);
        }
        event.unknown = canonicalJson(object);
    }
    // Two replicas that mean the same write the same bytes: there is no other form.
    if (encodeEvent(event) != line) {
        return base::fail(ErrorCode::InvalidInput, "JSON that is not in canonical form");
    }
    return event;
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
