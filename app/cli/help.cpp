#include "app/cli/help.h"

#include <algorithm>
#include <utility>

namespace cairn::cli {

namespace {

using Entries = std::vector<std::pair<std::string, std::string>>;

constexpr std::size_t kWidth = 80;
constexpr std::size_t kWidestTerm = 28;

// Words of `text` in lines that begin `indent` columns in, the first of them where the last line ended.
std::string wrapped(const std::string& text, std::size_t indent) {
    std::string lines;
    std::size_t column = indent;
    std::size_t start = 0;
    while (start < text.size()) {
        const auto end = std::min(text.find(' ', start), text.size());
        const auto length = end - start;
        if (column > indent && column + 1 + length > kWidth) {
            lines += "\n" + std::string(indent, ' ');
            column = indent;
        } else if (column > indent) {
            lines += ' ';
            ++column;
        }
        lines += text.substr(start, length);
        column += length;
        start = end + 1;
    }
    return lines + "\n";
}

std::string listed(const Entries& entries) {
    std::size_t widest = 0;
    for (const auto& [term, text] : entries) {
        widest = std::max(widest, std::min(term.size(), kWidestTerm));
    }
    std::string lines;
    for (const auto& [term, text] : entries) {
        lines += "  " + term;
        lines +=
            term.size() > widest ? "\n" + std::string(widest + 4, ' ') : std::string(widest - term.size() + 2, ' ');
        lines += wrapped(text, widest + 4);
    }
    return lines;
}

std::string optionsListed(const std::vector<Option>& options) {
    Entries entries;
    for (const auto& option : options) {
        auto term = "--" + option.name;
        if (!option.value.empty()) {
            term += " " + option.value;
        }
        entries.emplace_back(std::move(term), option.text);
    }
    return listed(entries);
}

std::string commandsListed(const std::string& group) {
    Entries entries;
    for (const auto& command : commands()) {
        if (group.empty() || command.group == group) {
            auto term = command.words();
            if (!command.operands.empty()) {
                term += " " + command.operands;
            }
            entries.emplace_back(std::move(term), command.summary);
        }
    }
    return listed(entries);
}

} // namespace

const std::vector<Option>& globalOptions() {
    static const std::vector<Option> kOptions = {
        {"home", "DIR",
         "The folder of the profile. Without it: $CAIRN_HOME, or else cairn in the place where the system keeps data "
         "of programs (~/.local/share)."},
        {"json", "", "Answer with one JSON value on standard output, and with errors as JSON on standard error."},
        {"help", "", "Show this text."},
        {"version", "", "Show the version."},
    };
    return kOptions;
}

std::string programHelp() {
    return "Usage: cairnctl [--home DIR] [--json] COMMAND [ARGUMENT]...\n\n" +
           wrapped("Cairn on the command line: the paths, tasks and log of one learner's profile.", 0) +
           "\nCommands:\n" + commandsListed("") + "\nOptions of every command, before or after it:\n" +
           optionsListed(globalOptions()) + "\n" +
           wrapped(
               "Ends with 0, with 1 when something went wrong (said on standard error), and with 2 when the command "
               "makes no sense. 'cairnctl COMMAND --help' says more about a command.",
               0);
}

std::string groupHelp(const std::string& group) {
    return "Usage: cairnctl " + group + " COMMAND [ARGUMENT]...\n\n" + wrapped(groupSummary(group), 0) +
           "\nCommands:\n" + commandsListed(group) + "\nOptions of every command:\n" + optionsListed(globalOptions());
}

std::string commandHelp(const Command& command) {
    auto text = "Usage: cairnctl " + command.words() + (command.options.empty() ? "" : " [OPTION]...") +
                (command.operands.empty() ? "" : " " + command.operands) + "\n\n" + wrapped(command.summary, 0);
    if (!command.details.empty()) {
        text += "\n" + wrapped(command.details, 0);
    }
    if (!command.options.empty()) {
        text += "\nOptions:\n" + optionsListed(command.options);
    }
    return text + "\nOptions of every command:\n" + optionsListed(globalOptions());
}

} // namespace cairn::cli
