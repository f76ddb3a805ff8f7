#include "tests/sync/client/computer.h"
#include "tests/sync/host/upstreams.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace cairn;
using test::Computer;
using test::LiveServer;

namespace {

const QString kMe = u"me@example.org"_s;
constexpr int kPatience = 30'000; // ms

plan::PathPlan jsonPath(std::vector<std::string> needs) {
    plan::PathPlan plan;
    plan.title = "Modern C++";
    plan.topics = {
        {"values", "Values", "", "", {}, {{"", "Swap two", 2, "", {}}}},
        {"json", "Reading JSON", "", "JSON for Modern C++", {"values"}, {{"", "Settings", 4, "", std::move(needs)}}}};
    return plan;
}

} // namespace

// A path of one's own, from the computer where it is written to the documentation that the server looks into.
class ClientPathsTest : public QObject {
    Q_OBJECT

private:
    static void join(Computer& computer, LiveServer& server, bool create = true) {
        const auto joined = computer.signIn(server.url(), kMe, create);
        QVERIFY2(joined, joined ? "" : joined.error().message.c_str());
        QTRY_VERIFY_WITH_TIMEOUT(computer.inSync(), kPatience);
    }

    static base::Expected<plan::PlanVerdict> validate(Computer& computer, const plan::PathPlan& plan) {
        return computer.answer<plan::PlanVerdict>(
            [&](auto reply) { return computer.sync().validate(plan, std::move(reply)); });
    }

    static api::PathDraft draft(Computer& computer, const std::string& path) {
        return computer
            .answer<api::PathDraft>([&](auto reply) { return computer.profile().paths().draft(path, reply); })
            .value_or(api::PathDraft());
    }

private Q_SLOTS:

    void whatIsFoundReachesTheOtherComputer() {
        const test::Upstreams upstreams;
        if (!upstreams.ready()) {
            QSKIP("the servers or their upstreams are not here: packaging/check installs them, but for --without-npm");
        }
        LiveServer server([&](server::Config& config) { config.toolServers = {upstreams.context7()}; });
        Computer one(u"one"_s);
        join(one, server);
        const auto plan = jsonPath({"parse"});
        const auto verdict = validate(one, plan);
        QVERIFY2(verdict, verdict ? "" : verdict.error().message.c_str());
        QVERIFY2(verdict->valid, verdict->topics.at(1).documented.reason.c_str());
        QCOMPARE(verdict->topics.at(1).documented.library, std::string("/nlohmann/json"));
        QVERIFY(!verdict->topics.at(1).documented.source.empty());
        const auto saved = one.answer<api::Done>(
            [&](auto reply) { return one.profile().paths().save(plan, {}, verdict->topics, std::move(reply)); });
        const auto path = saved.value().changed.front();
        Computer other(u"other"_s);
        join(other, server, false);
        QTRY_COMPARE_WITH_TIMEOUT(draft(other, path).plan.topics.size(), std::size_t(2), kPatience);
        const auto seen = draft(other, path);
        QVERIFY(seen.plan == draft(one, path).plan);
        const auto& topic = seen.plan.topics[1];
        QCOMPARE(plan::standingOf(topic, seen.documented.at(topic.id)), plan::Standing::proven);
        QVERIFY(!validate(other, jsonPath({"parse", "from_bson"}))->valid);
    }

    void aServerThatAsksNobodyProvesNothing() {
        LiveServer server;
        Computer computer(u"one"_s);
        join(computer, server);
        const auto verdict = validate(computer, jsonPath({"parse"}));
        QVERIFY2(verdict, verdict ? "" : verdict.error().message.c_str());
        QVERIFY(!verdict->valid);
        QVERIFY(verdict->graph.flaws.empty());
        QCOMPARE(verdict->topics.at(1).standing, plan::Standing::unproven);
        QVERIFY(!verdict->topics.at(1).documented.reason.empty());
    }

    void withoutAServerThatIsSaid() {
        Computer computer(u"one"_s);
        const auto verdict = validate(computer, jsonPath({"parse"}));
        QVERIFY(!verdict);
        QCOMPARE(verdict.error().code, base::ErrorCode::Unauthorized);
    }
};

QTEST_GUILESS_MAIN(ClientPathsTest)
#include "paths_test.moc"
