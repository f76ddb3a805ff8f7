#include "app/cli/choices.h"

#include "core/base/text.h"

#include <algorithm>

namespace cairn::cli {

namespace {

struct Candidate {
    std::string id;
    std::string slug;
};

// An exact name wins over beginnings of others.
std::string
choose(const std::vector<Candidate>& candidates, const std::string& words, const char* kind, const char* lists) {
    const auto exact = std::ranges::find(candidates, words, &Candidate::id);
    if (exact != candidates.end()) {
        return exact->id;
    }
    for (const bool whole : {true, false}) {
        std::vector<std::string> fitting;
        for (const auto& [id, slug] : candidates) {
            if (whole ? slug == words : id.starts_with(words) || slug.starts_with(words)) {
                fitting.push_back(id);
            }
        }
        if (fitting.size() == 1) {
            return fitting.front();
        }
        if (fitting.size() > 1) {
            const auto more = fitting.size() > 5;
            fitting.resize(std::min<std::size_t>(fitting.size(), 5));
            throw Failure{
                {base::ErrorCode::InvalidInput, "'" + words + "' may be " + base::joinNames(fitting) +
                                                    (more ? " or another" : "") + "; type more of it"}};
        }
    }
    throw Failure{
        {base::ErrorCode::NotFound, std::string("there is no ") + kind + " '" + words + "'; " + lists + " lists them"}};
}

} // namespace

std::vector<api::PathSummary> allPaths(Session& session) {
    return session.ask<std::vector<api::PathSummary>>(
        [&](auto reply) { return session.profile().paths().list(std::move(reply)); });
}

std::string resolvePath(Session& session, const std::string& words) {
    std::vector<Candidate> candidates;
    for (const auto& path : allPaths(session)) {
        candidates.push_back({path.id, base::foldCase(path.title)});
    }
    return choose(candidates, base::foldCase(words), "path", "'cairnctl path list'");
}

std::string resolveTopic(Session& session, const std::string& words) {
    std::vector<Candidate> candidates;
    for (const auto& path : allPaths(session)) {
        const auto detail = session.ask<api::PathDetail>(
            [&](auto reply) { return session.profile().paths().detail(path.id, std::move(reply)); });
        for (const auto& topic : detail.topics) {
            candidates.push_back({topic.id, topic.slug});
        }
    }
    return choose(candidates, words, "topic", "'cairnctl path show ID'");
}

std::string resolveTask(Session& session, const std::string& words) {
    return session.ask<std::string>(
        [&](auto reply) { return session.profile().tasks().resolve(words, std::move(reply)); });
}

std::vector<std::string> resolveTasks(Session& session, const std::vector<std::string>& words) {
    std::vector<std::string> ids;
    for (const auto& each : words) {
        auto id = resolveTask(session, each);
        if (std::ranges::find(ids, id) == ids.end()) {
            ids.push_back(std::move(id));
        }
    }
    return ids;
}

std::string spoken(std::string word) {
    std::ranges::replace(word, '_', ' ');
    return word;
}

std::string ratio(std::int64_t done, std::int64_t all) {
    return std::to_string(done) + "/" + std::to_string(all);
}

std::string titles(const std::vector<api::TopicName>& topics) {
    std::string joined;
    for (const auto& topic : topics) {
        joined += (joined.empty() ? "" : ", ") + topic.title;
    }
    return joined;
}

} // namespace cairn::cli
