#include "core/events/canonical_json.h"
#include "core/events/event_codec.h"
#include "core/events/event_line.h"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <string>

namespace cairn::events {

namespace json = boost::json;
using base::ErrorCode;

namespace {

// Persisted names of the envelope's members.
constexpr std::string_view kMembers[] = {"cursor",  "device", "effective", "hlc",     "link", "payload",
                                         "receipt", "seq",    "stream",    "subject", "type", "version"};
constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
constexpr JsonLimits kLimits{.bytes = kEventBytes, .depth = kEventDepth};

// Reads members one by one and keeps the first trouble.
class Reader {
public:
    explicit Reader(const json::object& object)
        : m_object(object) {}

    std::string text(std::string_view name) {
        const auto* value = m_object.if_contains(name);
        if (value == nullptr || !value->is_string() || value->get_string().empty() ||
            value->get_string().size() > kEventNameBytes) {
            complain(name, "is not a text of 1 to 200 bytes");
            return {};
        }
        return std::string(value->get_string());
    }

    std::int64_t number(std::string_view name, std::int64_t least, std::int64_t most = kMost) {
        const auto* value = m_object.if_contains(name);
        if (value == nullptr || !value->is_int64() || value->get_int64() < least || value->get_int64() > most) {
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

base::Expected<Event> readAnyLine(std::string_view line) {
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
    Reader reader(object);
    Event event;
    event.ref = {reader.text("device"), reader.number("seq", 1)};
    event.hlc = {static_cast<std::uint64_t>(reader.number("hlc", 0))};
    event.stream = reader.text("stream");
    event.subject = reader.text("subject");
    event.type = reader.text("type");
    event.version = static_cast<int>(reader.number("version", 1, kVersionMost));
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
    const auto known = std::ranges::count_if(kMembers, [&](auto member) { return object.contains(member); });
    if (object.size() > static_cast<std::size_t>(known)) {
        for (const auto member : kMembers) {
            object.erase(member);
        }
        event.unknown = canonicalJson(object);
    }
    // Two replicas that mean the same write the same bytes: there is no other form.
    if (encodeEvent(event) != line) {
        return base::fail(ErrorCode::InvalidInput, "JSON that is not in canonical form");
    }
    return event;
}

} // namespace cairn::events
