#include "core/store/views.h"

#include "core/events/described_json.h"
#include "core/store/like.h"

#include <list>
#include <ranges>

namespace cairn::store {

using soci::into;
using soci::use;

namespace {

// The database refuses expressions that are too deep.
constexpr std::size_t kMostWords = 100;

std::vector<std::string> textColumn(Database& database, const std::string& query) {
    const soci::rowset<std::string> rows = (database.sql().prepare << query);
    return {rows.begin(), rows.end()};
}

} // namespace

std::optional<state::Subject> Views::read(const std::string& subject) {
    auto snapshot = m_projections.read(subject);
    return snapshot ? std::optional(std::move(snapshot->state)) : std::nullopt;
}

template<class State> std::map<std::string, State> Views::readAll(const std::string& from, const std::string* path) {
    std::map<std::string, State> found;
    std::string id;
    std::string kind;
    std::string text;
    soci::statement statement(m_database.sql());
    statement.exchange(into(id));
    statement.exchange(into(kind));
    statement.exchange(into(text));
    if (path != nullptr) {
        statement.exchange(use(*path, "path"));
    }
    statement.alloc();
    statement.prepare("SELECT " + from);
    statement.define_and_bind();
    statement.execute(false);
    while (statement.fetch()) {
        auto state = state::decodeSubject(kind, text);
        if (!state) {
            throw Abandon{
                {base::ErrorCode::Corrupt,
                 "the stored value of " + kind + " " + id + " cannot be read; rebuild the profile"}};
        }
        found.emplace(id, std::get<State>(std::move(*state)));
    }
    return found;
}

std::map<std::string, state::Proposal> Views::proposals() {
    return readAll<state::Proposal>(
        "substr(subject, length('proposal/') + 1), kind, state FROM subject WHERE subject >= 'proposal/' AND subject < "
        "'proposal0'",
        nullptr);
}

std::map<std::string, state::Review> Views::reviews() {
    return readAll<state::Review>(
        "substr(subject, length('review/') + 1), kind, state FROM subject WHERE subject >= 'review/' AND subject < "
        "'review0'",
        nullptr);
}

std::map<std::string, state::StudyPath> Views::paths() {
    return readAll<state::StudyPath>(
        "path.id, subject.kind, subject.state FROM path JOIN subject ON subject = 'path/' || path.id", nullptr);
}

std::map<std::string, state::Topic> Views::topicsOf(const std::string& path) {
    return readAll<state::Topic>(
        "topic.id, subject.kind, subject.state FROM topic JOIN subject ON subject = 'topic/' || topic.id WHERE "
        "topic.path = :path",
        &path);
}

std::map<std::string, state::Task> Views::tasksOf(const std::string& path) {
    return readAll<state::Task>(
        "task.id, subject.kind, subject.state FROM task JOIN subject ON subject = 'task/' || task.id WHERE task.path = "
        ":path",
        &path);
}

std::set<std::string> Views::pathsOf(const char* table, const std::vector<std::string>& ids) {
    const auto wanted = events::encodeDescribed(ids);
    const soci::rowset<std::string> rows =
        (m_database.sql().prepare << std::string("SELECT DISTINCT path FROM ") + table +
                                         " WHERE id IN (SELECT value FROM json_each(:ids))",
         use(wanted));
    return {rows.begin(), rows.end()};
}

std::vector<CompletionLine> Views::completions() {
    std::vector<CompletionLine> found;
    CompletionLine line;
    std::string topics;
    long long difficulty = 0;
    long long hints = 0;
    long long utcOffset = 0;
    long long at = 0;
    int verified = 0;
    soci::statement statement(m_database.sql());
    statement.exchange(into(line.task));
    statement.exchange(into(line.title));
    statement.exchange(into(line.problem));
    statement.exchange(into(topics));
    statement.exchange(into(difficulty));
    statement.exchange(into(hints));
    statement.exchange(into(utcOffset));
    statement.exchange(into(at));
    statement.exchange(into(verified));
    statement.alloc();
    // A task of one's own is a problem of its own; others are the same problem wherever they stand. Of what is verified
    // the receipt says what it is worth (state::Task::countedDifficulty).
    statement.prepare(
        "SELECT id, title, CASE WHEN json_extract(state, '$.proof.problem') <> '' "
        "THEN json_extract(state, '$.proof.problem') "
        "WHEN source = 'own' THEN id ELSE source || ' ' || path || ' ' || slug END, "
        "CASE WHEN verified THEN coalesce(json_extract(state, '$.proof.topics'), '[]') ELSE topics END, "
        "CASE WHEN verified THEN coalesce(json_extract(state, '$.proof.difficulty'), 1) ELSE difficulty END, "
        "hints, utc_offset, completed_at, verified FROM task "
        "LEFT JOIN subject ON verified AND subject.subject = 'task/' || task.id "
        "WHERE status = 'completed' AND NOT deleted AND completed_at IS NOT NULL ORDER BY id");
    statement.define_and_bind();
    statement.execute(false);
    while (statement.fetch()) {
        line.topics = events::decodeDescribed<std::vector<std::string>>(topics).value_or(std::vector<std::string>());
        line.difficulty = difficulty;
        line.hints = hints;
        line.utcOffset = utcOffset;
        line.at = at;
        line.verified = verified != 0;
        found.push_back(line);
    }
    return found;
}

std::map<std::string, std::int64_t> Views::countByStatus() {
    std::map<std::string, std::int64_t> counts;
    std::string status;
    long long count = 0;
    soci::statement statement =
        (m_database.sql().prepare << "SELECT task.status, count(*) FROM task LEFT JOIN path ON path.id = task.path "
                                     "WHERE task.visible AND (task.path = '' OR path.visible) GROUP BY task.status",
         into(status), into(count));
    statement.execute(false);
    while (statement.fetch()) {
        counts[status] = count;
    }
    return counts;
}

std::string Views::title(const std::string& subject) {
    const auto kind = events::subjectKind(subject);
    const auto id = events::subjectId(subject);
    std::string title;
    if (kind == "review") {
        return this->title("task/" + std::string(id));
    }
    if (kind == "task" || kind == "topic" || kind == "path") {
        m_database.sql() << "SELECT title FROM " + kind + " WHERE id = :id", use(id), into(title);
    }
    return title;
}

std::map<std::string, std::string> Views::topicTitles(const std::vector<std::string>& ids) {
    std::map<std::string, std::string> titles;
    const auto list = events::encodeDescribed(ids);
    std::string id;
    std::string title;
    soci::statement statement =
        (m_database.sql().prepare << "SELECT id, title FROM topic WHERE id IN (SELECT value FROM json_each(:ids))",
         use(list), into(id), into(title));
    statement.execute(false);
    while (statement.fetch()) {
        titles[id] = title;
    }
    return titles;
}

std::vector<std::string> Views::modules() {
    return textColumn(
        m_database, "SELECT DISTINCT module FROM task LEFT JOIN path ON path.id = task.path WHERE task.visible AND "
                    "(task.path = '' OR path.visible) AND module <> '' ORDER BY module COLLATE NOCASE");
}

std::vector<std::string> Views::sources() {
    return textColumn(
        m_database, "SELECT DISTINCT source FROM task LEFT JOIN path ON path.id = task.path WHERE task.visible AND "
                    "(task.path = '' OR path.visible) ORDER BY source");
}

std::vector<NamedLine> Views::search(const std::vector<std::string>& words, std::int64_t limit) {
    std::string all;
    std::string first;
    std::list<std::pair<std::string, std::string>> values;
    for (const auto& word : words | std::views::take(kMostWords)) {
        const auto name = "word" + std::to_string(values.size());
        all += " AND instr(found.words, :" + name + ")";
        values.emplace_back(name, word);
    }
    if (!words.empty()) {
        first = "instr(lower(found.title), :first) <> 1, ";
        values.emplace_back("first", words.front());
    }
    NamedLine line;
    soci::indicator hasContext = soci::i_null;
    soci::statement statement(m_database.sql());
    statement.exchange(into(line.kind));
    statement.exchange(into(line.id));
    statement.exchange(into(line.title));
    statement.exchange(into(line.context, hasContext));
    for (const auto& [name, text] : values) {
        statement.exchange(use(text, name));
    }
    statement.alloc();
    statement.prepare(
        "SELECT found.kind, found.id, found.title, path.title FROM ("
        "SELECT 'path' AS kind, 0 AS sort, id, title, words, '' AS path FROM path WHERE visible UNION ALL "
        "SELECT 'topic', 1, id, title, words, path FROM topic WHERE visible UNION ALL "
        "SELECT 'task', 2, id, title, words, path FROM task WHERE visible) AS found "
        "LEFT JOIN path ON path.id = found.path WHERE (found.path = '' OR path.visible)" +
        all + " ORDER BY " + first + "found.sort, length(found.title), found.title, found.id LIMIT " +
        std::to_string(limit));
    statement.define_and_bind();
    statement.execute(false);
    std::vector<NamedLine> found;
    while (statement.fetch()) {
        found.push_back(line);
        if (hasContext != soci::i_ok) {
            found.back().context.clear();
        }
    }
    return found;
}

std::vector<std::string> Views::matchTasks(const std::string& words) {
    if (words.empty()) {
        return {};
    }
    const auto pattern = likeEscaped(words) + '%';
    for (const char* condition :
         {"(task.id = :exact AND :pattern <> '')", "(task.slug = :exact AND :pattern <> '')",
          "((task.id LIKE :pattern ESCAPE '\\' OR task.slug LIKE :pattern ESCAPE '\\') AND :exact <> '')"}) {
        const soci::rowset<std::string> rows =
            (m_database.sql().prepare
                 << std::string("SELECT task.id FROM task LEFT JOIN path ON path.id = task.path WHERE task.visible AND "
                                "(task.path = '' OR path.visible) AND ") +
                        condition + " ORDER BY task.id LIMIT 20",
             use(words, "exact"), use(pattern, "pattern"));
        std::vector<std::string> ids(rows.begin(), rows.end());
        if (!ids.empty()) {
            return ids;
        }
    }
    return {};
}

std::vector<std::string> Views::overdue(base::Millis before) {
    return textColumn(
        m_database,
        "SELECT id FROM task WHERE status = 'scheduled' AND visible AND scheduled_at < " + std::to_string(before));
}

std::string Views::meta(const std::string& key) {
    std::string value;
    m_database.sql() << "SELECT value FROM meta WHERE key = :key", use(key), into(value);
    return value;
}

std::string Views::cachedLayout(const std::string& key) {
    std::string layout;
    m_database.sql() << "SELECT layout FROM map_layout WHERE key = :key", use(key), into(layout);
    return layout;
}

} // namespace cairn::store
