#include "sync/server/host/scrub.h"

namespace cairn::server {

JobResult Scrub::after(const Job& job) {
    const auto database = m_open();
    const auto& dialect = database->dialect();
    if (*dialect.scrub != '\0') {
        int busy = 0;
        database->sql() << dialect.scrub, soci::into(busy);
        if (busy != 0) {
            return {JobResult::Outcome::failed, "the database's journal is being read"};
        }
    }
    if (*dialect.rewrite[0] == '\0' || job.created < m_begun) {
        return {};
    }
    // All wait while tables are written, however little was erased: many erasures share one writing.
    const auto begun = m_now();
    if (m_begun != 0 && begun < m_begun + kPause) {
        return {JobResult::Outcome::postponed, "the tables were written anew not long ago", m_begun + kPause};
    }
    for (const auto* statement : dialect.rewrite) {
        database->sql() << statement;
    }
    m_begun = begun;
    return {};
}

} // namespace cairn::server
