#include "sync/simulation/happenings.h"

#include "sync/simulation/world_parts.h"

#include <string>

namespace cairn::simulation {

using events::draft;

events::Draft anyDraft(std::mt19937_64& random, const std::vector<events::Event>& earlier) {
    const auto up = [&](std::uint64_t end) { return static_cast<std::int64_t>(random() % end); };
    const auto number = std::to_string(up(4));
    const auto text = "text " + std::to_string(up(1'000));
    const auto task = "task/" + number;
    const auto secret = kSecret + std::to_string(up(12));
    switch (up(18)) {
    case 0:
    case 1:
        return draft(
            task, events::TaskCreated{.title = text, .topics = {"t" + number}, .difficulty = up(12), .rank = up(50)});
    case 2:
        return draft(task, events::TaskEdited{.title = text, .tags = std::vector<std::string>{text, "Tag"}});
    case 3:
        return draft(task, events::TaskScheduled{up(2'000'000'000'000)});
    case 4:
        return draft(task, events::TaskStarted{});
    case 5:
        return draft(task, events::TaskCompleted{.hints = up(3), .note = text});
    case 6:
        return draft(task, events::TaskSkipped{text});
    case 7:
        return draft(task, events::TaskDeleted{});
    case 8:
        return draft("path/" + number, events::PathCreated{.title = text});
    case 9:
        return draft("topic/" + number, events::TopicCreated{.path = number, .title = text, .rank = up(50)});
    case 10:
        return draft("topic/" + number, events::TopicNoted{text});
    case 11:
        return draft("content/task-" + number, events::ContentSet{.links = {{text, text}}});
    case 12:
        return draft("profile/self", events::PreferenceSet{number, text});
    case 14:
        return draft(secret, events::TaskCreated{.title = "secret " + text});
    case 15:
        return up(5) == 0 ? draft(secret, events::SubjectErased{})
                          : draft(secret, events::TaskCompleted{.note = "secret " + text});
    case 13: // of a newer program
        return {task, "task.unheard_of", 1, R"({"a":1})"};
    default:
        break;
    }
    if (earlier.empty()) {
        return draft("topic/" + number, events::TopicNoted{text});
    }
    const auto& target = earlier[static_cast<std::size_t>(up(earlier.size()))];
    return draft(target.subject, events::EventUndone{target.ref.device, target.ref.seq});
}

} // namespace cairn::simulation
