#include "core/store/rebuild.h"

#include "core/events/event_codec.h"

#include <sodium.h>

namespace cairn::store {

namespace {

constexpr std::int64_t kProgressEvery = 500;

} // namespace

void stopIfAsked(const base::Progress& progress) {
    if (progress.stopped()) {
        throw Abandon{{base::ErrorCode::Cancelled, "stopped; nothing was changed"}};
    }
}

std::int64_t
foldEverything(EventLog& log, Projections& projections, const events::KeyRing& keys, const base::Progress& progress) {
    const auto total = log.count();
    projections.clear();
    std::int64_t folded = 0;
    std::vector<events::Event> ordered;
    const auto flush = [&] {
        if (ordered.empty()) {
            return;
        }
        const auto& subject = ordered.front().subject;
        const auto kind = events::subjectKind(subject);
        projections.write(subject, {ordered.back().position(), state::foldSubject(kind, ordered, keys)}, {});
        ordered.clear();
    };
    projections.withoutIndexes([&] {
        log.bySubject(std::nullopt, [&](const events::Event& event) {
            if (!ordered.empty() && ordered.front().subject != event.subject) {
                flush();
            }
            ordered.push_back(event);
            if (++folded % kProgressEvery == 0) {
                stopIfAsked(progress);
                progress({"rebuild", folded, total});
            }
            return true;
        });
        flush();
    });
    return folded;
}

std::string foldBasis(const events::KeyRing& keys) {
    auto basis = std::to_string(state::kFoldVersion);
    if (keys.empty()) {
        return basis;
    }
    std::string ring;
    for (const auto& [id, key] : keys) {
        ring += id + ' ' + events::toHex(key) + '\n';
    }
    events::Digest digest{};
    crypto_generichash(
        digest.data(), digest.size(), reinterpret_cast<const unsigned char*>(ring.data()), ring.size(), nullptr, 0);
    return basis + ' ' + events::toHex(digest);
}

} // namespace cairn::store
