#include "core/store/views.h"

namespace cairn::store {

using soci::into;
using soci::use;

namespace {

state::Review reviewIn(const std::string& task, const std::string& text) {
    auto state = state::decodeSubject("review", text);
    if (!state) {
        throw Abandon{
            {base::ErrorCode::Corrupt, "the stored value of review/" + task + " cannot be read; rebuild the profile"}};
    }
    return std::get<state::Review>(std::move(*state));
}

} // namespace

std::vector<ReviewLine> Views::readReviewLines(const char* condition, const std::string& task) {
    ReviewLine line;
    std::string review;
    long long at = 0;
    long long utcOffset = 0;
    int problem = 0;
    int imported = 0;
    soci::statement statement(m_database.sql());
    for (auto* text : {&line.task, &line.title, &line.pathTitle, &line.topicTitle, &review}) {
        statement.exchange(into(*text));
    }
    statement.exchange(into(at));
    statement.exchange(into(utcOffset));
    statement.exchange(into(problem));
    statement.exchange(into(imported));
    statement.exchange(use(task, "task"));
    statement.alloc();
    // Only a receipt says that a task was imported as solved.
    statement.prepare(
        std::string(
            "SELECT task.id, task.title, coalesce(path.title, ''), coalesce(topic.title, ''), coalesce(review.state, "
            "'{}'), task.completed_at, task.utc_offset, task.kind <> 'own' OR task.provable, "
            "coalesce(json_extract(proven.state, '$.proof.imported'), 0) FROM task "
            "LEFT JOIN path ON path.id = task.path LEFT JOIN topic ON topic.id = task.first_topic "
            "LEFT JOIN subject AS proven ON task.verified AND proven.subject = 'task/' || task.id "
            "LEFT JOIN subject AS review ON review.subject = 'review/' || task.id "
            "WHERE task.status = 'completed' AND task.visible AND NOT task.retired AND task.completed_at IS NOT NULL "
            "AND (task.path = '' OR path.visible) AND ") +
        condition + " ORDER BY task.id");
    statement.define_and_bind();
    statement.execute(false);
    std::vector<ReviewLine> found;
    while (statement.fetch()) {
        line.at = at;
        line.utcOffset = utcOffset;
        line.problem = problem != 0;
        line.imported = imported != 0;
        line.review = reviewIn(line.task, review);
        found.push_back(line);
    }
    return found;
}

std::vector<ReviewLine> Views::reviewLines() {
    return readReviewLines(
        "(task.kind <> 'own' OR task.provable OR review.subject IS NOT NULL) AND :task = ''", std::string());
}

std::optional<ReviewLine> Views::reviewLine(const std::string& task) {
    auto found = readReviewLines("task.id = :task", task);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

} // namespace cairn::store
