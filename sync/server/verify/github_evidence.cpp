#include "sync/server/verify/github_evidence.h"

namespace cairn::server {

namespace {

// The login of an account that may be null, but has to be there: empty for null; nothing where it is neither.
std::optional<std::string> loginIn(const boost::json::object& row, std::string_view name) {
    if (isNullIn(row, name)) {
        return std::string();
    }
    const auto* account = objectIn(row, name);
    return account != nullptr ? textIn(*account, "login") : std::nullopt;
}

std::optional<base::Millis> instantIn(const boost::json::object& row, std::string_view name) {
    const auto text = textIn(row, name);
    return text ? instantOf(*text) : std::nullopt;
}

std::optional<GitHubCommit> readCommit(const boost::json::object& row) {
    const auto id = textIn(row, "sha");
    const auto author = loginIn(row, "author");
    const auto* commit = objectIn(row, "commit");
    const auto* committer = commit != nullptr ? objectIn(*commit, "committer") : nullptr;
    const auto at = committer != nullptr ? instantIn(*committer, "date") : std::nullopt;
    if (!id || id->empty() || !author || !at) {
        return std::nullopt;
    }
    return GitHubCommit{*id, *author, *at};
}

std::optional<GitHubPull> readPull(const boost::json::object& row) {
    const auto number = numberIn(row, "number");
    const auto author = loginIn(row, "user");
    const auto updated = instantIn(row, "updated_at");
    const auto merged = instantIn(row, "merged_at");
    if (!number || !author || !updated || (!merged && !isNullIn(row, "merged_at"))) {
        return std::nullopt;
    }
    return GitHubPull{*number, *author, *updated, merged};
}

template<class T>
base::Expected<std::vector<T>>
readList(std::string_view text, std::optional<T> (*readOne)(const boost::json::object&), const char* what) {
    const auto value = readAnswer(text);
    if (!value) {
        return std::unexpected(value.error());
    }
    const auto* list = value->if_array();
    if (list == nullptr) {
        return unexpectedShape(std::string("no list of ") + what);
    }
    std::vector<T> all;
    all.reserve(list->size());
    for (const auto& item : *list) {
        const auto* row = item.if_object();
        auto one = row != nullptr ? readOne(*row) : std::nullopt;
        if (!one) {
            return unexpectedShape(std::string("one of the ") + what + " without author or time");
        }
        all.push_back(std::move(*one));
    }
    return all;
}

} // namespace

base::Expected<std::vector<GitHubCommit>> readGitHubCommits(std::string_view text) {
    return readList<GitHubCommit>(text, readCommit, "commits");
}

base::Expected<std::vector<GitHubPull>> readGitHubPulls(std::string_view text) {
    return readList<GitHubPull>(text, readPull, "pull requests");
}

bool saysNoSuchRepository(std::string_view message) {
    return message.find("Not Found: Resource not found") != std::string_view::npos;
}

bool saysEmptyRepository(std::string_view message) {
    return message.find("Conflict: Git Repository is empty") != std::string_view::npos;
}

} // namespace cairn::server
