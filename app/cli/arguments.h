#pragma once

#include "core/base/calendar.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cairn::cli {

// An option of a command, as it is typed and as the help shows it.
struct Option {
    std::string name;           // without the dashes
    std::string value;          // what its value is called; empty for a switch
    std::string text;           // what it does
    bool severalValues = false; // separated by commas, or given several times
};

// What was typed after a command. Readers throw UsageError for what makes no sense.
class Arguments {
public:
    // `about`: words of the command, for its messages.
    Arguments(
        std::string about, std::map<std::string, std::vector<std::string>> values, std::vector<std::string> operands)
        : m_about(std::move(about))
        , m_values(std::move(values))
        , m_operands(std::move(operands)) {}

    bool has(const std::string& option) const { return m_values.contains(option); }

    std::string text(const std::string& option) const;
    std::vector<std::string> texts(const std::string& option) const;
    std::optional<std::int64_t> number(const std::string& option, std::int64_t least, std::int64_t most) const;
    std::optional<base::Day> day(const std::string& option) const;

    const std::vector<std::string>& operands() const { return m_operands; }

    const std::string& operand(std::size_t place) const { return m_operands.at(place); }

    const std::string& about() const { return m_about; }

private:
    std::string m_about;
    std::map<std::string, std::vector<std::string>> m_values;
    std::vector<std::string> m_operands;
};

// Reads what follows a command. Throws UsageError.
Arguments
parseArguments(const std::string& about, const std::vector<Option>& options, const std::vector<std::string>& typed);

// A whole number within bounds, or UsageError that says `what` it should be.
std::int64_t parseNumber(
    const std::string& text, std::int64_t least, std::int64_t most, const std::string& what, const std::string& about);

} // namespace cairn::cli
