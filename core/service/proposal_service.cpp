#include "core/service/proposal_service.h"

#include "core/base/text.h"
#include "core/service/new_id.h"
#include "core/service/task_commands.h"
#include "core/store/durable_files.h"

#include <algorithm>
#include <set>

namespace cairn::service {

using base::ErrorCode;
using events::ProposalKind;
using events::ProposalMade;

namespace {

constexpr std::size_t kNameLength = 100;
constexpr std::size_t kReasonLength = 1'000;
constexpr std::size_t kNoteLength = 20'000;
constexpr std::size_t kWholeNoteLength = 100'000; // as in PathService::setNote

api::NewTask taskOf(const ProposalMade& proposal) {
    api::NewTask task;
    task.title = proposal.title;
    task.path = proposal.path;
    task.topics = proposal.topics;
    task.difficulty = proposal.difficulty;
    task.summary = proposal.summary;
    task.url = proposal.url;
    return task;
}

bool isText(const std::string& text, std::size_t most) {
    return text.size() <= most && base::isValidText(text);
}

base::Expected<state::Topic> topicOf(Reading& reading, const ProposalMade& proposal) {
    auto topic = proposal.topics.size() == 1 ? reading.views.find<state::Topic>("topic/" + proposal.topics.front())
                                             : std::nullopt;
    if (!topic || !topic->exists || topic->retired) {
        return base::fail(ErrorCode::NotFound, "a note is about one topic, and there is no such one", "topics");
    }
    return std::move(*topic);
}

// Programs are strangers: what they propose is looked at where it is proposed, and again where it is taken in.
base::Expected<void> check(Reading& reading, const ProposalMade& proposal) {
    if (proposal.by.empty() || !isText(proposal.by, kNameLength)) {
        return base::fail(ErrorCode::InvalidInput, "a proposal names who makes it, in at most 100 bytes", "by");
    }
    if (!isText(proposal.reason, kReasonLength)) {
        return base::fail(ErrorCode::InvalidInput, "a reason is valid text of at most 1,000 bytes", "reason");
    }
    if (proposal.kind == ProposalKind::note) {
        if (proposal.text.empty() || !isText(proposal.text, kNoteLength)) {
            return base::fail(ErrorCode::InvalidInput, "a note is valid text of at most 20,000 bytes", "text");
        }
        const auto topic = topicOf(reading, proposal);
        return topic ? base::Expected<void>() : std::unexpected(topic.error());
    }
    const auto task = checkedTask(reading, taskOf(proposal));
    return task ? base::Expected<void>() : std::unexpected(task.error());
}

base::Expected<state::Proposal> findOpen(Reading& reading, const std::string& id) {
    auto proposal = reading.views.find<state::Proposal>("proposal/" + id);
    if (!proposal || !proposal->exists) {
        return base::fail(ErrorCode::NotFound, "there is no proposal " + id);
    }
    if (proposal->answer != state::ProposalAnswer::open) {
        return base::fail(ErrorCode::Refused, "this proposal was answered already");
    }
    return std::move(*proposal);
}

std::string nameOf(Reading& reading, const ProposalMade& proposal) {
    if (proposal.kind == ProposalKind::task) {
        return proposal.title;
    }
    const auto topic = topicOf(reading, proposal);
    return topic ? topic->definition.title : std::string();
}

api::Proposal shown(Reading& reading, std::string id, ProposalMade made, base::Millis at) {
    api::Proposal proposal{std::move(id), std::move(made), {}, {}, at};
    if (!proposal.made.path.empty()) {
        const auto path = reading.views.find<state::StudyPath>("path/" + proposal.made.path);
        proposal.pathTitle = path ? path->definition.title : std::string();
    }
    const auto titles = reading.views.topicTitles(proposal.made.topics);
    for (const auto& topic : proposal.made.topics) {
        const auto title = titles.find(topic);
        proposal.topics.push_back({topic, title == titles.end() ? topic : title->second});
    }
    return proposal;
}

// All that wait, taken in or not.
std::vector<api::Proposal> openOnes(Reading& reading, const ProposalInbox& inbox) {
    std::vector<api::Proposal> open;
    const auto known = reading.views.proposals();
    for (const auto& [id, proposal] : known) {
        if (proposal.exists && proposal.answer == state::ProposalAnswer::open) {
            open.push_back(shown(reading, id, proposal.made, proposal.createdAt));
        }
    }
    for (auto& item : inbox.items()) {
        if (item.proposal && !known.contains(item.id) && check(reading, *item.proposal)) {
            open.push_back(shown(reading, item.id, *item.proposal, item.at));
        }
    }
    std::ranges::stable_sort(open, std::greater(), &api::Proposal::at);
    return open;
}

} // namespace

api::Request ProposalService::list(api::Reply<std::vector<api::Proposal>> reply) {
    return m_context.ask<std::vector<api::Proposal>>(
        std::move(reply),
        [this](Reading& reading) -> base::Expected<std::vector<api::Proposal>> { return openOnes(reading, m_inbox); });
}

api::Request ProposalService::propose(ProposalMade proposal, api::Reply<std::string> reply) {
    return m_context.ask<std::string>(
        std::move(reply), [this, proposal = std::move(proposal)](Reading& reading) -> base::Expected<std::string> {
            // Of the database and not of this process: the learner may have changed it in another one.
            const auto profile = reading.views.find<state::Profile>("profile/self");
            if (profile && !api::mayPropose(profile->preferences)) {
                return base::fail(
                    ErrorCode::Refused, "the learner wants no proposals; that can be changed in Cairn's settings");
            }
            if (auto checked = check(reading, proposal); !checked) {
                return std::unexpected(checked.error());
            }
            if (openOnes(reading, m_inbox).size() >= kOpenMost) {
                return base::fail(
                    ErrorCode::Refused,
                    std::to_string(kOpenMost) + " proposals wait for an answer; propose more when some have one");
            }
            auto id = newId();
            m_inbox.put(id, proposal);
            return id;
        });
}

api::Request ProposalService::takeIn(api::Reply<std::int64_t> reply) {
    return m_context.command<std::int64_t>(
        std::move(reply),
        [this](store::Store&, Reading& reading, const base::Progress&) { return takeInNow(reading); });
}

base::Expected<std::int64_t> ProposalService::takeInNow(Reading& reading) {
    store::makeFolder(m_inbox.folder()); // to be watched
    std::vector<events::Draft> drafts;
    std::vector<std::string> done;
    auto room = static_cast<std::int64_t>(kOpenMost);
    for (const auto& [id, proposal] : reading.views.proposals()) {
        room -= proposal.answer == state::ProposalAnswer::open ? 1 : 0;
    }
    for (const auto& item : m_inbox.items()) {
        if (reading.views.find<state::Proposal>("proposal/" + item.id)) {
            done.push_back(item.id); // taken in before, and the file was not yet gone
        } else if (!item.proposal || !check(reading, *item.proposal)) {
            m_inbox.setAside(item.id);
        } else if (static_cast<std::int64_t>(drafts.size()) < room) {
            drafts.push_back(events::draft("proposal/" + item.id, *item.proposal));
            done.push_back(item.id);
        }
    }
    if (!drafts.empty()) {
        if (auto appended = m_context.appendNow(drafts); !appended) {
            return std::unexpected(appended.error());
        }
    }
    for (const auto& id : done) {
        m_inbox.remove(id);
    }
    return static_cast<std::int64_t>(drafts.size());
}

base::Expected<api::Done>
ProposalService::answer(std::vector<events::Draft> drafts, const std::string& changed, api::UndoEntry undo) {
    if (auto appended = m_context.appendNow(drafts, std::move(undo)); !appended) {
        return std::unexpected(appended.error());
    }
    return api::Done{{changed}, {}};
}

api::Request ProposalService::accept(std::string id, api::Reply<api::Done> reply) {
    return m_context.command<api::Done>(
        std::move(reply),
        [this,
         id = std::move(id)](store::Store&, Reading& reading, const base::Progress&) -> base::Expected<api::Done> {
            if (auto taken = takeInNow(reading); !taken) {
                return std::unexpected(taken.error());
            }
            const auto proposal = findOpen(reading, id);
            if (!proposal) {
                return std::unexpected(proposal.error());
            }
            const auto& made = proposal->made;
            api::UndoEntry undo{api::Command::accept, 1, nameOf(reading, made)};
            if (made.kind == ProposalKind::task) {
                const auto created = checkedTask(reading, taskOf(made));
                if (!created) {
                    return std::unexpected(created.error());
                }
                // As in TaskService::add.
                const auto task = (made.path.starts_with(store::kSamplePrefix) ? store::kSamplePrefix : "") + newId();
                return answer(
                    {events::draft("task/" + task, *created),
                     events::draft("proposal/" + id, events::ProposalAccepted{task})},
                    task, std::move(undo));
            }
            const auto topic = topicOf(reading, made);
            if (!topic) {
                return std::unexpected(topic.error());
            }
            const auto note = topic->note.empty() ? made.text : topic->note + "\n\n" + made.text;
            if (note.size() > kWholeNoteLength) {
                return base::fail(ErrorCode::LimitExceeded, "with this, the note is too long");
            }
            return answer(
                {events::draft("topic/" + made.topics.front(), events::TopicNoted{note}),
                 events::draft("proposal/" + id, events::ProposalAccepted{})},
                made.topics.front(), std::move(undo));
        });
}

api::Request ProposalService::dismiss(std::string id, api::Reply<api::Done> reply) {
    return m_context.command<api::Done>(
        std::move(reply),
        [this,
         id = std::move(id)](store::Store&, Reading& reading, const base::Progress&) -> base::Expected<api::Done> {
            if (auto taken = takeInNow(reading); !taken) {
                return std::unexpected(taken.error());
            }
            const auto proposal = findOpen(reading, id);
            if (!proposal) {
                return std::unexpected(proposal.error());
            }
            return answer(
                {events::draft("proposal/" + id, events::ProposalDismissed{})}, id,
                {api::Command::dismiss, 1, nameOf(reading, proposal->made)});
        });
}

} // namespace cairn::service
