#pragma once

#include "tests/core/store/profile_folder.h"

#include <rapidcheck.h>

#include <string>
#include <vector>

// Histories of everything that can happen to a profile, sensible or not.
namespace cairn::store::testing {

// One happening, in numbers that RapidCheck can make smaller.
struct Happening {
    int what = 0;
    int about = 0;
    int when = 0; // seconds around kNow
    int which = 0;
};

inline rc::Gen<Happening> anyHappening() {
    return rc::gen::build<Happening>(
        rc::gen::set(&Happening::what, rc::gen::inRange(0, 22)),
        rc::gen::set(&Happening::about, rc::gen::inRange(0, 4)),
        rc::gen::set(&Happening::when, rc::gen::inRange(-50, 50)),
        rc::gen::set(&Happening::which, rc::gen::inRange(0, 50)));
}

inline rc::Gen<std::vector<Happening>> anyHistory() {
    return rc::gen::container<std::vector<Happening>>(anyHappening());
}

inline base::Millis timeOf(const Happening& happening) {
    return kNow + happening.when * 1000LL;
}

// `earlier` is what an undoing may aim at.
inline events::Draft draftOf(const Happening& happening, const std::vector<events::Event>& earlier) {
    using events::draft;
    const auto number = std::to_string(happening.about);
    const auto task = "task/" + number;
    const auto topic = "topic/" + number;
    const auto path = "path/" + number;
    const std::int64_t which = happening.which;
    const auto text = std::string("text ") + std::to_string(which % 5);
    switch (happening.what) {
    case 0:
    case 1:
        return draft(
            task, events::TaskCreated{
                      .title = text,
                      .path = which % 2 == 0 ? number : "",
                      .topics = std::vector<std::string>(static_cast<std::size_t>(which % 4), "t" + number),
                      .difficulty = which % 12,
                      .rank = which});
    case 2:
        return draft(
            task, events::TaskCreated{
                      .title = text, .topics = {"t" + std::to_string(which % 3), "t" + std::to_string(which % 2)}});
    case 3:
        return draft(task, events::TaskEdited{.title = text, .tags = std::vector<std::string>{text, "Tag"}});
    case 4:
        return draft(task, events::TaskScheduled{kNow + which});
    case 5:
        return draft(task, events::TaskStarted{{"t" + number}});
    case 6:
        return draft(task, events::TaskCompleted{.hints = which % 3, .note = text});
    case 7:
        return draft(task, events::TaskSkipped{text});
    case 8:
        return draft(task, events::TaskCompletionClaimed{60});
    case 9:
        return draft(task, events::TaskVerified{.evidence = text});
    case 10:
        return draft(task, events::TaskDeleted{});
    case 11:
        return draft(task, events::TaskRetired{});
    case 12:
        return draft(path, events::PathCreated{.title = text});
    case 13:
        return draft(path, events::PathRemoved{});
    case 14:
        return draft(topic, events::TopicCreated{.path = number, .title = text, .rank = which});
    case 15:
        return draft(topic, events::TopicNoted{text});
    case 16:
        return draft("content/task-" + number, events::ContentSet{.links = {{text, text}}});
    case 17:
        return draft("profile/self", events::PreferenceSet{number, text});
    case 18:
        return {task, "task.unheard_of", 1, R"({"a":1})"};
    case 19:
        return which % 2 == 0 ? events::Draft{"future/" + number, "future.event", 3, R"({"deep":{"er":[]}})"}
                              : events::Draft{task, "task.created", 99, R"({"title":7})"};
    case 20:
        return {task, "task.created", 1, R"({"difficulty":"hard","title":[1,2]})"};
    default: {
        events::EventUndone undone{"nobody", which};
        auto subject = task;
        if (!earlier.empty()) {
            const auto& target = earlier[static_cast<std::size_t>(which) % earlier.size()];
            undone = {target.ref.device, target.ref.seq};
            subject = which % 7 == 0 ? task : target.subject;
        }
        return draft(subject, undone);
    }
    }
}

} // namespace cairn::store::testing
