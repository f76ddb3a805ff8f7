#include "core/events/event_codec.h"

#include "core/events/canonical_json.h"

#include <boost/json.hpp>
#include <sodium.h>

#include <algorithm>

namespace cairn::events {

namespace json = boost::json;
using base::ErrorCode;

namespace {

// Persisted names of the envelope's members.
constexpr std::string_view kMembers[] = {"cursor",  "device", "effective", "hlc",     "link", "payload",
                                         "receipt", "seq",    "stream",    "subject", "type", "version"};
constexpr std::size_t kNameLength = 200;

json::object contentObject(const Event& event) {
    json::object object = json::parse(event.unknown).as_object();
    object["device"] = event.ref.device;
    object["hlc"] = static_cast<std::int64_t>(event.hlc.value);
    object["payload"] = json::parse(event.payload);
    object["seq"] = event.ref.seq;
    object["stream"] = event.stream;
    object["subject"] = event.subject;
    object["type"] = event.type;
    object["version"] = event.version;
    return object;
}

// Reads members one by one and keeps the first trouble.
class Reader {
public:
    explicit Reader(const json::object& object)
        : m_object(object) {}

    std::string text(std::string_view name) {
        const auto* value = m_object.if_contains(name);
        if (value == nullptr || !value->is_string() || value->get_string().empty() ||
            value->get_string().size() > kNameLength) {
            complain(name, "is not a text of 1 to 200 bytes");
            return {};
        }
        return std::string(value->get_string());
    }

    std::int64_t number(std::string_view name, std::int64_t least) {
        const auto* value = m_object.if_contains(name);
        if (value == nullptr || !value->is_int64() || value->get_int64() < least) {
            complain(name, "is not an integer in range");
            return least;
        }
        return value->get_int64();
    }

    template<class Bytes> void bytes(std::string_view name, Bytes& into) {
        const auto* value = m_object.if_contains(name);
        if (value == nullptr || !value->is_string() || !fromHex(value->get_string(), into.data(), into.size())) {
            complain(name, "is not hexadecimal of the right length");
        }
    }

    bool has(std::string_view name) const { return m_object.contains(name); }

    void complain(std::string_view name, std::string_view what) {
        if (!m_error) {
            m_error = base::Error{
                ErrorCode::InvalidInput, "event: " + std::string(name) + " " + std::string(what),
                "/" + std::string(name)};
        }
    }

    const std::optional<base::Error>& error() const { return m_error; }

private:
    const json::object& m_object;
    std::optional<base::Error> m_error{};
};

} // namespace

std::string signedContent(const Event& event) {
    return canonicalJson(contentObject(event));
}

std::string encodeEvent(const Event& event) {
    auto object = contentObject(event);
    object["link"] = toHex(event.link);
    if (event.receipt) {
        object["receipt"] = {{"key", event.receipt->key}, {"signature", toHex(event.receipt->signature)}};
    }
    if (event.cursor) {
        object["cursor"] = *event.cursor;
    }
    if (event.effective) {
        object["effective"] = static_cast<std::int64_t>(event.effective->value);
    }
    return canonicalJson(object);
}

base::Expected<Event> decodeEvent(std::string_view line) {
    auto parsed = parseCanonicalJson(line);
    if (!parsed) {
        return std::unexpected(parsed.error());
    }
    if (!parsed->is_object()) {
        return base::fail(ErrorCode::InvalidInput, "event: not an object");
    }
    auto& object = parsed->get_object();
    Reader reader(object);
    Event event;
    event.ref = {reader.text("device"), reader.number("seq", 1)};
    event.hlc = {static_cast<std::uint64_t>(reader.number("hlc", 0))};
    event.stream = reader.text("stream");
    event.subject = reader.text("subject");
    event.type = reader.text("type");
    event.version = static_cast<int>(std::min<std::int64_t>(reader.number("version", 1), 1'000'000));
    reader.bytes("link", event.link);
    if (reader.has("cursor")) {
        event.cursor = reader.number("cursor", 1);
    }
    if (reader.has("effective")) {
        event.effective = base::Hlc{static_cast<std::uint64_t>(reader.number("effective", 0))};
    }
    if (const auto* payload = object.if_contains("payload"); payload != nullptr && payload->is_object()) {
        event.payload = canonicalJson(*payload);
    } else {
        reader.complain("payload", "is not an object");
    }
    if (const auto* receipt = object.if_contains("receipt")) {
        if (receipt->is_object() && receipt->get_object().size() == 2) {
            Reader inner(receipt->get_object());
            event.receipt.emplace();
            event.receipt->key = inner.text("key");
            inner.bytes("signature", event.receipt->signature);
            if (inner.error()) {
                reader.complain("receipt", "is malformed");
            }
        } else {
            reader.complain("receipt", "is malformed");
        }
    }
    if (reader.error()) {
        return std::unexpected(*reader.error());
    }
    for (const auto member : kMembers) {
        object.erase(member);
    }
    event.unknown = canonicalJson(object);
    return event;
}

std::string toHex(std::string_view bytes) {
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    text.pop_back();
    return text;
}

bool fromHex(std::string_view text, unsigned char* bytes, std::size_t size) {
    const bool lower = std::ranges::none_of(text, [](char c) { return c >= 'A' && c <= 'F'; });
    std::size_t read = 0;
    const char* end = nullptr;
    return lower && text.size() == size * 2 &&
           sodium_hex2bin(bytes, size, text.data(), text.size(), nullptr, &read, &end) == 0 && read == size &&
           end == text.data() + text.size();
}

} // namespace cairn::events
