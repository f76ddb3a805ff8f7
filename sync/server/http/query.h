#pragma once

#include "sync/server/http/message.h"

#include <boost/describe/enum_from_string.hpp>

#include <charconv>
#include <cstdint>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace cairn::server {

// Reads what stands in the query, and remembers what is wrong with it.
class Query {
public:
    explicit Query(const Request& request)
        : m_query(request.query) {}

    std::string text(const char* name) const {
        const auto found = m_query.find(name);
        return found == m_query.end() ? std::string() : found->second;
    }

    std::optional<std::int64_t> number(const char* name, std::int64_t least, std::int64_t most) {
        const auto typed = text(name);
        if (typed.empty()) {
            return std::nullopt;
        }
        std::int64_t number = 0;
        const auto [end, trouble] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
        if (trouble != std::errc() || end != typed.data() + typed.size() || number < least || number > most) {
            m_problems.push_back(
                {name, "is no whole number from " + std::to_string(least) + " to " + std::to_string(most)});
        }
        return number;
    }

    std::vector<std::string> list(const char* name) const {
        std::vector<std::string> words;
        std::istringstream typed(text(name));
        for (std::string word; std::getline(typed, word, ',');) {
            words.push_back(word);
        }
        return words;
    }

    template<class Word> std::vector<Word> words(const char* name) {
        std::vector<Word> all;
        for (const auto& typed : list(name)) {
            if (!boost::describe::enum_from_string(typed.c_str(), all.emplace_back())) {
                m_problems.push_back({name, "has no such value as " + typed});
            }
        }
        return all;
    }

    const std::vector<FieldProblem>& problems() const { return m_problems; }

private:
    const std::map<std::string, std::string>& m_query;
    std::vector<FieldProblem> m_problems{};
};

} // namespace cairn::server
