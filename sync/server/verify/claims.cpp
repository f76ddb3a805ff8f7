#include "sync/server/verify/claims.h"

#include "core/events/catalogue.h"
#include "core/events/described_json.h"
#include "sync/server/jobs/job.h"

namespace cairn::server {

std::string jobOf(const events::EventRef& claim) {
    return "verify " + claim.device + " " + std::to_string(claim.seq);
}

bool enqueueClaims(Database& database, const engine::Batch& batch, std::size_t fresh, base::Millis now) {
    bool found = false;
    for (auto at = fresh; at < batch.events.size(); ++at) {
        const auto& event = batch.events[at];
        if (event.type != events::rowOf<events::TaskCompletionClaimed>().type ||
            events::subjectKind(event.subject) != "task") {
            continue;
        }
        Claim claim{batch.account, event.subject, event.ref.device, event.ref.seq};
        claim.effective = static_cast<std::int64_t>(event.position().effective.value);
        const auto said = events::decodePayload(event);
        if (const auto* claimed = said ? std::get_if<events::TaskCompletionClaimed>(&*said) : nullptr) {
            claim.utcOffset = claimed->utcOffset;
        }
        std::string payload;
        events::appendJson(payload, claim);
        enqueue(
            database,
            {.queue = kVerificationQueue,
             .kind = kVerificationKind,
             .payload = std::move(payload),
             .id = jobOf(event.ref),
             .account = batch.account},
            now);
        found = true;
    }
    return found;
}

std::optional<Claim> readClaim(const std::string& payload) {
    const auto json = events::parseJson(payload);
    Claim claim;
    if (!json || !events::fromJson(*json, claim) || claim.task.empty()) {
        return std::nullopt;
    }
    return claim;
}

} // namespace cairn::server
