#include "sync/server/host/erasure_job.h"

#include "core/events/erasure.h"

#include <algorithm>
#include <string>
#include <utility>

namespace cairn::server {

namespace {
constexpr std::int64_t kAttempts = 20; // 12 days
}

JobRunner::Kind erasureKind(Desks& desks, Scrub& scrub) {
    return {
        .handler = [&desks, &scrub](const Job& job, const std::stop_token&) -> JobResult {
            if (desks.has(job.payload) && !desks.of(job.payload)->catchUp()) {
                return {JobResult::Outcome::failed, "the account's desk does not come to the end of its streams"};
            }
            return scrub.after(job);
        },
        .timeout = 120'000,
        .attempts = kAttempts};
}

bool enqueueErasures(Database& database, const engine::Batch& batch, std::size_t fresh, base::Millis now) {
    const auto begin = batch.events.begin() + static_cast<std::ptrdiff_t>(fresh);
    const auto erasing = std::find_if(begin, batch.events.end(), events::isErasing);
    if (erasing == batch.events.end()) {
        return false;
    }
    const auto id = std::string(kErasureKind) + ' ' + erasing->ref.device + ' ' + std::to_string(erasing->ref.seq);
    enqueue(
        database,
        {.queue = kErasureQueue, .kind = kErasureKind, .payload = batch.account, .id = id, .account = batch.account},
        now);
    return true;
}

JobRunner::Kind accountErasureKind(
    Desks& desks, Hub& hub, Connections& connections, OpenDatabase open, std::function<base::Millis()> now) {
    return {
        .handler = [&desks, &hub, &connections, open = std::move(open),
                    now = std::move(now)](const Job& job, const std::stop_token&) -> JobResult {
            desks.erase(job.payload);
            if (const auto erased = hub.erase(job.payload); !erased) {
                return {JobResult::Outcome::failed, erased.error().message};
            }
            connections.eraseAll(job.payload);
            enqueue(
                *open(),
                {.queue = kErasureQueue,
                 .kind = kErasureKind,
                 .payload = job.payload,
                 .id = std::string(kErasureKind) + ' ' + job.id},
                now());
            return {};
        },
        .timeout = 120'000,
        .attempts = kAttempts};
}

void enqueueAccountErasure(Database& database, const std::string& account, base::Millis now) {
    // At other servers its devices may write until these hear that nobody is signed in: that goes a minute later.
    constexpr base::Millis kMinute = 60'000;
    for (const auto delay : {base::Millis{0}, kMinute}) {
        const auto id = std::string(kAccountErasureKind) + ' ' + account + ' ' + std::to_string(delay);
        // Of no account, with which it would go itself.
        enqueue(
            database,
            {.queue = kErasureQueue, .kind = kAccountErasureKind, .payload = account, .delay = delay, .id = id}, now);
    }
}

} // namespace cairn::server
