#include "ui/widgets/words.h"

#include <QHash>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace cairn::ui {

QString Words::of(api::TaskState state) {
    switch (state) {
    case api::TaskState::locked:
        return tr("locked");
    case api::TaskState::available:
        return tr("available");
    case api::TaskState::scheduled:
        return tr("scheduled");
    case api::TaskState::in_progress:
        return tr("in progress");
    case api::TaskState::verifying:
        return tr("verifying");
    case api::TaskState::verified:
        return tr("verified");
    case api::TaskState::self_reported:
        return tr("self-reported");
    case api::TaskState::failed:
        return tr("failed");
    case api::TaskState::skipped:
        return tr("skipped");
    case api::TaskState::expired:
        return tr("expired");
    }
    return {};
}

QString Words::of(api::TopicStanding standing) {
    switch (standing) {
    case api::TopicStanding::unscored:
        return tr("not scored");
    case api::TopicStanding::locked:
        return tr("locked");
    case api::TopicStanding::available:
        return tr("available");
    case api::TopicStanding::in_progress:
        return tr("in progress");
    case api::TopicStanding::done:
        return tr("done");
    }
    return {};
}

QString Words::of(events::TaskSource source) {
    switch (source) {
    case events::TaskSource::own:
        return tr("My own");
    case events::TaskSource::exercism:
        return u"Exercism"_s;
    case events::TaskSource::leetcode:
        return u"LeetCode"_s;
    case events::TaskSource::codeforces:
        return u"Codeforces"_s;
    case events::TaskSource::github:
        return u"GitHub"_s;
    case events::TaskSource::starter:
        return tr("Starter path");
    }
    return {};
}

QString Words::of(events::TaskKind kind) {
    switch (kind) {
    case events::TaskKind::concept_exercise:
        return tr("learning exercise");
    case events::TaskKind::practice_exercise:
        return tr("practice exercise");
    case events::TaskKind::own:
        return tr("task of my own");
    }
    return {};
}

QString Words::of(events::TextKind kind) {
    switch (kind) {
    case events::TextKind::introduction:
        return tr("Introduction");
    case events::TextKind::about:
        return tr("About");
    case events::TextKind::instructions:
        return tr("Instructions");
    case events::TextKind::hints:
        return tr("Hints");
    }
    return {};
}

QString Words::of(events::TaskStatus status) {
    switch (status) {
    case events::TaskStatus::scheduled:
        return tr("not started");
    case events::TaskStatus::in_progress:
        return tr("in progress");
    case events::TaskStatus::verifying:
        return tr("being verified");
    case events::TaskStatus::completed:
        return tr("completed");
    case events::TaskStatus::failed:
        return tr("failed");
    case events::TaskStatus::skipped:
        return tr("skipped");
    case events::TaskStatus::expired:
        return tr("expired");
    }
    return {};
}

QString Words::ofEvent(const std::string& type) {
    const QHash<QString, QString> words{
        {u"task.created"_s, tr("Added")},
        {u"task.edited"_s, tr("Edited")},
        {u"task.scheduled"_s, tr("Planned")},
        {u"task.started"_s, tr("Started")},
        {u"task.completed"_s, tr("Completed")},
        {u"task.skipped"_s, tr("Skipped")},
        {u"task.expired"_s, tr("Expired")},
        {u"task.completion_claimed"_s, tr("Asked for proof")},
        {u"task.verified"_s, tr("Verified")},
        {u"task.failed"_s, tr("Not proven")},
        {u"task.verification_delayed"_s, tr("Not yet answered")},
        {u"evidence.seen"_s, tr("Platform answered")},
        {u"connection.proven"_s, tr("Account connected")},
        {u"connection.removed"_s, tr("Account disconnected")},
        {u"connection.figures"_s, tr("Figures updated")},
        {u"task.deleted"_s, tr("Deleted")},
        {u"task.retired"_s, tr("No longer on its path")},
        {u"path.created"_s, tr("Path added")},
        {u"path.removed"_s, tr("Path removed")},
        {u"topic.created"_s, tr("Topic added")},
        {u"topic.retired"_s, tr("Topic no longer on its path")},
        {u"topic.unlocked"_s, tr("Opened by choice")},
        {u"topic.noted"_s, tr("Note written")},
        {u"topic.documented"_s, tr("Documentation looked for")},
        {u"content.set"_s, tr("Text updated")},
        {u"proposal.made"_s, tr("Proposed by a program")},
        {u"proposal.accepted"_s, tr("Proposal accepted")},
        {u"proposal.dismissed"_s, tr("Proposal dismissed")},
        {u"review.graded"_s, tr("Reviewed")},
        {u"review.wanted"_s, tr("Reviews stopped or resumed")},
        {u"profile.named"_s, tr("Name set")},
        {u"profile.preference_set"_s, tr("Preference set")},
        {u"event.undone"_s, tr("Undone")},
        {u"subject.erased"_s, tr("Erased for ever")},
    };
    const QString name = QString::fromStdString(type);
    return words.value(name, name);
}

QString Words::of(const api::UndoEntry& entry) {
    const int count = static_cast<int>(entry.count);
    const QString title = QString::fromStdString(entry.title);
    const bool one = !title.isEmpty() && count <= 1;
    switch (entry.command) {
    case api::Command::none:
        return {};
    case api::Command::add:
        return one ? tr("add “%1”").arg(title) : tr("add %n task(s)", nullptr, count);
    case api::Command::edit:
        return one ? tr("edit “%1”").arg(title) : tr("edit %n task(s)", nullptr, count);
    case api::Command::schedule:
        return one ? tr("plan “%1”").arg(title) : tr("plan %n task(s)", nullptr, count);
    case api::Command::start:
        return one ? tr("start “%1”").arg(title) : tr("start %n task(s)", nullptr, count);
    case api::Command::complete:
        return one ? tr("complete “%1”").arg(title) : tr("complete %n task(s)", nullptr, count);
    case api::Command::claim:
        return one ? tr("ask for proof of “%1”").arg(title) : tr("ask for proof of %n task(s)", nullptr, count);
    case api::Command::skip:
        return one ? tr("skip “%1”").arg(title) : tr("skip %n task(s)", nullptr, count);
    case api::Command::remove:
        return one ? tr("delete “%1”").arg(title) : tr("delete %n task(s)", nullptr, count);
    case api::Command::unlock:
        return tr("open “%1”").arg(title);
    case api::Command::note:
        return title.isEmpty() ? tr("write a note") : tr("note on “%1”").arg(title);
    case api::Command::remove_path:
        return tr("remove the path “%1”").arg(title);
    case api::Command::save_path:
        return tr("save the path “%1”").arg(title);
    case api::Command::accept:
        return title.isEmpty() ? tr("accept a proposal") : tr("accept “%1”").arg(title);
    case api::Command::dismiss:
        return title.isEmpty() ? tr("dismiss a proposal") : tr("dismiss “%1”").arg(title);
    case api::Command::review:
        return tr("review “%1”").arg(title);
    case api::Command::stop_reviews:
        return tr("stop reviews of “%1”").arg(title);
    case api::Command::resume_reviews:
        return tr("resume reviews of “%1”").arg(title);
    }
    return {};
}

QString Words::of(const api::NextStep& step) {
    const QString topic = QString::fromStdString(step.topic);
    switch (step.reason) {
    case api::NextReason::continue_started:
        return tr("You have started it: finishing comes before starting the next.");
    case api::NextReason::due_today:
        return tr("You planned it for today.");
    case api::NextReason::overdue:
        return tr("You planned it for a day that has passed.");
    case api::NextReason::current_topic:
        return topic.isEmpty() ? tr("It is what your path has next.")
                               : tr("It teaches %1, where you are on your path.").arg(topic);
    case api::NextReason::practises_current:
        return topic.isEmpty() ? tr("It practises what you are learning.") : tr("It practises %1.").arg(topic);
    case api::NextReason::next_available:
        return tr("Nothing that it needs is missing.");
    case api::NextReason::own_task:
        return tr("You gave it to yourself, and it has waited longest.");
    }
    return {};
}

QString Words::level(std::int64_t hundredths) {
    return QLocale().toString(static_cast<double>(hundredths) / 100.0, 'f', 2);
}

QString Words::levelMove(std::int64_t hundredths) {
    const QString sign = hundredths > 0 ? u"+"_s : hundredths < 0 ? u"−"_s : u"±"_s;
    return sign + level(hundredths < 0 ? -hundredths : hundredths);
}

} // namespace cairn::ui
