#include "core/service/review_rows.h"

#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace cairn::service {

namespace {

const learning::MemoryModel& model() {
    static const auto kModel = learning::MemoryModel::forProblems();
    return kModel;
}

// FNV-1a: the same on every computer, so that all of them show the same day. Another one for each review, or else what
// comes early once would always do so.
std::uint64_t seedOf(const std::string& task, const learning::Memory& memory) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : task) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    }
    return (hash ^ static_cast<std::uint64_t>(memory.reviews)) * 0x100000001b3;
}

learning::Memory
afterGrade(const std::string& task, const learning::Memory& memory, learning::Grade grade, learning::Moment at) {
    return learning::graded(memory, grade, at, model(), seedOf(task, memory));
}

learning::Grade gradeOf(events::ReviewGrade grade) {
    switch (grade) {
    case events::ReviewGrade::again:
        return learning::Grade::again;
    case events::ReviewGrade::hard:
        return learning::Grade::hard;
    case events::ReviewGrade::good:
        return learning::Grade::good;
    case events::ReviewGrade::easy:
        return learning::Grade::easy;
    }
    return learning::Grade::good;
}

base::Day dayOf(std::int64_t day) {
    return base::Day(std::chrono::days(day));
}

struct Place {
    std::size_t at = 0;
    std::int64_t dueDay = 0;
    double recall = 0;
};

std::vector<std::size_t> placesOf(const std::vector<Place>& sorted) {
    std::vector<std::size_t> places;
    places.reserve(sorted.size());
    std::ranges::transform(sorted, std::back_inserter(places), &Place::at);
    return places;
}

} // namespace

learning::Moment momentOf(base::Millis at, std::int64_t utcOffset) {
    return {at, base::localDay(at, static_cast<int>(utcOffset)).time_since_epoch().count()};
}

bool isReviewed(const store::ReviewLine& line) {
    return line.review.wanted.value_or(line.problem && !line.imported);
}

bool isPaused(const store::ReviewLine& line) {
    return line.review.wanted == false;
}

learning::Memory memoryOf(const store::ReviewLine& line) {
    learning::Memory memory;
    bool completed = false;
    const auto complete = [&] {
        memory = afterGrade(line.task, memory, learning::Grade::good, momentOf(line.at, line.utcOffset));
        completed = true;
    };
    for (const auto& grading : line.review.gradings) {
        if (!completed && line.at <= grading.at) {
            complete();
        }
        memory = afterGrade(line.task, memory, gradeOf(grading.grade), momentOf(grading.at, grading.utcOffset));
    }
    if (!completed) { // never reviewed, or done again after its reviews
        complete();
    }
    return memory;
}

api::ReviewRow reviewRow(const store::ReviewLine& line, learning::Moment now) {
    const auto memory = memoryOf(line);
    api::ReviewRow row;
    row.item = line.task;
    row.title = line.title;
    row.pathTitle = line.pathTitle;
    row.topicTitle = line.topicTitle;
    row.due = dayOf(memory.dueDay);
    row.daysLate = std::max<std::int64_t>(now.day - memory.dueDay, 0);
    row.recall = std::llround(100 * learning::recall(memory, now.day, model()));
    row.reviews = std::ssize(line.review.gradings);
    row.lastAt = memory.last.at;
    for (std::size_t grade = 0; grade < row.next.size(); ++grade) {
        const auto then = gradeOf(static_cast<events::ReviewGrade>(grade));
        row.next.at(grade) = dayOf(afterGrade(line.task, memory, then, now).dueDay);
    }
    row.paused = isPaused(line);
    return row;
}

ReviewOrder reviewOrder(const std::vector<store::ReviewLine>& lines, learning::Moment now) {
    std::vector<Place> due;
    std::vector<Place> upcoming;
    ReviewOrder order;
    for (std::size_t at = 0; at < lines.size(); ++at) {
        if (isPaused(lines[at])) {
            order.paused.push_back(at);
        } else if (isReviewed(lines[at])) {
            const auto memory = memoryOf(lines[at]);
            auto& list = learning::isDue(memory, now) ? due : upcoming;
            list.push_back({at, memory.dueDay, learning::recall(memory, now.day, model())});
        }
    }
    // Ties as the lines came, by id.
    std::ranges::stable_sort(due, {}, [](const Place& place) { return std::tuple(place.recall, place.dueDay); });
    std::ranges::stable_sort(upcoming, {}, [](const Place& place) { return std::tuple(place.dueDay, place.recall); });
    order.due = placesOf(due);
    order.upcoming = placesOf(upcoming);
    std::ranges::stable_sort(order.paused, {}, [&](std::size_t at) { return base::foldCase(lines[at].title); });
    return order;
}

std::int64_t reviewedOn(const std::vector<store::ReviewLine>& lines, learning::Moment now) {
    return std::ranges::count_if(lines, [&](const store::ReviewLine& line) {
        return std::ranges::any_of(line.review.gradings, [&](const state::Grading& grading) {
            return momentOf(grading.at, grading.utcOffset).day == now.day;
        });
    });
}

} // namespace cairn::service
