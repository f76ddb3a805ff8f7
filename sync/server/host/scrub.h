#pragma once

#include "sync/server/database/database.h"
#include "sync/server/jobs/job.h"

#include <functional>

namespace cairn::server {

// Takes out of a database's files what was overwritten or deleted in its tables. One thread at a time.
class Scrub {
public:
    static constexpr base::Millis kPause = 60LL * 60 * 1000; // from one writing of whole tables to the next

    Scrub(OpenDatabase open, std::function<base::Millis()> now)
        : m_open(std::move(open))
        , m_now(std::move(now)) {}

    // Of what was erased in the transaction that enqueued the job. Postponed while it is too early for it.
    JobResult after(const Job& job);

private:
    OpenDatabase m_open;
    std::function<base::Millis()> m_now;
    base::Millis m_begun = 0; // when the tables were written last
};

} // namespace cairn::server
