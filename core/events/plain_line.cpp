#include "core/base/text.h"
#include "core/events/canonical_json.h"
#include "core/events/event_codec.h"
#include "core/events/event_line.h"

#include <boost/json/monotonic_resource.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <limits>
#include <string>

namespace cairn::events {

namespace {

// Takes one thing after the other off a line's front; after the first that is not there, nothing more.
class Scanner {
public:
    explicit Scanner(std::string_view line)
        : m_rest(line) {}

    bool ended() const { return m_good && m_rest.empty(); }

    bool tryWords(std::string_view words) {
        const bool there = m_good && m_rest.starts_with(words);
        m_rest.remove_prefix(there ? words.size() : 0);
        return there;
    }

    void words(std::string_view words) { m_good = tryWords(words); }

    std::int64_t number(std::int64_t least, std::int64_t most = std::numeric_limits<std::int64_t>::max()) {
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(m_rest.data(), m_rest.data() + m_rest.size(), number);
        const auto digits = take(static_cast<std::size_t>(end - m_rest.data()));
        const bool canonical = digits == "0" || (!digits.empty() && digits.front() != '0' && digits.front() != '-');
        m_good = m_good && error == std::errc() && canonical && number >= least && number <= most;
        return number;
    }

    // Up to a quote, which is taken as well.
    std::string_view text() {
        const auto text = take(m_rest.find('"'));
        words("\"");
        return text;
    }

    std::string name() {
        const auto name = text();
        const bool plain =
            std::ranges::none_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\\'; });
        m_good = m_good && !name.empty() && name.size() <= kEventNameBytes && plain && base::isValidText(name);
        return std::string(name);
    }

    void digest(Digest& digest) { m_good = fromHex(text(), digest.data(), digest.size()) && m_good; }

    // Up to what follows it, which no text behind it can have in it: those have no quotes.
    std::string object(std::string_view next) {
        const auto text = take(m_rest.rfind(next));
        std::array<unsigned char, 2048>
            buffer; // NOLINT(cppcoreguidelines-pro-type-member-init): nothing reads it first
        boost::json::monotonic_resource storage(buffer.data(), buffer.size());
        const JsonLimits limits{.bytes = kEventBytes, .depth = kEventDepth - 1};
        m_good = m_good && text.starts_with('{') && parseCanonicalJson(text, limits, &storage);
        return std::string(text);
    }

private:
    std::string_view take(std::size_t count) {
        m_good = m_good && count <= m_rest.size();
        const auto taken = m_rest.substr(0, m_good ? count : 0);
        m_rest.remove_prefix(taken.size());
        return taken;
    }

    std::string_view m_rest;
    bool m_good = true;
};

} // namespace

std::optional<Event> readPlainLine(std::string_view line) {
    if (line.size() > kEventBytes) {
        return std::nullopt;
    }
    Event event;
    Scanner scanner(line);
    scanner.words("{");
    if (scanner.tryWords(R"("cursor":)")) {
        event.cursor = scanner.number(1);
        scanner.words(",");
    }
    scanner.words(R"("device":")");
    event.ref.device = scanner.name();
    if (scanner.tryWords(R"(,"effective":)")) {
        event.effective = base::Hlc{static_cast<std::uint64_t>(scanner.number(0))};
    }
    scanner.words(R"(,"hlc":)");
    event.hlc = {static_cast<std::uint64_t>(scanner.number(0))};
    scanner.words(R"(,"link":")");
    scanner.digest(event.link);
    scanner.words(R"(,"payload":)");
    event.payload = scanner.object(R"(,"seq":)");
    scanner.words(R"(,"seq":)");
    event.ref.seq = scanner.number(1);
    scanner.words(R"(,"stream":")");
    event.stream = scanner.name();
    scanner.words(R"(,"subject":")");
    event.subject = scanner.name();
    scanner.words(R"(,"type":")");
    event.type = scanner.name();
    scanner.words(R"(,"version":)");
    event.version = static_cast<int>(scanner.number(1, kVersionMost));
    scanner.words("}");
    return scanner.ended() ? std::optional(std::move(event)) : std::nullopt;
}

} // namespace cairn::events
