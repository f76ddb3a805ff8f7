#include "tests/core/service/profile_fixture.h"
#include "tests/core/service/signing_server.h"

#include <QTest>

using namespace cairn;
using namespace cairn::events;
using api::TaskAction;
using api::TaskState;
using base::ErrorCode;
using test::ProfileFixture;
using test::SigningServer;

namespace {

constexpr const char* kTwoSum = "https://leetcode.com/problems/two-sum/";

// A profile, and a server that it trusts and that says things about its tasks.
struct Learner {
    ProfileFixture profile{};
    SigningServer server{[this](auto work) { profile.onStore(std::move(work)); }, profile.now};

    std::string add(const std::string& url, Requirement requirement = {}) {
        api::NewTask task;
        task.title = "Two Sum";
        task.url = url;
        task.requirement = std::move(requirement);
        const auto done =
            profile.answer<api::Done>([&](auto reply) { return profile->tasks().add(task, std::move(reply)); });
        return done.value().changed.front();
    }

    std::string started(const std::string& url = kTwoSum) {
        auto id = add(url);
        profile.act(TaskAction::start, {id}).value();
        return id;
    }

    template<class Payload> void say(const std::string& task, const Payload& payload) {
        profile.now += 1000;
        server.say("task/" + task, payload, profile.now);
        profile.now += 1000;
    }

    api::TaskRow row(const std::string& id) {
        const auto page = profile.list();
        for (const auto& row : page->rows) {
            if (row.id == id) {
                return row;
            }
        }
        return {};
    }
};

} // namespace

// Asking for proof, and what comes of it.
class ClaimTest : public QObject {
    Q_OBJECT

private slots:

    void whatIsInProgressAndProvableCanBeClaimed() {
        Learner learner;
        const auto id = learner.started();
        QVERIFY(learner.row(id).provable);
        QVERIFY(learner.profile.act(TaskAction::claim, {id}));
        const auto task = learner.profile.task(id);
        QCOMPARE(task.row.state, TaskState::verifying);
        QCOMPARE(task.claimedAt.value(), learner.profile.now);
        QCOMPARE(task.provable->problem, std::string("two-sum"));
        QVERIFY(!task.delay && !task.cause && !task.receipt);
        QCOMPARE(learner.profile->history().undoState().undo.command, api::Command::claim);
        QVERIFY(learner.profile.undo());
        QCOMPARE(learner.profile.task(id).row.state, TaskState::in_progress);
    }

    void whatHasNoRequirementIsRefusedWithASentence() {
        Learner learner;
        for (const char* url : {"", "https://example.org/two-sum"}) {
            const auto id = learner.started(url);
            QVERIFY(!learner.row(id).provable);
            const auto refused = learner.profile.act(TaskAction::claim, {id});
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, ErrorCode::Refused);
            QVERIFY(refused.error().message.find("cannot be proven") != std::string::npos);
            QCOMPARE(learner.profile.task(id).row.state, TaskState::in_progress);
        }
    }

    void whatIsNotInProgressIsRefused() {
        Learner learner;
        const auto id = learner.add(kTwoSum);
        const auto early = learner.profile.act(TaskAction::claim, {id});
        QVERIFY(!early);
        QVERIFY(early.error().message.ends_with("start it first"));
        QVERIFY(learner.profile.act(TaskAction::start, {id}));
        QVERIFY(learner.profile.act(TaskAction::claim, {id}));
        QVERIFY(!learner.profile.act(TaskAction::claim, {id})); // it is under way
    }

    void aRequirementThatWasGivenWinsOverTheAddress() {
        Learner learner;
        const auto id = learner.add(kTwoSum, {.platform = Platform::codeforces, .contest = 1700, .index = "B"});
        QCOMPARE(learner.profile.task(id).provable->contest, std::int64_t(1700));
        const auto bad = learner.profile.answer<api::Done>([&](auto reply) {
            TaskEdited changes;
            changes.requirement = Requirement{.platform = Platform::github, .repository = "no owner"};
            return learner.profile->tasks().edit(id, changes, std::move(reply));
        });
        QVERIFY(!bad);
        QCOMPARE(bad.error().place, std::string("requirement"));
        const auto good = learner.profile.answer<api::Done>([&](auto reply) {
            TaskEdited changes;
            changes.requirement =
                Requirement{.platform = Platform::github, .repository = "mira-codes/ledger", .commits = 3};
            return learner.profile->tasks().edit(id, changes, std::move(reply));
        });
        QVERIFY(good);
        QCOMPARE(learner.profile.task(id).provable->commits, std::int64_t(3));
    }

    void aDelayIsShownUntilSomethingComesOfIt() {
        Learner learner;
        const auto id = learner.started();
        QVERIFY(learner.profile.act(TaskAction::claim, {id}));
        const auto again = learner.profile.now + 60'000;
        learner.say(id, TaskVerificationDelayed{"LeetCode answers with status 503", 2, again});
        const auto waiting = learner.profile.task(id);
        QCOMPARE(waiting.delay->attempt, std::int64_t(2));
        QCOMPARE(waiting.delay->againAt, again);
        QCOMPARE(learner.row(id).triedAgainAt.value(), again);
        QCOMPARE(learner.profile.today().due.front().triedAgainAt.value(), again);
        learner.say(id, TaskFailed{"Nothing was accepted.", FailureCause::not_accepted});
        const auto failed = learner.profile.task(id);
        QVERIFY(!failed.delay);
        QCOMPARE(failed.cause.value(), FailureCause::not_accepted);
        QCOMPARE(learner.row(id).cause.value(), FailureCause::not_accepted);
        QVERIFY(!learner.row(id).triedAgainAt);
        QCOMPARE(learner.profile.today().due.size(), std::size_t(1)); // it wants a look
        QCOMPARE(learner.profile.verify().troubles.size(), std::size_t(0));
    }

    void whatWasNotProvenIsAskedAgainInOne() {
        Learner learner;
        const auto id = learner.started();
        const auto startedAt = learner.profile.task(id).row.startedAt;
        QVERIFY(learner.profile.act(TaskAction::claim, {id}));
        learner.say(id, TaskFailed{"No account.", FailureCause::no_account});
        QVERIFY(!learner.profile.act(TaskAction::claim, {id}));
        QVERIFY(learner.profile.act(TaskAction::claimAgain, {id}));
        const auto task = learner.profile.task(id);
        QCOMPARE(task.row.state, TaskState::verifying);
        QVERIFY(!task.cause);
        // What was solved between the first start and now still counts.
        QVERIFY(task.row.startedAt == startedAt);
        QVERIFY(learner.profile.undo());
        QCOMPARE(learner.profile.task(id).row.state, TaskState::failed);
    }

    void aReceiptSaysWhatWasSeenAndIsChecked() {
        Learner learner;
        const auto id = learner.started();
        QVERIFY(learner.profile.act(TaskAction::claim, {id}));
        learner.say(
            id, TaskVerified{
                    .evidence = "accepted in C++ on 22 November",
                    .platform = Platform::leetcode,
                    .account = "mira_codes",
                    .solvedAt = learner.profile.now - 5000,
                    .answer = std::string(64, 'a')});
        const auto task = learner.profile.task(id);
        QCOMPARE(task.row.state, TaskState::verified);
        QCOMPARE(task.evidence, std::string("accepted in C++ on 22 November"));
        const auto& receipt = task.receipt.value();
        QCOMPARE(receipt.account, std::string("mira_codes"));
        QCOMPARE(receipt.platform, Platform::leetcode);
        QCOMPARE(receipt.key, std::string("k1"));
        QCOMPARE(receipt.server, std::string(SigningServer::kName));
        QCOMPARE(receipt.trouble, std::string());
        QVERIFY(receipt.solvedAt.value() < receipt.seenAt);
        const auto copied = decodeEvent(receipt.text);
        QVERIFY(copied && verifyReceipt(*copied, {{SigningServer::key().id(), SigningServer::key().publicKey()}}));
        QVERIFY(learner.profile.status().level.verified > 0);
    }

    void connectionsAreListedFromTheLog() {
        Learner learner;
        const auto list = [&] {
            return learner.profile
                .answer<std::vector<api::Connection>>(
                    [&](auto reply) { return learner.profile->progress().connections(std::move(reply)); })
                .value();
        };
        QVERIFY(list().empty());
        bool heard = false;
        const auto subscription =
            learner.profile->subscribe([&](const api::Change& change) { heard = heard || change.connections; });
        learner.server.say(
            "connection/codeforces", ConnectionProven{"mira_codes", AccountProof::challenge}, learner.profile.now);
        QVERIFY(heard);
        QCOMPARE(list().size(), std::size_t(1));
        QCOMPARE(list().front().account, std::string("mira_codes"));
        QCOMPARE(list().front().platform, Platform::codeforces);
    }
};

QTEST_GUILESS_MAIN(ClaimTest)
#include "claim_test.moc"
