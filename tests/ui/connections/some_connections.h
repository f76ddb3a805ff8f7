#pragma once

#include "core/api/connections.h"

#include <QDate>

#include <vector>

namespace cairn::test {

// Accounts of one learner, with the figures that a server sends of each platform.

inline constexpr base::Millis kSeenAt =
    1'795'000'000'000; // of the figures at Codeforces; the others' an hour later each

inline std::string daysAgo(int days) {
    return QDate::currentDate().addDays(-days).toString(Qt::ISODate).toStdString();
}

inline api::Connection atCodeforces() {
    api::Connection connection;
    connection.platform = events::Platform::codeforces;
    connection.account = "mira_codes";
    connection.proof = events::AccountProof::sign_in;
    connection.since = 1'790'000'000'000;
    auto& figures = connection.figures;
    figures.at = kSeenAt;
    figures.totals = {
        {"solved", 148},  {"solved_easy", 71},   {"solved_medium", 58}, {"solved_hard", 12},
        {"rating", 1431}, {"rating_most", 1452}, {"contests", 9},       {"contribution", 3},
    };
    figures.languages = {{"C++", 100}, {"Python", 48}};
    figures.skills = {{"greedy", 41}, {"dp", 29}, {"graphs", 22}, {"strings", 14}, {"math", 37}};
    figures.days = {{daysAgo(0), 3}, {daysAgo(2), 1}, {daysAgo(3), 5}, {daysAgo(9), 2}, {daysAgo(40), 4}};
    figures.ratings = {{1'757'436'000'000, 1305, "Round 1049"}, {1'758'822'300'000, 1371, "Round 1054"},
                       {1'761'400'000'000, 1340, "Round 1061"}, {1'769'000'000'000, 1402, "Round 1078"},
                       {1'778'000'000'000, 1452, "Round 1092"}, {1'788'000'000'000, 1431, "Round 1107"}};
    return connection;
}

inline api::Connection atLeetCode() {
    api::Connection connection;
    connection.platform = events::Platform::leetcode;
    connection.account = "mira";
    connection.since = 1'791'000'000'000;
    auto& figures = connection.figures;
    figures.at = kSeenAt + 3'600'000;
    figures.totals = {{"tried", 212},       {"tried_easy", 118},  {"tried_medium", 80},  {"tried_hard", 14},
                      {"submissions", 530}, {"ranking", 184'223}, {"solved_lately", 17}, {"contests", 4},
                      {"rating", 1561},     {"rating_most", 1580}};
    figures.languages = {{"C++", 12}, {"Rust", 5}};
    figures.days = {{daysAgo(1), 2}, {daysAgo(2), 3}};
    figures.ratings = {{1'770'000'000'000, 1520, "Weekly 480"}, {1'785'000'000'000, 1561, "Weekly 495"}};
    return connection;
}

inline api::Connection atGitHub() {
    api::Connection connection;
    connection.platform = events::Platform::github;
    connection.account = "mira-dev";
    connection.proof = events::AccountProof::sign_in;
    connection.since = 1'792'000'000'000;
    auto& figures = connection.figures;
    figures.at = kSeenAt + 7'200'000;
    figures.totals = {{"repositories", 6}, {"commits", 311}, {"pull_requests", 24}, {"pull_requests_merged", 19}};
    figures.days = {{daysAgo(0), 6}, {daysAgo(5), 4}};
    return connection;
}

inline std::vector<api::Connection> someConnections() {
    return {atLeetCode(), atCodeforces(), atGitHub()};
}

} // namespace cairn::test
