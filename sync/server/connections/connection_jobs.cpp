#include "sync/server/connections/connection_jobs.h"

#include "core/events/described_json.h"

#include <boost/describe/enum_to_string.hpp>

namespace cairn::server {

JobDraft draftOf(const char* queue, const char* kind, const ConnectionWork& work, const std::string& moment) {
    JobDraft draft{.queue = queue, .kind = kind, .payload = {}, .account = work.account};
    events::appendJson(draft.payload, work);
    if (!moment.empty()) {
        draft.id = std::string(kind) + ' ' + work.account + ' ' +
                   boost::describe::enum_to_string(work.platform, "none") + ' ' + moment;
    }
    return draft;
}

std::optional<ConnectionWork> workOf(const Job& job) {
    const auto json = events::parseJson(job.payload);
    ConnectionWork work;
    const bool good = json && events::fromJson(*json, work) && work.platform != events::Platform::none;
    return good ? std::optional(work) : std::nullopt;
}

} // namespace cairn::server
