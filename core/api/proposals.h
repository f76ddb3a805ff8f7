#pragma once

#include "core/api/tasks.h"

#include <filesystem>
#include <map>

namespace cairn::api {

// What a program would have the learner do. It is neither a task nor a note before the learner accepts it.
struct Proposal {
    std::string id;
    events::ProposalMade made;
    std::string pathTitle;
    std::vector<TopicName> topics;
    base::Millis at = 0;
};

// Whether programs may propose: "no", or anything else for yes.
inline constexpr const char* kProposalsPreference = "assistant.proposals";

inline bool mayPropose(const std::map<std::string, std::string>& preferences) {
    const auto set = preferences.find(kProposalsPreference);
    return set == preferences.end() || set->second != "no";
}

class Proposals {
public:
    virtual ~Proposals() = default;

    // Those that wait for an answer, the newest first.
    virtual Request list(Reply<std::vector<Proposal>> reply) = 0;

    // Puts a proposal beside the log, for the process that writes to take in; the one thing that a process may do that
    // only reads. Answers with its id. Refused where the learner does not want any, or too many wait for an answer.
    virtual Request propose(events::ProposalMade proposal, Reply<std::string> reply) = 0;

    // Takes in what other processes have proposed; answers with how many. Whoever opens a profile for writing has done
    // so once. `folder()` changes when there is something.
    virtual Request takeIn(Reply<std::int64_t> reply) = 0;
    virtual std::filesystem::path folder() const = 0;

    // Both are commands of the learner's, and can be undone. What has gone meanwhile (a path, a topic) makes accepting
    // a NotFound.
    virtual Request accept(std::string id, Reply<Done> reply) = 0;
    virtual Request dismiss(std::string id, Reply<Done> reply) = 0;
};

} // namespace cairn::api
