#include "sync/server/connections/figures.h"

#include "core/learning/difficulty.h"

#include <algorithm>
#include <chrono>
#include <set>

namespace cairn::server {

namespace {

constexpr std::int64_t kDaysShown = 371; // a year in whole weeks
constexpr std::size_t kRatingsMost = 1'000;
constexpr std::size_t kWordsMost = 200; // tags, languages
constexpr std::int64_t kDayMillis = 24LL * 60 * 60 * 1'000;

// "2026-11-22"
std::string dayOf(std::int64_t at) {
    using namespace std::chrono;
    const year_month_day day{floor<days>(sys_time<milliseconds>(milliseconds(at)))};
    const auto two = [](unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return std::to_string(static_cast<int>(day.year())) + "-" + two(static_cast<unsigned>(day.month())) + "-" +
           two(static_cast<unsigned>(day.day()));
}

void count(events::ConnectionFigures& figures, std::int64_t at) {
    if (at > figures.at - kDaysShown * kDayMillis && at <= figures.at) {
        ++figures.days[dayOf(at)];
    }
}

void countWord(std::map<std::string, std::int64_t>& words, const std::string& word) {
    if (!word.empty() && (words.contains(word) || words.size() < kWordsMost)) {
        ++words[word];
    }
}

void keepNewest(std::vector<events::RatingChange>& ratings) {
    if (ratings.size() > kRatingsMost) {
        ratings.erase(ratings.begin(), ratings.end() - kRatingsMost);
    }
}

// The word of LeetCode whose difficulty is nearest.
const char* wordOf(std::int64_t difficulty) {
    return difficulty <= 3 ? "solved_easy" : difficulty <= 6 ? "solved_medium" : "solved_hard";
}

} // namespace

events::ConnectionFigures figuresOf(
    const codeforces::User& user, const std::vector<codeforces::RatingChange>& ratings,
    const std::vector<codeforces::Submission>& submissions, std::int64_t at) {
    events::ConnectionFigures figures{.at = at};
    auto& totals = figures.totals;
    totals["rating"] = user.rating;
    totals["rating_most"] = user.ratingMost;
    totals["contribution"] = user.contribution;
    totals["contests"] = static_cast<std::int64_t>(ratings.size());
    totals["submissions"] = static_cast<std::int64_t>(submissions.size());
    totals["solved"] = 0;
    std::set<std::pair<std::int64_t, std::string>> solved;
    for (const auto& submission : submissions) {
        // Those of a problem set without contests are known by their names.
        const auto problem = submission.contest != 0 ? submission.index : submission.index + " " + submission.name;
        if (!submission.accepted || !solved.emplace(submission.contest, problem).second) {
            continue;
        }
        ++totals["solved"];
        if (submission.rating > 0) {
            ++totals[wordOf(learning::fromCodeforcesRating(submission.rating))];
        }
        for (const auto& tag : submission.tags) {
            countWord(figures.skills, tag);
        }
        countWord(figures.languages, submission.language);
        count(figures, submission.at);
    }
    for (const auto& change : ratings) {
        figures.ratings.push_back({change.at, change.rating, change.contest});
    }
    keepNewest(figures.ratings);
    return figures;
}

events::ConnectionFigures figuresOf(
    const leetcode::Profile& profile, const leetcode::Contests& contests,
    const std::vector<leetcode::Accepted>& accepted, std::int64_t at) {
    events::ConnectionFigures figures{.at = at};
    auto& totals = figures.totals;
    for (const auto& [difficulty, number] : profile.tried) {
        totals[difficulty == "all" ? "tried" : "tried_" + difficulty] = number;
    }
    totals["submissions"] = profile.submissions;
    totals["ranking"] = profile.ranking;
    totals["contests"] = contests.attended;
    if (contests.rating > 0) {
        totals["rating"] = contests.rating;
    }
    std::set<std::string> solved;
    for (const auto& submission : accepted) {
        if (solved.insert(submission.slug).second) {
            countWord(figures.languages, submission.language);
            count(figures, submission.at);
        }
    }
    totals["solved_lately"] = static_cast<std::int64_t>(solved.size());
    for (const auto& change : contests.history) {
        totals["rating_most"] = std::max(totals["rating_most"], change.rating);
        figures.ratings.push_back({change.at, change.rating, change.contest});
    }
    keepNewest(figures.ratings);
    return figures;
}

events::ConnectionFigures
figuresOf(const std::string& account, const std::vector<RepositoryWork>& repositories, std::int64_t at) {
    events::ConnectionFigures figures{.at = at};
    auto& totals = figures.totals;
    totals = {{"repositories", 0}, {"commits", 0}, {"pull_requests", 0}, {"pull_requests_merged", 0}};
    std::set<std::string> commits; // a fork has those of the other
    for (const auto& repository : repositories) {
        bool worked = false;
        for (const auto& commit : repository.commits) {
            if (sameName(commit.account, account) && commits.insert(commit.sha).second) {
                worked = true;
                ++totals["commits"];
                count(figures, commit.at);
            }
        }
        for (const auto& request : repository.pullRequests) {
            if (sameName(request.account, account)) {
                worked = true;
                ++totals["pull_requests"];
                totals["pull_requests_merged"] += request.merged > 0 ? 1 : 0;
                count(figures, request.at);
            }
        }
        totals["repositories"] += worked ? 1 : 0;
    }
    return figures;
}

bool sayTheSame(const events::ConnectionFigures& before, const events::ConnectionFigures& now) {
    const auto first = dayOf(now.at - kDaysShown * kDayMillis); // of which only a part is counted
    auto was = before;
    auto is = now;
    is.at = was.at;
    for (auto* days : {&was.days, &is.days}) {
        days->erase(days->begin(), days->upper_bound(first));
    }
    return was == is;
}

} // namespace cairn::server
