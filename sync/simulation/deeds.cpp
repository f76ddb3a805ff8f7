#include "sync/simulation/deeds.h"

#include "core/events/catalogue.h"

#include <string>

namespace cairn::simulation {

namespace {

Deed deed(std::string subject, const events::Payload& payload) {
    auto draft = events::draft(std::move(subject), payload);
    return {std::move(draft.subject), std::move(draft.type), draft.version, std::move(draft.payload), {}};
}

} // namespace

Deed anyDeed(std::mt19937_64& random) {
    const auto up = [&](std::uint64_t end) { return static_cast<std::int64_t>(random() % end); };
    const auto number = std::to_string(up(4));
    const auto text = "text " + std::to_string(up(1'000));
    const auto task = "task/" + number;
    const auto secret = kSecret + std::to_string(up(12));
    switch (up(21)) {
    case 0:
    case 1:
        return deed(
            task, events::TaskCreated{.title = text, .topics = {"t" + number}, .difficulty = up(12), .rank = up(50)});
    case 2:
    case 3:
        return deed(task, events::TaskEdited{.title = text, .tags = std::vector<std::string>{text, "Tag"}});
    case 4:
        return deed(task, events::TaskScheduled{up(2'000'000'000'000)});
    case 5:
        return deed(task, events::TaskStarted{});
    case 6:
        return deed(task, events::TaskCompleted{.hints = up(3), .note = text});
    case 7:
        return deed(task, events::TaskSkipped{text});
    case 8:
        return deed(task, events::TaskDeleted{});
    case 9:
        return deed("path/" + number, events::PathCreated{.title = text});
    case 10:
        return deed("topic/" + number, events::TopicCreated{.path = number, .title = text, .rank = up(50)});
    case 11:
        return deed("topic/" + number, events::TopicNoted{text});
    case 12:
        return deed("content/task-" + number, events::ContentSet{.links = {{text, text}}});
    case 13:
        return deed("profile/self", events::PreferenceSet{number, text});
    case 14: // of a newer program than any here
        return {task, "task.unheard_of", 1, R"({"a":1})", {}};
    case 15:
        return deed(secret, events::TaskCreated{.title = "secret " + text});
    case 16:
        return up(5) == 0 ? deed(secret, events::SubjectErased{})
                          : deed(secret, events::TaskCompleted{.note = "secret " + text});
    case 17:
        return deed(task, events::TaskCompletionClaimed{});
    case 18:
        return up(4) == 0 ? deed("review/" + number, events::ReviewWanted{up(2) == 0})
                          : deed("review/" + number, events::ReviewGraded{.utcOffset = 60 * up(5)});
    default:
        return {{}, {}, 1, {}, up(10'000)};
    }
}

Deed anyWord(std::mt19937_64& random) {
    const auto task = "task/" + std::to_string(random() % 4);
    if (random() % 4 == 0) {
        return deed(task, events::TaskFailed{.reason = "nobody has seen it"});
    }
    return deed(task, events::TaskVerified{.evidence = "seen", .account = "mira", .difficulty = 3});
}

} // namespace cairn::simulation
