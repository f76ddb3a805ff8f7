#include "sync/server/connections/unified_profile.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

namespace cairn::server {

namespace {

constexpr std::array<std::string_view, 4> kNotSummed{"rating", "rating_most", "ranking", "contribution"};

using Figures = std::map<std::string, std::int64_t> events::ConnectionFigures::*;

std::vector<FigureBody>
gather(const std::vector<std::pair<events::Platform, state::Connection>>& connections, Figures member) {
    std::map<std::string, FigureBody> gathered;
    for (const auto& [platform, connection] : connections) {
        for (const auto& [name, value] : connection.figures.*member) {
            auto& figure = gathered[name];
            figure.name = name;
            figure.parts.push_back({platform, connection.account, value, connection.figures.at});
            if (std::ranges::find(kNotSummed, name) == kNotSummed.end()) {
                figure.sum = figure.sum.value_or(0) + value;
            }
        }
    }
    std::vector<FigureBody> all;
    for (auto& [name, figure] : gathered) {
        all.push_back(std::move(figure));
    }
    return all;
}

} // namespace

UnifiedProfileBody unified(const std::vector<std::pair<events::Platform, state::Connection>>& connections) {
    UnifiedProfileBody body;
    for (const auto& [platform, connection] : connections) {
        const auto at = connection.figures.at;
        body.sources.push_back(
            {platform, connection.account, connection.proof, connection.since,
             at > 0 ? std::optional(at) : std::nullopt});
        for (const auto& change : connection.figures.ratings) {
            body.ratings.push_back({platform, change.at, change.rating, change.contest});
        }
    }
    std::ranges::stable_sort(body.ratings, {}, &RatingBody::at);
    body.totals = gather(connections, &events::ConnectionFigures::totals);
    body.skills = gather(connections, &events::ConnectionFigures::skills);
    body.languages = gather(connections, &events::ConnectionFigures::languages);
    body.days = gather(connections, &events::ConnectionFigures::days);
    return body;
}

} // namespace cairn::server
