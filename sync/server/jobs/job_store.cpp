#include "sync/server/jobs/job_store.h"

#include "core/store/random_id.h"

#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>

#include <algorithm>

namespace cairn::server {

using soci::into;
using soci::use;

namespace {

// `due` of a running job is the end of its lease: one that nobody holds any more is due like one that waits.
constexpr const char* kNextDue =
    " FROM job WHERE queue = :queue AND ended = 0 AND due <= :now ORDER BY priority DESC, due, id LIMIT 1";

// The number of the attempt tells its holder from those before and after it.
constexpr const char* kHeld = " WHERE id = :id AND state = 'running' AND attempts = :attempt";

bool changed(soci::statement statement) {
    statement.execute(true);
    return statement.get_affected_rows() > 0;
}

} // namespace

base::Millis retryDelay(std::int64_t attempt) {
    constexpr std::int64_t kLongest = 20; // 12 days
    return 1000 * (base::Millis{1} << std::clamp(attempt, std::int64_t{0}, kLongest));
}

std::string enqueue(Database& database, const JobDraft& draft, base::Millis now) {
    auto id = draft.id.empty() ? store::randomId() : draft.id;
    const long long priority = draft.priority;
    const long long due = now + draft.delay;
    const long long created = now;
    database.sql() << "INSERT INTO job (id, queue, kind, payload, priority, state, attempts, due, created, ended, "
                      "trouble, account) VALUES (:id, :queue, :kind, :payload, :priority, 'waiting', 0, :due, "
                      ":created, 0, '', :account) "
                      "ON CONFLICT (id) DO NOTHING",
        use(id), use(draft.queue), use(draft.kind), use(draft.payload), use(priority), use(due), use(created),
        use(draft.account);
    return id;
}

void eraseJobs(Database& database, const std::string& account) {
    database.sql() << "DELETE FROM job WHERE account = :account", use(account);
}

std::optional<Job> JobStore::claim(const std::string& queue, base::Millis now, base::Millis lease) {
    Job job{{}, queue, {}, {}, 0, 0};
    const long long at = now;
    m_sql << std::string("SELECT id") + kNextDue, into(job.id), use(queue), use(at);
    if (!m_sql.got_data()) {
        return std::nullopt; // an idle queue costs no lock
    }
    long long attempts = 0;
    long long created = 0;
    Transaction transaction(m_database);
    m_sql << std::string("SELECT id, kind, payload, attempts, created") + kNextDue + m_database.dialect().lockFree,
        into(job.id), into(job.kind), into(job.payload), into(attempts), into(created), use(queue), use(at);
    if (!m_sql.got_data()) {
        return std::nullopt; // somebody was faster
    }
    job.attempt = ++attempts;
    job.created = created;
    const long long until = now + lease;
    m_sql << "UPDATE job SET state = 'running', attempts = :attempts, due = :until WHERE id = :id", use(attempts),
        use(until), use(job.id);
    transaction.commit();
    return job;
}

bool JobStore::extend(const Job& job, base::Millis until) {
    const long long due = until;
    const long long attempt = job.attempt;
    return changed(
        (m_sql.prepare << std::string("UPDATE job SET due = :due") + kHeld, use(due), use(job.id), use(attempt)));
}

bool JobStore::succeed(const Job& job, base::Millis now) {
    return end(job, JobState::succeeded, "", "", now);
}

bool JobStore::fail(const Job& job, const std::string& trouble, std::int64_t most, base::Millis now) {
    return job.attempt < most ? wait(job, job.attempt, now + retryDelay(job.attempt), trouble)
                              : bury(job, trouble, now);
}

bool JobStore::bury(const Job& job, const std::string& trouble, base::Millis now) {
    return end(job, JobState::dead, job.payload, trouble, now);
}

bool JobStore::giveBack(const Job& job, base::Millis due, const std::string& trouble) {
    return wait(job, job.attempt - 1, due, trouble);
}

void JobStore::releaseAll(base::Millis now) {
    const long long due = now;
    m_sql << "UPDATE job SET state = 'waiting', due = :due WHERE state = 'running'", use(due);
}

bool JobStore::wait(const Job& job, std::int64_t attempts, base::Millis due, const std::string& trouble) {
    const long long made = attempts;
    const long long from = due;
    const long long attempt = job.attempt;
    return changed(
        (m_sql.prepare << std::string("UPDATE job SET state = 'waiting', attempts = :made, due = :due, "
                                      "trouble = :trouble") +
                              kHeld,
         use(made), use(from), use(trouble), use(job.id), use(attempt)));
}

bool JobStore::end(
    const Job& job, JobState state, const std::string& payload, const std::string& trouble, base::Millis now) {
    const std::string word = boost::describe::enum_to_string(state, "");
    const long long ended = now;
    const long long attempt = job.attempt;
    return changed(
        (m_sql.prepare << std::string("UPDATE job SET state = :state, payload = :payload, ended = :ended, "
                                      "trouble = :trouble") +
                              kHeld,
         use(word), use(payload), use(ended), use(trouble), use(job.id), use(attempt)));
}

std::vector<DeadLetter> JobStore::deadLetters(std::int64_t offset, std::int64_t limit) {
    std::vector<DeadLetter> letters;
    const long long most = limit;
    const long long from = offset;
    const soci::rowset<soci::row> rows =
        (m_sql.prepare << "SELECT id, queue, kind, attempts, created, ended, trouble FROM job WHERE state = 'dead' "
                          "ORDER BY ended DESC, id LIMIT :most OFFSET :start",
         use(most), use(from));
    for (const auto& row : rows) {
        letters.push_back(
            {row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2), row.get<long long>(3),
             row.get<long long>(4), row.get<long long>(5), row.get<std::string>(6)});
    }
    return letters;
}

bool JobStore::retry(const std::string& id, base::Millis now) {
    const long long due = now;
    return changed(
        (m_sql.prepare << "UPDATE job SET state = 'waiting', attempts = 0, due = :due, ended = 0 WHERE id = :id AND "
                          "state = 'dead'",
         use(due), use(id)));
}

std::vector<JobCount> JobStore::counts() {
    std::vector<JobCount> counts;
    std::string queue;
    std::string word;
    long long count = 0; // bound, as SQLite says of no row that a count is a number
    soci::statement statement =
        (m_sql.prepare << "SELECT queue, state, COUNT(*) FROM job GROUP BY queue, state ORDER BY queue, state",
         into(queue), into(word), into(count));
    statement.execute();
    while (statement.fetch()) {
        JobState state{};
        boost::describe::enum_from_string(word.c_str(), state);
        counts.push_back({queue, state, count});
    }
    return counts;
}

void JobStore::sweep(base::Millis now) {
    const long long succeeded = now - kKeepSucceeded;
    const long long dead = now - kKeepDead;
    m_sql << "DELETE FROM job WHERE state = 'succeeded' AND ended <= :succeeded", use(succeeded);
    m_sql << "DELETE FROM job WHERE state = 'dead' AND ended <= :dead", use(dead);
}

} // namespace cairn::server
