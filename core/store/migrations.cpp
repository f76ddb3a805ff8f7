#include "core/store/migrations.h"

#include "core/store/backup.h"

#include <string>
#include <vector>

namespace cairn::store {

namespace {

// Steps are never changed once they were released; a new one is added at the end.
const std::vector<std::vector<const char*>>& steps() {
    static const std::vector<std::vector<const char*>> kSteps = {
        {
            // The log: the only truth. `effective` is the order of the fold; `server_effective` and `cursor` are a
            // server's word, null until it has spoken.
            R"(CREATE TABLE event (
                device TEXT NOT NULL, seq INTEGER NOT NULL, hlc INTEGER NOT NULL, effective INTEGER NOT NULL,
                server_effective INTEGER, cursor INTEGER, stream TEXT NOT NULL, subject TEXT NOT NULL,
                type TEXT NOT NULL, version INTEGER NOT NULL, payload TEXT NOT NULL, link TEXT NOT NULL,
                receipt_key TEXT, receipt_signature TEXT, unknown TEXT NOT NULL DEFAULT '{}',
                PRIMARY KEY (device, seq)) WITHOUT ROWID)",
            "CREATE INDEX event_by_subject ON event (subject, effective, device, seq)",
            "CREATE INDEX event_by_time ON event (effective, device, seq)",
            "CREATE INDEX event_by_stream ON event (stream)",
            R"(CREATE TABLE device (
                device TEXT PRIMARY KEY, seq INTEGER NOT NULL, hlc INTEGER NOT NULL, link TEXT NOT NULL) WITHOUT ROWID)",
            // Which device of ours writes a stream.
            "CREATE TABLE writer (stream TEXT PRIMARY KEY, device TEXT NOT NULL) WITHOUT ROWID",
            "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",

            // Projections: dropped and made anew by a rebuild.
            R"(CREATE TABLE subject (
                subject TEXT PRIMARY KEY, kind TEXT NOT NULL, effective INTEGER NOT NULL, device TEXT NOT NULL,
                seq INTEGER NOT NULL, state TEXT NOT NULL) WITHOUT ROWID)",
            R"(CREATE TABLE task (
                id TEXT PRIMARY KEY, path TEXT NOT NULL, module TEXT NOT NULL, title TEXT NOT NULL,
                slug TEXT NOT NULL, words TEXT NOT NULL, first_topic TEXT NOT NULL, difficulty INTEGER NOT NULL,
                status TEXT NOT NULL, verified INTEGER NOT NULL, source TEXT NOT NULL, kind TEXT NOT NULL,
                scheduled_at INTEGER, started_at INTEGER, completed_at INTEGER, date_at INTEGER,
                utc_offset INTEGER NOT NULL, hints INTEGER NOT NULL, rank INTEGER NOT NULL, visible INTEGER NOT NULL,
                deleted INTEGER NOT NULL) WITHOUT ROWID)",
            "CREATE INDEX task_by_path ON task (path, visible, rank)",
            "CREATE INDEX task_by_status ON task (status, visible, date_at)",
            "CREATE INDEX task_by_date ON task (visible, date_at)",
            R"(CREATE TABLE task_topic (
                topic TEXT NOT NULL, task TEXT NOT NULL, place INTEGER NOT NULL,
                PRIMARY KEY (topic, task)) WITHOUT ROWID)",
            "CREATE INDEX task_topic_by_task ON task_topic (task, place)",
            R"(CREATE TABLE topic (
                id TEXT PRIMARY KEY, path TEXT NOT NULL, title TEXT NOT NULL, words TEXT NOT NULL,
                rank INTEGER NOT NULL, visible INTEGER NOT NULL) WITHOUT ROWID)",
            "CREATE INDEX topic_by_path ON topic (path, visible, rank)",
            R"(CREATE TABLE path (
                id TEXT PRIMARY KEY, title TEXT NOT NULL, words TEXT NOT NULL, created_at INTEGER NOT NULL,
                visible INTEGER NOT NULL) WITHOUT ROWID)",

            // A cache: layouts of maps by what they lay out.
            R"(CREATE TABLE map_layout (
                key TEXT PRIMARY KEY, layout TEXT NOT NULL, used_at INTEGER NOT NULL) WITHOUT ROWID)",
        },
        {
            // What positions and recommendations read of a task, so that they need not read all of it.
            "ALTER TABLE task ADD COLUMN topics TEXT NOT NULL DEFAULT '[]'",
            "ALTER TABLE task ADD COLUMN prerequisites TEXT NOT NULL DEFAULT '[]'",
            "ALTER TABLE task ADD COLUMN retired INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE task ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0",
            // In the order of ids, as they lie in the table: reading a whole path does not jump.
            "DROP INDEX task_by_path",
            "CREATE INDEX task_by_path ON task (path, visible)",
        },
        {
            // How far each stream of the server was taken in.
            "CREATE TABLE place (stream TEXT PRIMARY KEY, cursor INTEGER NOT NULL) WITHOUT ROWID",
        },
        {
            "ALTER TABLE place ADD COLUMN mark TEXT NOT NULL DEFAULT ''",
        },
        {
            // Who writes about a subject that was erased is asked of it.
            "CREATE INDEX event_erasing ON event (subject) WHERE type = 'subject.erased'",
        },
        {
            // The keys of a server as it announced them when they were first seen.
            R"(CREATE TABLE trusted_key (
                server TEXT NOT NULL, id TEXT NOT NULL, open TEXT NOT NULL, since INTEGER NOT NULL,
                PRIMARY KEY (server, id)) WITHOUT ROWID)",
            // Whether something would prove a task, when its platform is asked again, and why it was not proven.
            "ALTER TABLE task ADD COLUMN provable INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE task ADD COLUMN again_at INTEGER",
            "ALTER TABLE task ADD COLUMN cause TEXT NOT NULL DEFAULT ''",
        },
    };
    return kSteps;
}

std::int64_t versionOf(Database& database) {
    return database.number("PRAGMA user_version");
}

void abandonNewer(std::int64_t version) {
    if (version > schemaVersion()) {
        throw Abandon{
            {base::ErrorCode::Unsupported, "this profile was written by a newer version of Cairn (format " +
                                               std::to_string(version) + ", this one knows " +
                                               std::to_string(schemaVersion()) + "); nothing was changed"}};
    }
}

} // namespace

int schemaVersion() {
    return static_cast<int>(steps().size());
}

base::Expected<void> migrate(Database& database, const std::filesystem::path& backups) {
    return guarded([&] {
        auto version = versionOf(database);
        abandonNewer(version);
        if (version == 0 && database.number("SELECT count(*) FROM sqlite_master") != 0) {
            throw Abandon{
                {base::ErrorCode::Unsupported, "this database is not a profile of Cairn; nothing was changed"}};
        }
        if (version > 0 && version < schemaVersion()) {
            backUp(database, backups, version);
        }
        for (; version < schemaVersion(); ++version) {
            Transaction transaction(database);
            for (const char* statement : steps()[static_cast<std::size_t>(version)]) {
                database.run(statement);
            }
            database.run("PRAGMA user_version = " + std::to_string(version + 1));
            transaction.commit();
        }
    });
}

base::Expected<void> refuseNewer(Database& database) {
    return guarded([&] { abandonNewer(versionOf(database)); });
}

base::Expected<void> requireCurrent(Database& database) {
    return guarded([&] {
        const auto version = versionOf(database);
        abandonNewer(version);
        if (version < schemaVersion()) {
            throw Abandon{
                {base::ErrorCode::Unsupported,
                 "this profile was written by an older version of Cairn; open it once for writing"}};
        }
    });
}

} // namespace cairn::store
