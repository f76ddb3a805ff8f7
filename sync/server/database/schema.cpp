#include "sync/server/database/schema.h"

#include "core/store/database.h"

#include <string>
#include <vector>

namespace cairn::server {

namespace {

// A form of the tables, and how to get to it from the one before it and back. `%` stands for Dialect::table and `#` for
// Dialect::number. Times are milliseconds UTC; links, digests and keys are text: what a
// peer is told is what is here.
struct Step {
    std::vector<const char*> forth;
    std::vector<const char*> back;
    std::vector<const char*> unsampled{}; // forth as well, where the database keeps samples
};

const std::vector<Step>& steps() {
    static const std::vector<Step> kSteps{
        // 1: the log
        {{"CREATE TABLE stream (stream TEXT PRIMARY KEY, account TEXT NOT NULL, cursor BIGINT NOT NULL) %",
          "CREATE INDEX stream_by_account ON stream (account)",
          "CREATE TABLE device (device TEXT PRIMARY KEY, stream TEXT NOT NULL, seq BIGINT NOT NULL, "
          "link TEXT NOT NULL) %",
          "CREATE TABLE event (stream TEXT NOT NULL, cursor BIGINT NOT NULL, device TEXT NOT NULL, seq BIGINT NOT "
          "NULL, "
          "link TEXT NOT NULL, line TEXT NOT NULL, PRIMARY KEY (stream, cursor)) %",
          "CREATE UNIQUE INDEX event_by_device ON event (device, seq)"},
         {"DROP TABLE event", "DROP TABLE device", "DROP TABLE stream"}},
        // 2: accounts, and what is to be done later
        {{"CREATE TABLE account (id TEXT PRIMARY KEY, email TEXT NOT NULL UNIQUE, name TEXT NOT NULL, "
          "password TEXT NOT NULL, role TEXT NOT NULL, created BIGINT NOT NULL, confirmed BIGINT NOT NULL, "
          "suspended BIGINT NOT NULL, factor TEXT NOT NULL, factor_on BIGINT NOT NULL, factor_step BIGINT NOT NULL) %",
          "CREATE TABLE recovery (account TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (account, digest)) %",
          "CREATE TABLE sign_in (id TEXT PRIMARY KEY, account TEXT NOT NULL, device TEXT NOT NULL, "
          "address TEXT NOT NULL, created BIGINT NOT NULL, seen BIGINT NOT NULL) %",
          "CREATE INDEX sign_in_by_account ON sign_in (account)",
          "CREATE TABLE refresh (digest TEXT PRIMARY KEY, sign_in TEXT NOT NULL, expires BIGINT NOT NULL, "
          "used BIGINT NOT NULL) %",
          "CREATE INDEX refresh_by_sign_in ON refresh (sign_in)",
          "CREATE TABLE mailed (digest TEXT PRIMARY KEY, account TEXT NOT NULL, purpose TEXT NOT NULL, "
          "expires BIGINT NOT NULL) %",
          "CREATE INDEX mailed_by_account ON mailed (account)",
          "CREATE TABLE token_key (id TEXT PRIMARY KEY, sealed TEXT NOT NULL, created BIGINT NOT NULL) %",
          "CREATE TABLE job (id TEXT PRIMARY KEY, queue TEXT NOT NULL, kind TEXT NOT NULL, payload TEXT NOT NULL, "
          "priority BIGINT NOT NULL, state TEXT NOT NULL, attempts BIGINT NOT NULL, due BIGINT NOT NULL, "
          "created BIGINT NOT NULL, ended BIGINT NOT NULL, trouble TEXT NOT NULL) %",
          "CREATE INDEX job_open ON job (queue, priority DESC, due, id) WHERE ended = 0",
          "CREATE INDEX job_by_state ON job (state, queue, ended)", "CREATE TABLE revision (number BIGINT NOT NULL)",
          "INSERT INTO revision (number) VALUES (1)"},
         {"DROP TABLE revision", "DROP TABLE job", "DROP TABLE token_key", "DROP TABLE mailed", "DROP TABLE refresh",
          "DROP TABLE sign_in", "DROP TABLE recovery", "DROP TABLE account"}},
        // 3: by which a stream is known again
        {{"ALTER TABLE event ADD COLUMN mark TEXT NOT NULL DEFAULT ''"}, {"ALTER TABLE event DROP COLUMN mark"}},
        // 4: what new devices show first; `places` is JSON, `size` the sum of their cursors
        {{"CREATE TABLE snapshot (account TEXT PRIMARY KEY, fold BIGINT NOT NULL, places TEXT NOT NULL, "
          "size BIGINT NOT NULL, digest TEXT NOT NULL, parts BIGINT NOT NULL) %",
          "CREATE TABLE snapshot_part (account TEXT NOT NULL, part BIGINT NOT NULL, digest TEXT NOT NULL, "
          "body TEXT NOT NULL, PRIMARY KEY (account, part)) %"},
         {"DROP TABLE snapshot_part", "DROP TABLE snapshot"}},
        // 5: whose a job is
        {{"ALTER TABLE job ADD COLUMN account TEXT NOT NULL DEFAULT ''",
          "CREATE INDEX job_by_account ON job (account) WHERE account <> ''"},
         {"DROP INDEX job_by_account", "ALTER TABLE job DROP COLUMN account"}},
        // 6: what is proven, and by whom. `tokens` and `sealed` are sealed; `figures` is when they were asked for last
        {{"CREATE TABLE receipt_key (id TEXT PRIMARY KEY, number BIGINT NOT NULL, open TEXT NOT NULL, voucher_by TEXT "
          "NOT NULL, voucher TEXT NOT NULL, sealed TEXT NOT NULL, created BIGINT NOT NULL) %",
          // Which device the server itself writes a stream as.
          "CREATE TABLE notary (stream TEXT PRIMARY KEY, device TEXT NOT NULL UNIQUE) %",
          "CREATE TABLE connection (account TEXT NOT NULL, platform TEXT NOT NULL, handle TEXT NOT NULL, proof TEXT "
          "NOT "
          "NULL, since BIGINT NOT NULL, tokens TEXT NOT NULL, figures BIGINT NOT NULL, "
          "PRIMARY KEY (account, platform)) %",
          // What somebody has begun to prove: a state, a verifier and a nonce, or a token to be put somewhere.
          "CREATE TABLE connecting (state TEXT PRIMARY KEY, account TEXT NOT NULL, platform TEXT NOT NULL, handle TEXT "
          "NOT NULL, sealed TEXT NOT NULL, expires BIGINT NOT NULL) %",
          "CREATE INDEX connecting_by_account ON connecting (account, platform)"},
         {"DROP TABLE connecting", "DROP TABLE connection", "DROP TABLE notary", "DROP TABLE receipt_key"}},
        // 7: what learners erased for ever, and the place of the event that did
        {{"CREATE TABLE erased (account TEXT NOT NULL, subject TEXT NOT NULL, stream TEXT NOT NULL, cursor BIGINT NOT "
          "NULL, PRIMARY KEY (account, subject)) %"},
         {"DROP TABLE erased"}},
        // 8: what came of jobs for accounts at platforms (`number` -1: nothing is counted), and each of these accounts
        // is one learner's: where it was several's, who has proven it last keeps it, and the others are told
        {{"CREATE TABLE connection_outcome (account TEXT NOT NULL, platform TEXT NOT NULL, kind TEXT NOT NULL, "
          "at BIGINT NOT NULL, number BIGINT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (account, platform, kind)) %",
          "INSERT INTO connection_outcome (account, platform, kind, at, number, reason) SELECT account, platform, "
          "'moved', since, -1, 'another learner has proven since that ' || handle || ' is theirs' FROM connection "
          "WHERE EXISTS (SELECT 1 FROM connection AS other WHERE other.platform = connection.platform AND "
          "lower(other.handle) = lower(connection.handle) AND (other.since > connection.since OR "
          "(other.since = connection.since AND other.account > connection.account)))",
          "INSERT INTO job (id, queue, kind, payload, priority, state, attempts, due, created, ended, trouble, "
          "account) "
          "SELECT 'connection.tell ' || account || ' ' || platform || ' form 8', 'connections', 'connection.tell', "
          "'{\"account\":\"' || account || '\",\"platform\":\"' || platform || '\"}', 0, 'waiting', 0, 0, at, 0, '', "
          "account FROM connection_outcome WHERE kind = 'moved'",
          "DELETE FROM connection WHERE (account, platform) IN (SELECT account, platform FROM connection_outcome WHERE "
          "kind = 'moved')",
          "CREATE UNIQUE INDEX connection_by_handle ON connection (platform, lower(handle))"},
         {"DROP INDEX connection_by_handle", "DROP TABLE connection_outcome"}},
        // 9: nothing that learners write is kept as a sample, where an erasure would not find it
        {{},
         {},
         {"ALTER TABLE event ALTER COLUMN line SET STATISTICS 0",
          "ALTER TABLE snapshot_part ALTER COLUMN body SET STATISTICS 0"}},
        // 10: a link that confirms an address takes the password that it was asked for with; its hash
        {{"ALTER TABLE mailed ADD COLUMN password TEXT NOT NULL DEFAULT ''"},
         {"ALTER TABLE mailed DROP COLUMN password"}},
        // 11: events name their stream and device by number, and come one after the other in their file: most of what a
        // server writes are these rows, and long keys in the middle of a tree were half of the work
        {{"ALTER TABLE stream RENAME TO old_stream", "ALTER TABLE device RENAME TO old_device",
          "ALTER TABLE event RENAME TO old_event", "DROP INDEX event_by_device", "DROP INDEX stream_by_account",
          "CREATE TABLE stream (number #, stream TEXT NOT NULL UNIQUE, account TEXT NOT NULL, cursor BIGINT NOT NULL)",
          "INSERT INTO stream (stream, account, cursor) SELECT stream, account, cursor FROM old_stream",
          "CREATE INDEX stream_by_account ON stream (account)",
          // Under another name than before: an older server that is still running fails, and refuses nobody.
          "CREATE TABLE device (number #, device TEXT NOT NULL UNIQUE, stream_number BIGINT NOT NULL, seq BIGINT NOT "
          "NULL, link TEXT NOT NULL)",
          "INSERT INTO device (device, stream_number, seq, link) SELECT old_device.device, stream.number, "
          "old_device.seq, old_device.link FROM old_device JOIN stream ON stream.stream = old_device.stream",
          "CREATE TABLE event (stream BIGINT NOT NULL, cursor BIGINT NOT NULL, device BIGINT NOT NULL, seq BIGINT NOT "
          "NULL, link TEXT NOT NULL, mark TEXT NOT NULL, line TEXT NOT NULL, PRIMARY KEY (stream, cursor))",
          // Stream by stream: sorted, all that learners wrote would go through a temporary file.
          "INSERT INTO event (stream, cursor, device, seq, link, mark, line) SELECT stream.number, old_event.cursor, "
          "device.number, old_event.seq, old_event.link, old_event.mark, old_event.line FROM stream CROSS JOIN "
          "old_event JOIN device ON device.device = old_event.device WHERE old_event.stream = stream.stream ORDER BY "
          "stream.number, old_event.cursor",
          "CREATE UNIQUE INDEX event_by_device ON event (device, seq)", "DROP TABLE old_event", "DROP TABLE old_device",
          "DROP TABLE old_stream"},
         {"ALTER TABLE stream RENAME TO new_stream", "ALTER TABLE device RENAME TO new_device",
          "ALTER TABLE event RENAME TO new_event", "DROP INDEX event_by_device", "DROP INDEX stream_by_account",
          "CREATE TABLE stream (stream TEXT PRIMARY KEY, account TEXT NOT NULL, cursor BIGINT NOT NULL) %",
          "INSERT INTO stream (stream, account, cursor) SELECT stream, account, cursor FROM new_stream",
          "CREATE INDEX stream_by_account ON stream (account)",
          "CREATE TABLE device (device TEXT PRIMARY KEY, stream TEXT NOT NULL, seq BIGINT NOT NULL, "
          "link TEXT NOT NULL) %",
          "INSERT INTO device (device, stream, seq, link) SELECT new_device.device, new_stream.stream, new_device.seq, "
          "new_device.link FROM new_device JOIN new_stream ON new_stream.number = new_device.stream_number",
          "CREATE TABLE event (stream TEXT NOT NULL, cursor BIGINT NOT NULL, device TEXT NOT NULL, seq BIGINT NOT "
          "NULL, link TEXT NOT NULL, line TEXT NOT NULL, mark TEXT NOT NULL DEFAULT '', PRIMARY KEY (stream, cursor)) "
          "%",
          "INSERT INTO event (stream, cursor, device, seq, link, line, mark) SELECT new_stream.stream, "
          "new_event.cursor, new_device.device, new_event.seq, new_event.link, new_event.line, new_event.mark FROM "
          "new_event JOIN new_stream ON new_stream.number = new_event.stream JOIN new_device ON new_device.number = "
          "new_event.device",
          "CREATE UNIQUE INDEX event_by_device ON event (device, seq)", "DROP TABLE new_event", "DROP TABLE new_device",
          "DROP TABLE new_stream"},
         {"ALTER TABLE event ALTER COLUMN line SET STATISTICS 0"}},
    };
    return kSteps;
}

void run(Database& database, std::string statement) {
    const auto& dialect = database.dialect();
    for (const auto& [sign, words] : {std::pair{'%', dialect.table}, {'#', dialect.number}}) {
        if (const auto place = statement.find(sign); place != std::string::npos) {
            statement.replace(place, 1, words);
        }
    }
    database.sql() << statement;
}

} // namespace

int newestSchema() {
    return static_cast<int>(steps().size());
}

void migrate(Database& database, int wanted) {
    Transaction transaction(database);
    auto& sql = database.sql();
    if (*database.dialect().lockSchema != '\0') {
        sql << database.dialect().lockSchema;
    }
    sql << "CREATE TABLE IF NOT EXISTS schema_form (form BIGINT NOT NULL)";
    long long form = 0;
    sql << "SELECT form FROM schema_form", soci::into(form);
    const bool fresh = !sql.got_data();
    if (fresh) {
        form = 0;
        sql << "INSERT INTO schema_form (form) VALUES (0)";
    }
    if (form > newestSchema()) {
        throw store::Abandon{
            {base::ErrorCode::Unsupported, "this database was made by a newer server (form " + std::to_string(form) +
                                               " instead of " + std::to_string(newestSchema()) + ")"}};
    }
    for (; form < wanted; ++form) {
        const auto& step = steps()[static_cast<std::size_t>(form)];
        for (const auto* statement : step.forth) {
            run(database, statement);
        }
        if (database.dialect().samples) {
            for (const auto* statement : step.unsampled) {
                run(database, statement);
            }
        }
    }
    for (; form > wanted; --form) {
        for (const auto* statement : steps()[static_cast<std::size_t>(form) - 1].back) {
            run(database, statement);
        }
    }
    sql << "UPDATE schema_form SET form = :form", soci::use(form);
    transaction.commit();
}

} // namespace cairn::server
