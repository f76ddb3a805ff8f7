#pragma once

#include "core/base/hybrid_clock.h"
#include "sync/server/database/database.h"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

namespace cairn::server {

// Work that is done after what caused it was answered: a message is sent, a submission is run.
struct JobDraft {
    std::string queue; // what is done one after the other, or so many at a time; a persisted name
    std::string kind;  // who does it; a persisted name
    std::string payload;
    std::int64_t priority = 0; // the greater, the sooner
    base::Millis delay = 0;    // before it is due
    std::string id{};          // where it is given, a job that has it already is this one
    std::string account{};     // with which it is erased
};

// One attempt to do it. A job is attempted at least once and, where a process dies, maybe once more than needed: what
// it does outside carries the id, which all attempts share, so that doing it again can be told from doing it twice.
struct Job {
    std::string id;
    std::string queue;
    std::string kind;
    std::string payload;
    std::int64_t attempt = 0; // 1: the first
    base::Millis created = 0;
};

struct JobResult {
    // `failed`: a later attempt may do better; `refused`: none would; `postponed`: it was not attempted, and is due at
    // `until`.
    enum class Outcome { done, failed, refused, postponed };
    Outcome outcome = Outcome::done;
    std::string trouble{};  // why not, for an admin
    base::Millis until = 0; // milliseconds UTC
};

// Does a job. Whoever is told to stop returns soon; what it throws is a failure.
using JobHandler = std::function<JobResult(const Job&, std::stop_token)>;

// Persisted words. `dead`: given up, until an admin wants it tried again.
BOOST_DEFINE_ENUM_CLASS(JobState, waiting, running, succeeded, dead)

struct DeadLetter {
    std::string id;
    std::string queue;
    std::string kind;
    std::int64_t attempts = 0;
    std::int64_t created = 0; // milliseconds UTC, as is the next
    std::int64_t ended = 0;
    std::string trouble;
};

struct JobCount {
    std::string queue;
    JobState state = JobState::waiting;
    std::int64_t count = 0;
};

// Puts a job where JobRunner finds it, in the open transaction of its cause: either both are there or neither is.
// Returns its id. Throws soci::soci_error.
std::string enqueue(Database& database, const JobDraft& draft, base::Millis now);

// Forgets all jobs of an account, done or not, in the open transaction. Throws soci::soci_error.
void eraseJobs(Database& database, const std::string& account);

BOOST_DESCRIBE_STRUCT(DeadLetter, (), (id, queue, kind, attempts, created, ended, trouble))
BOOST_DESCRIBE_STRUCT(JobCount, (), (queue, state, count))

} // namespace cairn::server
