#include "core/plan/documentation.h"

#include "core/base/text.h"

#include <algorithm>
#include <set>

namespace cairn::plan {

namespace {

constexpr std::size_t kShortestWord = 3;

bool isOfWord(char sign) {
    const auto byte = static_cast<unsigned char>(sign);
    return (sign >= '0' && sign <= '9') || (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') ||
           sign == '_' || byte >= 0x80;
}

std::vector<std::string> wordsOf(std::string_view text) {
    std::vector<std::string> words(1);
    for (const auto sign : text) {
        if (isOfWord(sign)) {
            words.back() += sign;
        } else if (!words.back().empty()) {
            words.emplace_back();
        }
    }
    std::erase(words, std::string());
    return words;
}

// Texts, each once, in whatever case.
class Terms {
public:
    void add(std::string_view text) {
        if (!text.empty() && m_folded.insert(base::foldCase(text)).second) {
            all.emplace_back(text);
        }
    }

    std::vector<std::string> all{};

private:
    std::set<std::string> m_folded{};
};

} // namespace

std::vector<std::string> termsOf(const PlannedTopic& topic) {
    Terms terms;
    for (const auto& exercise : topic.exercises) {
        for (const auto& need : exercise.needs) {
            terms.add(need);
        }
    }
    if (terms.all.empty()) {
        for (const auto& word : wordsOf(topic.title)) {
            if (word.size() >= kShortestWord && !mentions(topic.technology, word)) {
                terms.add(word);
            }
        }
    }
    return terms.all;
}

bool mentions(std::string_view text, std::string_view term) {
    const auto folded = base::foldCase(text);
    const auto wanted = base::foldCase(term);
    if (wanted.empty()) {
        return false;
    }
    for (auto at = folded.find(wanted); at != std::string::npos; at = folded.find(wanted, at + 1)) {
        const auto end = at + wanted.size();
        const bool begins = at == 0 || !isOfWord(wanted.front()) || !isOfWord(folded[at - 1]);
        const bool ends = end == folded.size() || !isOfWord(wanted.back()) || !isOfWord(folded[end]);
        if (begins && ends) {
            return true;
        }
    }
    return false;
}

Standing standingOf(const PlannedTopic& topic, const std::optional<events::TopicDocumented>& documented) {
    if (topic.technology.empty()) {
        return Standing::unnamed;
    }
    if (!documented || documented->technology != topic.technology || documented->library.empty()) {
        return Standing::unproven;
    }
    const std::set<std::string_view> found(documented->found.begin(), documented->found.end());
    const bool all = std::ranges::all_of(termsOf(topic), [&](const auto& term) { return found.contains(term); });
    return all && !found.empty() ? Standing::proven : Standing::unproven;
}

PlanVerdict verdictOf(const PathPlan& plan, std::vector<TopicVerdict> topics) {
    PlanVerdict verdict{false, check(plan), std::move(topics)};
    verdict.valid =
        verdict.graph.flaws.empty() && verdict.topics.size() == plan.topics.size() &&
        std::ranges::none_of(verdict.topics, [](const auto& topic) { return topic.standing == Standing::unproven; });
    return verdict;
}

} // namespace cairn::plan
