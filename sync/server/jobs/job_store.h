#pragma once

#include "sync/server/jobs/job.h"

#include <optional>
#include <vector>

namespace cairn::server {

// The time from the failure of attempt n to the next one: 2^n seconds.
base::Millis retryDelay(std::int64_t attempt);

// The table of jobs, statement by statement; each is a transaction of its own. One thread at a time; throws
// soci::soci_error.
//
// Who claims a job has it for the time of a lease, and may extend that. A job whose lease has ended, as its process
// died, is anybody's: what its former holder says of that attempt afterwards changes nothing and is answered `false`.
class JobStore {
public:
    static constexpr base::Millis kKeepSucceeded = 24LL * 60 * 60 * 1000;
    static constexpr base::Millis kKeepDead = 30 * kKeepSucceeded; // payloads may speak of people

    explicit JobStore(Database& database)
        : m_database(database)
        , m_sql(database.sql()) {}

    // What is due in this queue: of the highest priority the one that has been due longest.
    std::optional<Job> claim(const std::string& queue, base::Millis now, base::Millis lease);
    bool extend(const Job& job, base::Millis until);

    // Forgets the payload too.
    bool succeed(const Job& job, base::Millis now);

    // To be tried again after retryDelay(), or dead where `most` attempts were made.
    bool fail(const Job& job, const std::string& trouble, std::int64_t most, base::Millis now);
    bool bury(const Job& job, const std::string& trouble, base::Millis now);

    // As if it had not been claimed; `due`: when it may be again.
    bool giveBack(const Job& job, base::Millis due, const std::string& trouble = {});

    // Everything that runs waits again: for a server that is the only one of its database, and has just started.
    void releaseAll(base::Millis now);

    // The latest come first.
    std::vector<DeadLetter> deadLetters(std::int64_t offset, std::int64_t limit);
    bool retry(const std::string& id, base::Millis now); // of a dead one, with all its attempts before it

    std::vector<JobCount> counts();

    // Deletes what ended so long ago that nobody asks for it.
    void sweep(base::Millis now);

private:
    bool wait(const Job& job, std::int64_t attempts, base::Millis due, const std::string& trouble);
    bool end(const Job& job, JobState state, const std::string& payload, const std::string& trouble, base::Millis now);

    Database& m_database;
    soci::session& m_sql;
};

} // namespace cairn::server
