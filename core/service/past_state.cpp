#include "core/service/past_state.h"

namespace cairn::service {

PastState pastState(store::EventLog& log, base::Hlc until, const events::KeyRing& keys) {
    PastState past;
    std::vector<events::Event> ordered;
    const auto flush = [&] {
        if (ordered.empty()) {
            return;
        }
        const auto& subject = ordered.front().subject;
        const auto kind = events::subjectKind(subject);
        if (kind != "content") {
            auto state = state::foldSubject(kind, ordered, keys);
            const auto id = events::subjectId(subject);
            if (auto* task = std::get_if<state::Task>(&state)) {
                past.tasks.emplace(id, std::move(*task));
            } else if (auto* topic = std::get_if<state::Topic>(&state)) {
                past.topics.emplace(id, std::move(*topic));
            } else if (auto* path = std::get_if<state::StudyPath>(&state)) {
                past.paths.emplace(id, std::move(*path));
            } else if (auto* review = std::get_if<state::Review>(&state)) {
                past.reviews.emplace(id, std::move(*review));
            } else if (auto* profile = std::get_if<state::Profile>(&state)) {
                past.profile = std::move(*profile);
            }
        }
        ordered.clear();
    };
    auto cursor = log.bySubject(until);
    while (auto event = cursor.next()) {
        if (!ordered.empty() && ordered.front().subject != event->subject) {
            flush();
        }
        ordered.push_back(std::move(*event));
    }
    flush();
    return past;
}

} // namespace cairn::service
