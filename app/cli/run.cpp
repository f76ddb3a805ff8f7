#include "app/cli/run.h"

#include "app/cli/failure.h"
#include "app/cli/help.h"
#include "app/cli/output.h"
#include "app/cli/platform.h"
#include "app/cli/session.h"

#include <boost/json/object.hpp>

#include <algorithm>

namespace cairn::cli {

namespace {

constexpr int kDone = 0;
constexpr int kFailed = 1;
constexpr int kMisused = 2;

using Words = std::vector<std::string>;

// Takes the next word that is no global option out of `words`; none when there is none left.
std::optional<std::string> takeWord(Words& words) {
    for (std::size_t at = 0; at < words.size(); ++at) {
        const auto& word = words[at];
        if (word == "--home") {
            ++at; // its value
        } else if (!word.starts_with('-')) {
            auto taken = word;
            words.erase(words.begin() + static_cast<std::ptrdiff_t>(at));
            return taken;
        } else if (word == "--") {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

bool isGroup(const std::string& word) {
    return !word.empty() && std::ranges::find(commands(), word, &Command::group) != commands().end();
}

const Command* find(const std::string& group, const std::string& name) {
    const auto found = std::ranges::find_if(
        commands(), [&](const Command& command) { return command.group == group && command.name == name; });
    return found == commands().end() ? nullptr : &*found;
}

Arguments parse(const Command* command, const std::string& about, const Words& words) {
    auto options = globalOptions();
    if (command != nullptr) {
        options.insert(options.end(), command->options.begin(), command->options.end());
    }
    return parseArguments(about, options, words);
}

void checkOperands(const Command& command, const Arguments& arguments) {
    const auto count = arguments.operands().size();
    if (count < command.fewest) {
        throw UsageError{"'" + command.words() + "' needs " + command.operands, command.words()};
    }
    if (count > command.most) {
        throw UsageError{
            "'" + command.words() + "' cannot do anything with '" + arguments.operand(command.most) + "'",
            command.words()};
    }
}

std::filesystem::path homeOf(const Arguments& arguments) {
    if (arguments.has("home")) {
        if (arguments.text("home").empty()) {
            throw UsageError{"option '--home' needs a folder", arguments.about()};
        }
        return arguments.text("home");
    }
    if (auto home = defaultHome()) {
        return *home;
    }
    throw UsageError{"no folder for the profile: neither CAIRN_HOME nor HOME is set; give --home DIR"};
}

void runCommand(const Command& command, const Arguments& arguments, const base::Clock& clock, Output& output) {
    checkOperands(command, arguments);
    const auto home = command.needs == Needs::Nothing ? std::filesystem::path() : homeOf(arguments);
    Session session(home, command.needs == Needs::Writing, clock, output);
    command.run(session, arguments);
}

void show(Output& output, std::string help) {
    help.pop_back(); // a line ends by itself
    output.line(help);
}

void interpret(Words words, const base::Clock& clock, Output& output) {
    const auto first = takeWord(words);
    if (!first) {
        const auto arguments = parse(nullptr, "", words);
        if (arguments.has("help")) {
            show(output, programHelp());
        } else if (arguments.has("version") && output.json()) {
            output.value(boost::json::object{{"version", CAIRN_VERSION}});
        } else if (arguments.has("version")) {
            output.line("cairnctl " CAIRN_VERSION);
        } else {
            throw UsageError{"no command given"};
        }
        return;
    }
    const bool grouped = isGroup(*first);
    const auto second = grouped ? takeWord(words) : std::nullopt;
    const auto* command = grouped ? find(*first, second.value_or("")) : find("", *first);
    if (command == nullptr && second) {
        throw UsageError{"unknown command '" + *first + " " + *second + "'", *first};
    }
    if (command == nullptr && !grouped) {
        throw UsageError{"unknown command '" + *first + "'"};
    }
    const auto about = command != nullptr ? command->words() : *first;
    const auto arguments = parse(command, about, words);
    if (arguments.has("help")) {
        show(output, command != nullptr ? commandHelp(*command) : groupHelp(*first));
    } else if (arguments.has("version")) {
        output.line("cairnctl " CAIRN_VERSION);
    } else if (command == nullptr) {
        throw UsageError{"'" + *first + "' needs a command of its own", *first};
    } else {
        runCommand(*command, arguments, clock, output);
    }
}

std::string withHint(const UsageError& error) {
    return error.message + "; 'cairnctl " + error.about + (error.about.empty() ? "" : " ") + "--help' says more";
}

} // namespace

int run(const Words& typed, const base::Clock& clock) {
    // Before all else is parsed, because what cannot be parsed is told in this form too.
    const auto end = std::ranges::find(typed, "--");
    Output output(std::find(typed.begin(), end, "--json") != end);
    int status = kDone;
    try {
        interpret(typed, clock, output);
    } catch (const UsageError& error) {
        output.error("usage", {base::ErrorCode::InvalidInput, withHint(error)}, clock.now());
        return kMisused;
    } catch (const Failure& failure) {
        output.error(base::name(failure.error.code), failure.error, clock.now());
        status = kFailed;
    } catch (const std::exception& trouble) {
        output.error("io", {base::ErrorCode::Io, trouble.what()}, clock.now());
        status = kFailed;
    }
    if (!output.flush()) {
        output.error("io", {base::ErrorCode::Io, "the answer cannot be written to standard output"}, clock.now());
        return kFailed;
    }
    return status;
}

} // namespace cairn::cli
