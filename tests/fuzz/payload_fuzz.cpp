#include "core/events/catalogue.h"
#include "core/events/described_json.h"
#include "core/state/subject.h"
#include "core/state/undo.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

using namespace cairn;

namespace {

const events::SigningKey& serverKey() {
    static const auto kServer = events::SigningKey::fromSeed("server", {1});
    return kServer;
}

// One event a line: "task.started {}"; one that begins with an exclamation mark carries the receipt of a trusted
// server. The lines are one subject's events in the order of the fold, of device d with numbers from 1.
std::vector<events::Event> logOf(std::string_view text) {
    std::vector<events::Event> log;
    while (!text.empty()) {
        auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        const bool receipted = line.starts_with('!');
        line.remove_prefix(receipted ? 1 : 0);
        const auto type = line.substr(0, line.find(' '));
        events::Event event;
        event.ref = {"d", static_cast<std::int64_t>(log.size()) + 1};
        event.hlc = base::Hlc::at(event.ref.seq);
        event.stream = "learner/self";
        event.subject = "task/one";
        event.type = type;
        event.payload = line.substr(std::min(line.size(), type.size() + 1));
        if (receipted) {
            event.receipt = serverKey().sign(event);
        }
        log.push_back(std::move(event));
    }
    return log;
}

void demand(bool holds) {
    if (!holds) {
        std::abort();
    }
}

// What a payload decodes to is written and read as the same.
void checkPayload(const events::Event& event) {
    const auto payload = events::decodePayload(event);
    if (!payload) {
        return;
    }
    std::visit(
        []<class T>(const T& known) {
            if constexpr (!std::is_same_v<T, std::monostate>) {
                const auto text = events::encodeDescribed(known);
                const auto again = events::decodeDescribed<T>(text, {.bytes = text.size(), .depth = 32});
                demand(again && events::encodeDescribed(*again) == text);
            }
        },
        *payload);
}

// A fold never fails, is the same one by one where nothing is undone, and survives being stored.
void checkFold(std::string_view kind, const std::vector<events::Event>& log, bool undoes) {
    const events::KeyRing keys{{serverKey().id(), serverKey().publicKey()}};
    const auto folded = state::foldSubject(kind, log, keys);
    if (!undoes) {
        auto oneByOne = state::emptySubject(kind);
        for (const auto& event : log) {
            demand(state::applyNext(oneByOne, event, keys));
        }
        demand(oneByOne == folded);
    }
    const auto stored = state::decodeSubject(kind, state::encodeSubject(folded));
    demand(stored && *stored == folded);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto log = logOf({reinterpret_cast<const char*>(data), size});
    for (const auto& event : log) {
        checkPayload(event);
    }
    for (const auto& ref : state::undoneEvents(log)) {
        demand(ref.seq >= 1 && ref.seq < static_cast<std::int64_t>(log.size()));
    }
    const bool undoes = std::ranges::any_of(log, [](const auto& event) { return event.type == "event.undone"; });
    for (const std::string_view kind :
         {"task", "path", "topic", "content", "profile", "connection", "proposal", "review", "card"}) {
        checkFold(kind, log, undoes);
    }
    return 0;
}
