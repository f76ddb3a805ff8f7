#include "app/cli/choices.h"
#include "app/cli/command.h"
#include "app/cli/json_views.h"
#include "app/cli/session.h"
#include "app/cli/table.h"
#include "core/events/named_requirement.h"

#include <algorithm>

namespace cairn::cli {

namespace {

constexpr const char* kIds = "ID is an id, a slug, or the beginning of either that fits no other.";

// Says what a command did, in a word for people ("started"). What was refused is an error of the command, after all
// that was not refused has been done.
void tell(Session& session, const api::Done& done, const std::string& verb) {
    auto& output = session.output();
    if (output.json()) {
        output.value(view(done));
    } else {
        for (const auto& id : done.changed) {
            auto line = verb + ' ';
            output.line(line += id);
        }
    }
    if (!done.refused.empty()) {
        std::string why;
        for (const auto& refused : done.refused) {
            why += (why.empty() ? "" : "\n") + refused.id + ": " + refused.why;
        }
        throw Failure{{base::ErrorCode::Refused, why}};
    }
}

void act(Session& session, const Arguments& arguments, api::TaskAction action, const char* verb, const char* remark) {
    const auto ids = resolveTasks(session, arguments.operands());
    const auto done = session.ask<api::Done>([&](auto reply) {
        return session.profile().tasks().act(
            action, ids, *remark == '\0' ? std::string() : arguments.text(remark), std::move(reply));
    });
    tell(session, done, verb);
}

void start(Session& session, const Arguments& arguments) {
    const auto action = arguments.has("anyway") ? api::TaskAction::startAnyway : api::TaskAction::start;
    act(session, arguments, action, "started", "");
}

void complete(Session& session, const Arguments& arguments) {
    act(session, arguments, api::TaskAction::complete, "completed", "note");
}

void claim(Session& session, const Arguments& arguments) {
    act(session, arguments, api::TaskAction::claimAgain, "asked for proof of", "");
}

void skip(Session& session, const Arguments& arguments) {
    act(session, arguments, api::TaskAction::skip, "skipped", "reason");
}

void remove(Session& session, const Arguments& arguments) {
    act(session, arguments, api::TaskAction::remove, "deleted", "");
}

void erase(Session& session, const Arguments& arguments) {
    if (!arguments.has("for-ever")) {
        throw UsageError{"nothing brings it back: say --for-ever to mean it", arguments.about()};
    }
    act(session, arguments, api::TaskAction::erase, "erased", "");
}

std::string joined(const std::vector<std::string>& words, const char* between) {
    std::string text;
    for (const auto& word : words) {
        text += (text.empty() ? "" : between) + word;
    }
    return text;
}

// The options that say what proves a task.
const std::vector<Option>& requirementOptions() {
    static const std::vector<Option> kOptions{
        {"problem-slug", "SLUG", "Proven by this problem at LeetCode, as its address names it."},
        {"contest-id", "N", "Proven by a problem of this contest at Codeforces, together with the next one."},
        {"problem-index", "LETTER", "The problem in that contest."},
        {"repo", "OWNER/NAME",
         "Proven by what was done in this repository at GitHub: one commit without the next two."},
        {"min-commits", "N", "At least so many commits there."},
        {"min-pull-requests", "N", "At least so many pull requests there that were merged."}};
    return kOptions;
}

std::vector<Option> withRequirement(std::vector<Option> options) {
    const auto& more = requirementOptions();
    options.insert(options.end(), more.begin(), more.end());
    return options;
}

// Nothing where none of these options was given.
std::optional<events::Requirement> requirementIn(const Arguments& arguments) {
    if (std::ranges::none_of(requirementOptions(), [&](const Option& option) { return arguments.has(option.name); })) {
        return std::nullopt;
    }
    const auto text = [&](const char* option) {
        return arguments.has(option) ? std::optional(arguments.text(option)) : std::nullopt;
    };
    constexpr std::int64_t kMost = 1'000'000'000;
    events::NamedRequirement named;
    named.problem_slug = text("problem-slug");
    named.contest_id = arguments.number("contest-id", 1, kMost);
    named.problem_index = text("problem-index");
    named.repo = text("repo");
    named.min_commits = arguments.number("min-commits", 0, kMost);
    named.min_pull_requests = arguments.number("min-pull-requests", 0, kMost);
    const auto found = events::requirementFrom(named);
    if (!found) {
        auto option = found.error().place;
        std::ranges::replace(option, '_', '-');
        throw UsageError{"--" + option + ": " + found.error().message, arguments.about()};
    }
    return *found;
}

void add(Session& session, const Arguments& arguments) {
    api::NewTask task;
    task.requirement = requirementIn(arguments).value_or(events::Requirement());
    task.title = joined(arguments.operands(), " ");
    task.module = arguments.text("module");
    task.tags = arguments.texts("tag");
    task.difficulty = arguments.number("difficulty", 1, 10).value_or(task.difficulty);
    task.summary = arguments.text("summary");
    task.url = arguments.text("url");
    if (const auto day = arguments.day("on")) {
        task.scheduledAt = session.noonOf(*day);
    }
    if (arguments.has("path")) {
        task.path = resolvePath(session, arguments.text("path"));
    }
    for (const auto& topic : arguments.texts("topic")) {
        task.topics.push_back(resolveTopic(session, topic));
    }
    const auto done = session.ask<api::Done>(
        [&](auto reply) { return session.profile().tasks().add(std::move(task), std::move(reply)); });
    tell(session, done, "added");
}

void edit(Session& session, const Arguments& arguments) {
    events::TaskEdited changes;
    const auto given = [&](const char* option) {
        return arguments.has(option) ? std::optional(arguments.text(option)) : std::nullopt;
    };
    changes.title = given("title");
    changes.module = given("module");
    changes.summary = given("summary");
    changes.url = given("url");
    changes.requirement = requirementIn(arguments);
    changes.difficulty = arguments.number("difficulty", 1, 10);
    if (arguments.has("tag")) {
        changes.tags = arguments.texts("tag");
    }
    if (changes == events::TaskEdited{}) {
        throw UsageError{"nothing to change: give an option such as --title", arguments.about()};
    }
    const auto id = resolveTask(session, arguments.operand(0));
    const auto done = session.ask<api::Done>(
        [&](auto reply) { return session.profile().tasks().edit(id, changes, std::move(reply)); });
    tell(session, done, "changed");
}

void schedule(Session& session, const Arguments& arguments) {
    std::optional<std::int64_t> at;
    if (arguments.operand(1) != "none") {
        const auto day = base::parseDay(arguments.operand(1));
        if (!day) {
            throw UsageError{day.error().message, arguments.about()};
        }
        at = session.noonOf(*day);
    }
    const auto ids = resolveTasks(session, {arguments.operand(0)});
    const auto done = session.ask<api::Done>(
        [&](auto reply) { return session.profile().tasks().schedule(ids, at, std::move(reply)); });
    tell(session, done, at ? "planned" : "no longer planned:");
}

// "github mira/katas, 3 commits"
std::string provenBy(const std::optional<events::Requirement>& requirement) {
    if (!requirement) {
        return {};
    }
    std::string text = word(requirement->platform) + " " + requirement->problem + requirement->repository;
    if (requirement->contest > 0) {
        text += std::to_string(requirement->contest) + requirement->index;
    }
    if (requirement->commits > 0) {
        text += ", commits: " + std::to_string(requirement->commits);
    }
    if (requirement->pullRequests > 0) {
        text += ", merged pull requests: " + std::to_string(requirement->pullRequests);
    }
    return text;
}

void show(Session& session, const Arguments& arguments) {
    const auto id = resolveTask(session, arguments.operand(0));
    const auto task = session.ask<api::TaskDetail>(
        [&](auto reply) { return session.profile().tasks().detail(id, std::move(reply)); });
    auto& output = session.output();
    if (output.json()) {
        output.value(view(task));
        return;
    }
    const auto& row = task.row;
    const auto line = [&](const char* name, const std::string& text) {
        if (!text.empty()) {
            output.line(name + oneLine(text));
        }
    };
    const auto day = [&](const std::optional<std::int64_t>& at) {
        return at ? base::formatDay(session.localDay(*at)) : std::string();
    };
    output.line(oneLine(row.title) + " (" + row.id + ")");
    line("", task.summary);
    line("state       ", spoken(word(row.state)));
    line("path        ", row.pathTitle);
    line("module      ", row.module);
    line("topics      ", titles(task.topics));
    line("missing     ", titles(task.missing));
    line("difficulty  ", std::to_string(row.difficulty));
    line("tags        ", joined(task.tags, ", "));
    line("planned     ", day(row.scheduledAt));
    line("started     ", day(row.startedAt));
    line("completed   ", day(row.completedAt));
    line("remark      ", task.remark);
    line("evidence    ", task.evidence);
    if (task.cause) {
        line("not proven  ", spoken(word(*task.cause)));
    }
    if (task.delay) {
        line("tried again ", base::formatInstant(task.delay->againAt) + " (" + task.delay->trouble + ")");
    }
    if (task.receipt) {
        line(
            "receipt     ",
            "by key " + task.receipt->key + (task.receipt->server.empty() ? "" : " of " + task.receipt->server));
        line("checked     ", task.receipt->trouble.empty() ? "valid" : task.receipt->trouble);
    }
    line("address     ", task.url);
    line("proven by   ", provenBy(task.provable));
    line("level       ", task.levelHundredths == 0 ? "" : "+" + decimal(task.levelHundredths));
    for (const auto& text : task.content.texts) {
        output.line("\n" + manyLines(text.markdown));
    }
    for (const auto& file : task.content.files) {
        line("file        ", file.name + " (" + word(file.role) + ")");
    }
}

} // namespace

std::vector<Command> taskCommands() {
    return {
        {"task", "show", "ID", 1, 1, "Show a task with its texts.", kIds, {}, Needs::Reading, show},
        {"task", "add", "TITLE...", 1, kAnyNumber, "Add a task of your own.", "",
         withRequirement(
             {{"path", "ID", "On this path."},
              {"module", "NAME", "In this module."},
              {"topic", "ID", "About this topic; several with commas.", true},
              {"tag", "WORD", "With this tag; several with commas.", true},
              {"difficulty", "N", "1-10; 3 without it."},
              {"summary", "TEXT", "What it is about."},
              {"url", "ADDRESS", "Where it is described."},
              {"on", "DATE", "Planned for that day (YYYY-MM-DD)."}}),
         Needs::Writing, add},
        {"task", "edit", "ID", 1, 1, "Change what a task is.", kIds,
         withRequirement(
             {{"title", "TEXT", "Another title."},
              {"module", "NAME", "Another module."},
              {"tag", "WORD", "These tags instead of those it has; several with commas.", true},
              {"difficulty", "N", "Another difficulty, 1-10."},
              {"summary", "TEXT", "Another summary."},
              {"url", "ADDRESS", "Another address."}}),
         Needs::Writing, edit},
        {"task",
         "schedule",
         "ID DATE",
         2,
         2,
         "Plan a task for a day (YYYY-MM-DD), or for none.",
         std::string(kIds) + " DATE may be the word none.",
         {},
         Needs::Writing,
         schedule},
        {"task",
         "start",
         "ID...",
         1,
         kAnyNumber,
         "Start tasks.",
         std::string("A task whose prerequisites are missing is refused, and they are named. ") + kIds,
         {{"anyway", "", "Start it although prerequisites are missing."}},
         Needs::Writing,
         start},
        {"task",
         "complete",
         "ID...",
         1,
         kAnyNumber,
         "Tick tasks off.",
         std::string("Counts for the list, the streak and the self-reported level. ") + kIds,
         {{"note", "TEXT", "What there is to say about it."}},
         Needs::Writing,
         complete},
        {"task",
         "claim",
         "ID...",
         1,
         kAnyNumber,
         "Ask for proof that tasks are done.",
         std::string("The server that was joined looks at the platform that a task names, now or with the next "
                     "connection. What could not be proven is started and asked for again. ") +
             kIds,
         {},
         Needs::Writing,
         claim},
        {"task",
         "skip",
         "ID...",
         1,
         kAnyNumber,
         "Pass over tasks.",
         kIds,
         {{"reason", "TEXT", "Why."}},
         Needs::Writing,
         skip},
        {"task",
         "delete",
         "ID...",
         1,
         kAnyNumber,
         "Delete tasks.",
         std::string("What happened to them stays in the log. ") + kIds,
         {},
         Needs::Writing,
         remove},
        {"task",
         "erase",
         "ID...",
         1,
         kAnyNumber,
         "Erase tasks of one's own for ever.",
         std::string("All that was written about them goes, here, at the server and on other computers. Backups and "
                     "exports that were made before still have it. ") +
             kIds,
         {{"for-ever", "", "Yes: nothing brings them back."}},
         Needs::Writing,
         erase},
    };
}

} // namespace cairn::cli
