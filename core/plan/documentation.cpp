#include "core/plan/documentation.h"

#include "core/base/text.h"

#include <algorithm>

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

void addOnce(std::vector<std::string>& list, std::string_view text) {
    const auto same = [folded = base::foldCase(text)](const auto& other) { return base::foldCase(other) == folded; };
    if (!text.empty() && std::ranges::none_of(list, same)) {
        list.emplace_back(text);
    }
}

} // namespace

std::vector<std::string> termsOf(const PlannedTopic& topic) {
    std::vector<std::string> terms;
    for (const auto& exercise : topic.exercises) {
        for (const auto& need : exercise.needs) {
            addOnce(terms, need);
        }
    }
    if (terms.empty()) {
        for (const auto& word : wordsOf(topic.title)) {
            if (word.size() >= kShortestWord && !mentions(topic.technology, word)) {
                addOnce(terms, word);
            }
        }
    }
    return terms;
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
    const bool all = documented && documented->technology == topic.technology && !documented->library.empty() &&
                     std::ranges::all_of(termsOf(topic), [&](const auto& term) {
                         return std::ranges::find(documented->found, term) != documented->found.end();
                     });
    return all && !documented->found.empty() ? Standing::proven : Standing::unproven;
}

PlanVerdict verdictOf(const PathPlan& plan, std::vector<TopicVerdict> topics) {
    PlanVerdict verdict{false, check(plan), std::move(topics)};
    verdict.valid =
        verdict.graph.flaws.empty() && verdict.topics.size() == plan.topics.size() &&
        std::ranges::none_of(verdict.topics, [](const auto& topic) { return topic.standing == Standing::unproven; });
    return verdict;
}

} // namespace cairn::plan
