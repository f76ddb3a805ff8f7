#include "sync/server/paths/documentation_search.h"

#include "core/base/text.h"
#include "sync/server/paths/context7_answers.h"

#include <algorithm>
#include <exception>
#include <iterator>
#include <set>
#include <utility>

namespace cairn::server {

using events::TopicDocumented;

namespace {

constexpr std::size_t kQueryBytes = 400; // it becomes a part of an address
constexpr std::size_t kQueries = 2;      // for a topic
constexpr std::size_t kNamed = 5;        // of what is missing, in a sentence

// What the documentation is asked: what the topic is called, and what is looked for.
std::string queryOf(const plan::PlannedTopic& topic, const std::vector<std::string>& terms) {
    auto query = topic.title;
    const char* between = ": ";
    for (const auto& term : terms) {
        if (!plan::mentions(topic.title, term) && query.size() + term.size() + 2 <= kQueryBytes) {
            query += between + term;
            between = ", ";
        }
    }
    return query;
}

// All of what is asked; none of its parts has a line break.
std::string
questionOf(const plan::PlannedTopic& topic, const std::string& library, const std::vector<std::string>& terms) {
    auto question = library + "\n" + topic.title;
    for (const auto& term : terms) {
        question += "\n" + term;
    }
    return question;
}

std::string someOf(const std::vector<std::string>& names) {
    auto some = names;
    if (names.size() > kNamed) {
        some.resize(kNamed);
        some.push_back(std::to_string(names.size() - kNamed) + " more");
    }
    return base::joinNames(some);
}

std::string nobodyGoesBy(const std::string& technology, const std::vector<Library>& libraries) {
    auto reason = "Context7 knows no library called " + technology;
    if (!libraries.empty()) {
        reason += "; the nearest is " + libraries.front().title + " (" + libraries.front().id + ")";
    }
    return reason + ".";
}

TopicDocumented unanswered(TopicDocumented library, std::string reason) {
    library.at = 0;
    library.reason = std::move(reason);
    return library;
}

// Which of the terms are mentioned, and the page that mentions most. False where it was stopped.
bool compare(
    const std::vector<std::string>& terms, const std::vector<Section>& sections, const std::stop_token& stop,
    TopicDocumented& documented) {
    documented.found.clear();
    documented.missing.clear();
    std::vector<std::size_t> mentioned(sections.size());
    for (const auto& term : terms) {
        if (stop.stop_requested()) {
            return false;
        }
        bool found = false;
        for (std::size_t at = 0; at < sections.size(); ++at) {
            if (plan::mentions(sections[at].text, term)) {
                ++mentioned[at];
                found = true;
            }
        }
        (found ? documented.found : documented.missing).push_back(term);
    }
    if (!documented.found.empty()) {
        const auto most = std::ranges::max_element(mentioned) - mentioned.begin();
        documented.source = sections[static_cast<std::size_t>(most)].source;
    }
    return true;
}

// On a thread that nobody catches anything from: what is thrown is a failure like others.
mcp::Expected<mcp::ToolResult> asked(
    const AskContext7& ask, const std::string& tool, const boost::json::object& arguments,
    const std::stop_token& stop) {
    try {
        return ask(tool, arguments, stop);
    } catch (const std::exception& trouble) {
        return mcp::fail(mcp::Failure::Kind::unreachable, trouble.what());
    }
}

} // namespace

DocumentationSearch::DocumentationSearch(
    AskContext7 ask, DocumentationCache& cache, std::function<base::Millis()> now, std::stop_token stop)
    : m_ask(std::move(ask))
    , m_cache(cache)
    , m_now(std::move(now))
    , m_stop(std::move(stop)) {}

TopicDocumented DocumentationSearch::library(const std::string& technology) {
    const auto question = "\n" + technology;
    if (auto kept = m_cache.find(question, m_now())) {
        return *kept;
    }
    TopicDocumented documented;
    documented.technology = technology;
    const auto libraries = ask<std::vector<Library>>(
        "", "resolve-library-id", {{"libraryName", technology}, {"query", technology}}, readLibraries);
    if (!libraries) {
        documented.reason = libraries.error();
        return documented;
    }
    documented.at = m_now();
    if (const auto* library = libraryOf(technology, *libraries)) {
        documented.library = library->id;
        documented.title = library->title;
    } else {
        documented.reason = nobodyGoesBy(technology, *libraries);
    }
    m_cache.keep(question, documented);
    return documented;
}

TopicDocumented DocumentationSearch::topic(const plan::PlannedTopic& topic, const TopicDocumented& library) {
    auto documented = library;
    const auto terms = plan::termsOf(topic);
    if (library.library.empty()) {
        if (library.at != 0) {
            documented.missing = terms;
        }
        return documented;
    }
    const auto question = questionOf(topic, library.library, terms);
    if (auto kept = m_cache.find(question, m_now())) {
        kept->technology = topic.technology;
        return *kept;
    }
    if (terms.empty()) {
        return unanswered(library, "Nothing says what to look for: name what its exercises need.");
    }
    // An answer is short, and may leave out what the documentation has: it is asked once more for that alone.
    std::vector<Section> sections;
    std::set<std::string> queries;
    documented.missing = terms;
    while (!documented.missing.empty() && queries.size() < kQueries) {
        const auto query = queryOf(topic, documented.missing);
        if (!queries.insert(query).second) {
            break;
        }
        auto answer = ask<std::vector<Section>>(
            library.library, "query-docs", {{"libraryId", library.library}, {"query", query}}, readSections);
        if (!answer) {
            return unanswered(library, answer.error());
        }
        std::ranges::move(*answer, std::back_inserter(sections));
        if (!compare(terms, sections, m_stop, documented)) {
            return unanswered(library, kLate);
        }
    }
    documented.at = m_now();
    if (!documented.missing.empty()) {
        documented.reason = "What was found in the documentation of " + library.title + " does not mention " +
                            someOf(documented.missing) + ".";
    }
    m_cache.keep(question, documented);
    return documented;
}

template<class T>
std::expected<T, std::string> DocumentationSearch::ask(
    const std::string& about, const std::string& tool, const boost::json::object& arguments, Read<T> read) {
    {
        const std::lock_guard lock(m_mutex);
        if (const auto& trouble = m_troubles[about]; trouble.inARow >= kFailures) {
            return std::unexpected(trouble.reason);
        }
    }
    auto said = text(tool, arguments);
    std::expected<T, std::string> answer = std::unexpected(said ? std::string() : said.error());
    if (said) {
        if (auto content = read(*said)) {
            answer = std::move(*content);
        } else {
            answer = std::unexpected("Context7 gave no answer that counts: " + content.error().message + ".");
        }
    }
    const std::lock_guard lock(m_mutex);
    auto& trouble = m_troubles[about];
    trouble = answer ? Trouble() : Trouble{trouble.inARow + 1, answer.error()};
    return answer;
}

std::expected<std::string, std::string>
DocumentationSearch::text(const std::string& tool, const boost::json::object& arguments) const {
    if (m_stop.stop_requested()) {
        return std::unexpected(kLate);
    }
    const auto result = asked(m_ask, tool, arguments, m_stop);
    if (!result && m_stop.stop_requested()) {
        return std::unexpected(kLate);
    }
    if (!result || result->isError) {
        return std::unexpected(
            "Context7 could not be asked: " + quotedLine(result ? result->text() : result.error().message) + ".");
    }
    return result->text();
}

} // namespace cairn::server
