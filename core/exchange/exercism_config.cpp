#include "core/exchange/exercism_config.h"

#include "core/base/text.h"
#include "core/exchange/foreign_json.h"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <utility>

namespace cairn::exchange {

namespace json = boost::json;
using base::ErrorCode;
using events::TaskKind;

namespace {

constexpr std::size_t kIdBytes = 120; // of an id in our log
constexpr std::size_t kNameBytes = 200;
constexpr std::size_t kTagBytes = 80;
constexpr std::size_t kBlurbBytes = 4'000;
constexpr std::int64_t kHardest = 10;

class Parser {
public:
    Parser(const json::value& root, const ExercismLimits& limits, const std::stop_token& stop)
        : m_root(root, "config.json:", m_trouble)
        , m_limits(limits)
        , m_stop(stop) {}

    base::Expected<ExercismConfig> parse() {
        m_config.slug = m_root.slug("slug");
        m_config.language = m_root.line("language", kNameBytes);
        m_config.blurb = m_root.paragraph("blurb", kBlurbBytes);
        readConcepts();
        readExercises();
        if (m_trouble) {
            return std::unexpected(std::move(*m_trouble));
        }
        return std::move(m_config);
    }

private:
    void readConcepts() {
        const auto* list = m_root.list("concepts", m_limits.concepts);
        for (std::size_t at = 0; list != nullptr && at < list->size() && !m_trouble; ++at) {
            ObjectReader entry((*list)[at], m_root.placeOf("concepts") + "/" + std::to_string(at), m_trouble);
            ExercismConcept read{identify(entry, m_conceptPlaces), entry.line("name", kNameBytes)};
            m_config.concepts.push_back(std::move(read));
        }
    }

    void readExercises() {
        const auto* exercises = m_root.object("exercises");
        if (exercises == nullptr) {
            m_root.complain("exercises", ErrorCode::InvalidInput, "exercises is missing");
            return;
        }
        ObjectReader lists(*exercises, m_root.placeOf("exercises"), m_trouble);
        std::size_t left = m_limits.exercises;
        for (const auto kind : {TaskKind::concept_exercise, TaskKind::practice_exercise}) {
            const auto* list = lists.list(listOf(kind), left);
            for (std::size_t at = 0; list != nullptr && at < list->size() && !m_trouble; ++at) {
                ObjectReader entry((*list)[at], lists.placeOf(listOf(kind)) + "/" + std::to_string(at), m_trouble);
                readExercise(entry, kind);
            }
            left -= list == nullptr ? 0 : list->size();
        }
    }

    void readExercise(ObjectReader& entry, TaskKind kind) {
        if (m_stop.stop_requested()) {
            m_trouble = base::Error{ErrorCode::Cancelled, "stopped; nothing was imported"};
            return;
        }
        ExercismExercise read;
        read.place = entry.place();
        read.kind = kind;
        read.slug = identify(entry, m_exercisePlaces);
        if (!isActive(entry)) {
            ++m_config.skipped;
            return;
        }
        read.name = entry.line("name", kNameBytes);
        read.topics = entry.slugs(topicsMemberOf(kind), m_limits.references);
        read.prerequisites = entry.slugs("prerequisites", m_limits.references);
        read.tags = entry.lines("topics", m_limits.references, kTagBytes);
        read.difficulty = entry.integer("difficulty", 1, kHardest).value_or(1);
        if (kind == TaskKind::practice_exercise && !entry.has("difficulty")) {
            m_config.warnings.add("exercise " + read.slug + " has no difficulty: taken as 1");
        }
        m_config.exercises.push_back(std::move(read));
    }

    bool isActive(ObjectReader& entry) {
        const auto status = entry.optionalLine("status", kTagBytes);
        if (status.empty() || status == "active" || status == "beta") {
            return true;
        }
        if (status != "deprecated" && status != "wip") {
            m_config.warnings.add("left out " + entry.place() + ": its status " + inQuotes(status) + " is unknown");
        }
        return false;
    }

    // The slug of an entry, after a look whether slug and uuid are its own.
    std::string identify(ObjectReader& entry, std::unordered_map<std::string, std::string>& places) {
        auto slug = entry.slug("slug");
        if (exercismId(m_config.slug, slug).size() > kIdBytes) {
            entry.complain(
                "slug", ErrorCode::LimitExceeded,
                "makes, with the slug of the track, an id of more than " + std::to_string(kIdBytes) + " bytes");
        }
        claim(entry, "slug", slug, places);
        claim(entry, "uuid", base::foldCase(entry.optionalLine("uuid", kNameBytes)), m_uuidPlaces);
        return slug;
    }

    static void claim(
        ObjectReader& entry, std::string_view name, const std::string& value,
        std::unordered_map<std::string, std::string>& places) {
        if (value.empty()) {
            return;
        }
        const auto [first, isNew] = places.try_emplace(value, entry.placeOf(name));
        if (!isNew) {
            entry.complain(
                name, ErrorCode::InvalidInput,
                "the " + std::string(name) + " " + inQuotes(value) + " is used twice, first at " + first->second);
        }
    }

    std::optional<base::Error> m_trouble;
    ObjectReader m_root;
    const ExercismLimits& m_limits;
    const std::stop_token& m_stop;
    ExercismConfig m_config;
    std::unordered_map<std::string, std::string> m_conceptPlaces;  // of slugs
    std::unordered_map<std::string, std::string> m_exercisePlaces; // of slugs; the two lists share one space of names
    std::unordered_map<std::string, std::string> m_uuidPlaces;
};

} // namespace

std::string exercismId(const std::string& track, const std::string& slug) {
    return track + "." + slug;
}

base::Expected<ExercismConfig>
parseExercismConfig(std::string_view bytes, const ExercismLimits& limits, const std::stop_token& stop) {
    const std::string file = "config.json";
    if (bytes.size() > limits.configBytes) {
        return base::fail(
            ErrorCode::LimitExceeded, "is larger than " + std::to_string(limits.configBytes) + " bytes", file);
    }
    const auto text = decodeText(bytes, file);
    if (!text) {
        return std::unexpected(text.error());
    }
    const auto json = parseForeignJson(*text, file, limits.depth, stop);
    if (!json) {
        return std::unexpected(json.error());
    }
    return Parser(*json, limits, stop).parse();
}

} // namespace cairn::exchange
