#include "ui/models/proof_text.h"

#include "ui/models/sync_text.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

using events::FailureCause;
using events::Platform;

struct ProofText {
    Q_DECLARE_TR_FUNCTIONS(ProofText)
};

QString repositoryText(const events::Requirement& requirement) {
    const QString name = QString::fromStdString(requirement.repository);
    const QString commits = ProofText::tr("%n commit(s) of yours", nullptr, static_cast<int>(requirement.commits));
    const QString pulls =
        ProofText::tr("%n merged pull request(s) of yours", nullptr, static_cast<int>(requirement.pullRequests));
    const QString what = requirement.pullRequests == 0 ? commits
                         : requirement.commits == 0    ? pulls
                                                       : ProofText::tr("%1 and %2").arg(commits, pulls);
    return ProofText::tr("%1 in %2 at GitHub").arg(what, name);
}

} // namespace

QString platformName(Platform platform) {
    switch (platform) {
    case Platform::none:
        return {};
    case Platform::leetcode:
        return u"LeetCode"_s;
    case Platform::codeforces:
        return u"Codeforces"_s;
    case Platform::github:
        return u"GitHub"_s;
    }
    return {};
}

QString accountText(Platform platform, const std::string& account) {
    return ProofText::tr("%1 at %2", "an account at a platform")
        .arg(QString::fromStdString(account), platformName(platform));
}

QString requirementText(const events::Requirement& requirement) {
    switch (requirement.platform) {
    case Platform::none:
        return {};
    case Platform::leetcode:
        return ProofText::tr("an accepted solution of “%1” at LeetCode")
            .arg(QString::fromStdString(requirement.problem));
    case Platform::codeforces:
        return ProofText::tr("an accepted solution of problem %1 of contest %2 at Codeforces")
            .arg(QString::fromStdString(requirement.index), QString::number(requirement.contest));
    case Platform::github:
        return repositoryText(requirement);
    }
    return {};
}

QString causeWords(FailureCause cause) {
    switch (cause) {
    case FailureCause::not_found:
        return ProofText::tr("no try was found");
    case FailureCause::not_accepted:
        return ProofText::tr("no try was accepted");
    case FailureCause::too_early:
        return ProofText::tr("solved before it was started");
    case FailureCause::too_few:
        return ProofText::tr("there is too little of it");
    case FailureCause::no_account:
        return ProofText::tr("no account is connected");
    case FailureCause::no_requirement:
        return ProofText::tr("nothing says what proves it");
    case FailureCause::given_up:
        return ProofText::tr("the platform did not answer");
    case FailureCause::other:
        break;
    }
    return ProofText::tr("the server could not prove it");
}

Advice adviceFor(FailureCause cause, Platform platform) {
    const QString there = platform == Platform::none ? ProofText::tr("the platform") : platformName(platform);
    switch (cause) {
    case FailureCause::not_found:
        return {
            ProofText::tr("%1 shows no try of yours at it.").arg(there),
            ProofText::tr("Solve it there with the account that is connected here, and ask again. A try of a minute "
                          "ago may not show yet.")};
    case FailureCause::not_accepted:
        return {
            ProofText::tr("%1 shows tries of yours, and none that was accepted.").arg(there),
            ProofText::tr("Go on with it there, and ask again once it is accepted.")};
    case FailureCause::too_early:
        return {
            ProofText::tr("You solved it before you started this task."),
            ProofText::tr("What counts is solved after the start: solve it once more, and ask again. What you solved "
                          "earlier can be imported as history in Connections.")};
    case FailureCause::too_few:
        return {
            ProofText::tr("%1 shows less of it than the task asks for.").arg(there),
            ProofText::tr("Do the rest there, and ask again.")};
    case FailureCause::no_account:
        return {
            ProofText::tr("The server does not know which account at %1 is yours.").arg(there),
            ProofText::tr("Connect your account, then ask again.")};
    case FailureCause::no_requirement:
        return {
            ProofText::tr("The task does not say what would prove it."),
            ProofText::tr("Give it the address of a problem or of a repository, then ask again.")};
    case FailureCause::given_up:
        return {
            ProofText::tr("%1 could not be asked, time and again. It says nothing about your solution.").arg(there),
            ProofText::tr("Ask again later.")};
    case FailureCause::other:
        break;
    }
    return {ProofText::tr("The server could not prove it."), ProofText::tr("Ask again, or tick it off yourself.")};
}

QString verifyingText(const api::TaskDetail& detail, const api::SyncState& server) {
    using api::SyncPhase;
    const auto platform = detail.provable ? detail.provable->platform : Platform::none;
    if (detail.delay) {
        const QString again = ProofText::tr("%1 could not be asked. It is tried again at %2.")
                                  .arg(platformName(platform), Words::moment(detail.delay->againAt));
        return again + u' ' + ProofText::tr("Nothing is held against you for that.");
    }
    switch (server.phase) {
    case SyncPhase::off:
        return ProofText::tr(
            "Only a server can look, and this profile has joined none. What you asked waits here until "
            "it has.");
    case SyncPhase::connecting:
    case SyncPhase::offline:
        return ProofText::tr("There is no connection to the server now. What you asked waits here, and goes out with "
                             "the next one.");
    case SyncPhase::signed_out:
        return ProofText::tr("The server wants your password again. What you asked waits here until then.");
    case SyncPhase::refused:
        return ProofText::tr("The server does not take what is written here. What you asked waits here; Devices says "
                             "why.");
    case SyncPhase::live:
        break;
    }
    return ProofText::tr("The server looks at %1. You need not wait here.").arg(platformName(platform));
}

QString checkedText(const api::Receipt& receipt) {
    if (receipt.trouble.empty()) {
        return ProofText::tr("checked on this computer: valid");
    }
    return ProofText::tr("cannot be checked here: %1").arg(QString::fromStdString(receipt.trouble));
}

} // namespace cairn::ui
