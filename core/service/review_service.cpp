#include "core/service/review_service.h"

#include "core/events/requirement.h"
#include "core/service/review_rows.h"

#include <algorithm>
#include <ranges>

namespace cairn::service {

using base::ErrorCode;

namespace {

constexpr std::size_t kUpcomingShown = 200;

learning::Moment nowOf(const Context& context) {
    return momentOf(context.now(), context.utcOffset(context.now()));
}

api::ReviewRow rowWithAddress(Reading& reading, const store::ReviewLine& line, learning::Moment now) {
    auto row = reviewRow(line, now);
    if (const auto task = reading.views.find<state::Task>("task/" + line.task)) {
        row.url = task->url().empty() ? events::addressOf(task->requirement()) : task->url();
    }
    return row;
}

std::vector<api::ReviewRow> rowsAt(
    Reading& reading, const std::vector<store::ReviewLine>& lines, const std::vector<std::size_t>& places,
    std::size_t most, learning::Moment now) {
    std::vector<api::ReviewRow> rows;
    for (const auto at : places | std::views::take(most)) {
        rows.push_back(rowWithAddress(reading, lines[at], now));
    }
    return rows;
}

// None: it is not reviewed.
std::optional<api::ReviewRow>
shown(Reading& reading, const std::optional<store::ReviewLine>& line, learning::Moment now) {
    return line && (isReviewed(*line) || isPaused(*line)) ? std::optional(rowWithAddress(reading, *line, now))
                                                          : std::nullopt;
}

std::unexpected<base::Error> refused(const std::string& title, const char* why) {
    return base::fail(ErrorCode::Refused, title + " " + why);
}

// The task if it can be reviewed, or why it cannot.
base::Expected<store::ReviewLine> completedTask(Reading& reading, const std::string& id) {
    if (auto line = reading.views.reviewLine(id)) {
        return std::move(*line);
    }
    const auto task = reading.views.find<state::Task>("task/" + id);
    if (!task || !task->visible()) {
        return base::fail(ErrorCode::NotFound, "there is no task " + id);
    }
    if (task->status != events::TaskStatus::completed) {
        return refused(task->title(), "is not completed yet; what was solved once is reviewed");
    }
    return refused(task->title(), "is not on its path any more, and is not reviewed");
}

} // namespace

api::Request ReviewService::list(api::Reply<api::ReviewsView> reply) {
    return m_context.ask<api::ReviewsView>(
        std::move(reply), [this](Reading& reading) -> base::Expected<api::ReviewsView> {
            const store::ReadTransaction sameState(reading.database);
            const auto now = nowOf(m_context);
            const auto lines = reading.views.reviewLines();
            const auto order = reviewOrder(lines, now);
            return api::ReviewsView{
                rowsAt(reading, lines, order.due, order.due.size(), now),
                rowsAt(reading, lines, order.upcoming, kUpcomingShown, now),
                rowsAt(reading, lines, order.paused, order.paused.size(), now), std::ssize(order.upcoming),
                reviewedOn(lines, now)};
        });
}

api::Request ReviewService::of(std::string task, api::Reply<std::optional<api::ReviewRow>> reply) {
    return m_context.ask<std::optional<api::ReviewRow>>(
        std::move(reply),
        [this, task = std::move(task)](Reading& reading) -> base::Expected<std::optional<api::ReviewRow>> {
            const auto line = reading.views.reviewLine(task);
            if (!line && !reading.views.find<state::Task>("task/" + task)) {
                return base::fail(ErrorCode::NotFound, "there is no task " + task);
            }
            return shown(reading, line, nowOf(m_context));
        });
}

api::Request ReviewService::grade(std::string task, events::ReviewGrade grade, api::Reply<api::ReviewRow> reply) {
    return m_context.command<api::ReviewRow>(
        std::move(reply),
        [this, task = std::move(task),
         grade](store::Store&, Reading& reading, const base::Progress&) -> base::Expected<api::ReviewRow> {
            const auto line = completedTask(reading, task);
            if (!line) {
                return std::unexpected(line.error());
            }
            if (!isReviewed(*line)) {
                return refused(line->title, "is not reviewed; have it reviewed first");
            }
            const events::ReviewGraded graded{events::ReviewItem::problem, grade, m_context.utcOffset(m_context.now())};
            if (auto appended = m_context.appendNow(
                    {events::draft("review/" + task, graded)}, {api::Command::review, 1, line->title});
                !appended) {
                return std::unexpected(appended.error());
            }
            const auto after = completedTask(reading, task);
            return after ? base::Expected<api::ReviewRow>(rowWithAddress(reading, *after, nowOf(m_context)))
                         : std::unexpected(after.error());
        });
}

api::Request ReviewService::want(std::string task, bool wanted, api::Reply<std::optional<api::ReviewRow>> reply) {
    return m_context.command<std::optional<api::ReviewRow>>(
        std::move(reply),
        [this, task = std::move(task), wanted](store::Store&, Reading& reading, const base::Progress&) {
            return wantNow(reading, task, wanted);
        });
}

base::Expected<std::optional<api::ReviewRow>>
ReviewService::wantNow(Reading& reading, const std::string& task, bool wanted) {
    const auto line = completedTask(reading, task);
    if (!line) {
        return std::unexpected(line.error());
    }
    if (isReviewed(*line) != wanted) {
        const auto command = wanted ? api::Command::resume_reviews : api::Command::stop_reviews;
        if (auto appended = m_context.appendNow(
                {events::draft("review/" + task, events::ReviewWanted{wanted})}, {command, 1, line->title});
            !appended) {
            return std::unexpected(appended.error());
        }
    }
    return shown(reading, reading.views.reviewLine(task), nowOf(m_context));
}

DueReviews dueReviews(Reading& reading, const Context& context, std::size_t most) {
    const auto now = nowOf(context);
    const auto lines = reading.views.reviewLines();
    const auto order = reviewOrder(lines, now);
    return {rowsAt(reading, lines, order.due, most, now), std::ssize(order.due)};
}

} // namespace cairn::service
