#include "app/cli/arguments.h"

#include "app/cli/failure.h"

#include <boost/program_options/cmdline.hpp>
#include <boost/program_options/errors.hpp>
#include <boost/program_options/options_description.hpp>
#include <boost/program_options/parsers.hpp>
#include <boost/program_options/value_semantic.hpp>

#include <algorithm>
#include <charconv>

namespace cairn::cli {

namespace po = boost::program_options;

namespace {

// "a,b,,c" → a, b, c.
void addParts(std::vector<std::string>& parts, const std::string& text) {
    std::size_t start = 0;
    while (start <= text.size()) {
        const auto comma = std::min(text.find(',', start), text.size());
        if (comma > start) {
            parts.push_back(text.substr(start, comma - start));
        }
        start = comma + 1;
    }
}

po::parsed_options
parse(const std::string& about, const po::options_description& known, const std::vector<std::string>& typed) {
    namespace style = po::command_line_style;
    try {
        // No abbreviations: an option that is added later must not change what a script means.
        return po::command_line_parser(typed).options(known).style(style::unix_style & ~style::allow_guessing).run();
    } catch (const po::error& trouble) {
        throw UsageError{trouble.what(), about};
    }
}

} // namespace

Arguments
parseArguments(const std::string& about, const std::vector<Option>& options, const std::vector<std::string>& typed) {
    po::options_description known;
    for (const auto& option : options) {
        if (option.value.empty()) {
            known.add_options()(option.name.c_str(), "");
        } else {
            known.add_options()(option.name.c_str(), po::value<std::string>(), "");
        }
    }
    std::map<std::string, std::vector<std::string>> values;
    std::vector<std::string> operands;
    for (const auto& given : parse(about, known, typed).options) {
        if (given.string_key.empty()) {
            operands.insert(operands.end(), given.value.begin(), given.value.end());
            continue;
        }
        const auto option = std::ranges::find(options, given.string_key, &Option::name);
        const bool first = !values.contains(given.string_key);
        auto& into = values[given.string_key];
        if (option->value.empty()) {
            continue;
        }
        if (option->severalValues) {
            for (const auto& value : given.value) {
                addParts(into, value);
            }
        } else if (!first) {
            throw UsageError{"option '--" + option->name + "' is given twice", about};
        } else {
            into = given.value;
        }
    }
    return {about, std::move(values), std::move(operands)};
}

std::int64_t parseNumber(
    const std::string& text, std::int64_t least, std::int64_t most, const std::string& what, const std::string& about) {
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, trouble] = std::from_chars(text.data(), end, number);
    if (trouble != std::errc() || stopped != end || number < least || number > most) {
        throw UsageError{
            what + " has to be a whole number from " + std::to_string(least) + " to " + std::to_string(most) +
                ", and not '" + text + "'",
            about};
    }
    return number;
}

std::string Arguments::text(const std::string& option) const {
    const auto found = m_values.find(option);
    return found == m_values.end() || found->second.empty() ? std::string() : found->second.front();
}

std::vector<std::string> Arguments::texts(const std::string& option) const {
    const auto found = m_values.find(option);
    return found == m_values.end() ? std::vector<std::string>() : found->second;
}

std::optional<std::int64_t> Arguments::number(const std::string& option, std::int64_t least, std::int64_t most) const {
    if (!has(option)) {
        return std::nullopt;
    }
    return parseNumber(text(option), least, most, "option '--" + option + "'", m_about);
}

std::optional<base::Day> Arguments::day(const std::string& option) const {
    if (!has(option)) {
        return std::nullopt;
    }
    const auto day = base::parseDay(text(option));
    if (!day) {
        throw UsageError{"option '--" + option + "': " + day.error().message, m_about};
    }
    return *day;
}

} // namespace cairn::cli
