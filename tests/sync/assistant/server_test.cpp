#include "sync/assistant/server.h"
#include "sync/mcp/json.h"
#include "sync/mcp/schema.h"
#include "sync/mcp/tool.h"
#include "tests/core/service/profile_fixture.h"

#include <QTest>

#include <boost/json/serialize.hpp>

#include <set>

using namespace cairn;
using namespace cairn::assistant;
using test::ProfileFixture;
namespace json = boost::json;

namespace {

// Two profiles of the same folder: one writes, as a window does, and one is what the assistant's server has.
class Room {
public:
    Room()
        : reading(std::move(*writer.open(true)))
        , server(*reading, "1.0") {}

    // What is said to one message, once; empty where nothing is.
    std::string ask(const std::string& message, bool modern = false) {
        std::optional<std::string> said;
        int times = 0;
        server.receive(
            message,
            [&](const Said& answer) {
                said = answer.text;
                ++times;
            },
            {}, modern);
        while (!said) {
            writer.deliverAll();
        }
        writer.deliverAll();
        return times == 1 ? *said : "said " + std::to_string(times) + " times";
    }

    json::object answer(const std::string& method, json::object params = {}) {
        const json::object message{{"jsonrpc", "2.0"}, {"id", 7}, {"method", method}, {"params", std::move(params)}};
        return mcp::parseObject(ask(json::serialize(message))).value_or(json::object());
    }

    json::object modern(const std::string& method, json::object params = {}) {
        params["_meta"] = json::object{
            {kVersionKey, kModern}, {kCapabilitiesKey, json::object()}, {kClientKey, json::object{{"name", "Later"}}}};
        return answer(method, std::move(params));
    }

    json::object call(const std::string& tool, json::object arguments = {}) {
        const auto answered = answer("tools/call", {{"name", tool}, {"arguments", std::move(arguments)}});
        const auto* result = mcp::object(answered, "result");
        return result == nullptr ? json::object() : *result;
    }

    ProfileFixture writer;
    std::unique_ptr<api::Profile> reading;
    Server server;
};

std::int64_t codeOf(const json::object& answer) {
    const auto* error = mcp::object(answer, "error");
    return error == nullptr ? 0 : error->at("code").to_number<std::int64_t>();
}

json::object resultOf(const json::object& answer) {
    const auto* result = mcp::object(answer, "result");
    return result == nullptr ? json::object() : *result;
}

QString text(const json::value& value) {
    return QString::fromStdString(json::serialize(value));
}

} // namespace

class ServerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void agreesOnAVersion_data() {
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<QString>("agreed");
        for (const auto* version : kLegacy) {
            QTest::newRow(version) << version << version;
        }
        QTest::newRow("newer") << "2099-01-01" << "2025-11-25";
        QTest::newRow("the era without it") << "2026-07-28" << "2025-11-25";
    }

    void agreesOnAVersion() {
        QFETCH(const QString, wanted);
        QFETCH(const QString, agreed);
        Room room;
        const auto result = resultOf(room.answer(
            "initialize", {{"protocolVersion", wanted.toStdString()},
                           {"capabilities", json::object()},
                           {"clientInfo", json::object{{"name", "x"}, {"version", "1"}}}}));
        QCOMPARE(QString::fromStdString(mcp::text(result, "protocolVersion")), agreed);
        QVERIFY(result.at("capabilities").as_object().contains("tools"));
        QVERIFY(!result.contains("resultType"));
    }

    void describesItselfToTheLaterEra() {
        Room room;
        const auto result = resultOf(room.modern("server/discover"));
        QCOMPARE(mcp::texts(result, "supportedVersions").front(), std::string(kModern));
        QCOMPARE(mcp::text(result, "resultType"), std::string("complete"));
        QVERIFY(result.contains("ttlMs") && result.contains("cacheScope"));
        QCOMPARE(codeOf(room.modern("initialize", {{"protocolVersion", "2025-11-25"}})), code::kNoMethod);
        QCOMPARE(codeOf(room.modern("ping")), code::kNoMethod);
        QCOMPARE(codeOf(room.answer("server/discover")), code::kInvalidParams);
        const auto unknown = room.answer(
            "tools/list", {{"_meta", json::object{{kVersionKey, "2099-01-01"}, {kCapabilitiesKey, json::object()}}}});
        QCOMPARE(codeOf(unknown), code::kUnsupportedVersion);
        const auto data = unknown.at("error").as_object().at("data").as_object();
        QCOMPARE(mcp::text(data, "requested"), std::string("2099-01-01"));
        QCOMPARE(mcp::texts(data, "supported").front(), std::string(kModern));
    }

    void saysWhatIsWrongWithAMessage_data() {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, QByteArray message, std::int64_t number) {
            QTest::newRow(name) << message.replace('\'', '"') << static_cast<int>(number);
        };
        row("no json", "{'jsonrpc':", code::kParse);
        row("no text", "\xff", code::kParse);
        row("too deep", QByteArray(200, '['), code::kParse);
        row("too long", QByteArray(2'000'000, ' '), code::kInvalidRequest);
        row("a number", "1", code::kInvalidRequest);
        row("no version", "{'id':1,'method':'ping'}", code::kInvalidRequest);
        row("no id", "{'jsonrpc':'2.0','id':null,'method':'ping'}", code::kInvalidRequest);
        row("a broken id", "{'jsonrpc':'2.0','id':1.5,'method':'ping'}", code::kInvalidRequest);
        row("no method", "{'jsonrpc':'2.0','id':1,'method':1}", code::kInvalidRequest);
        row("listed parameters", "{'jsonrpc':'2.0','id':1,'method':'ping','params':[]}", code::kInvalidRequest);
        row("unknown", "{'jsonrpc':'2.0','id':1,'method':'tasks/delete'}", code::kNoMethod);
        row("no such tool", "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'x'}}",
            code::kInvalidParams);
        row("no such page", "{'jsonrpc':'2.0','id':1,'method':'resources/list','params':{'cursor':'-1'}}",
            code::kInvalidParams);
        row("no page of tools", "{'jsonrpc':'2.0','id':1,'method':'tools/list','params':{'cursor':'x'}}",
            code::kInvalidParams);
        row("no such resource", "{'jsonrpc':'2.0','id':1,'method':'resources/read','params':{'uri':'cairn://x'}}",
            code::kNoResource);
        row("no such task", "{'jsonrpc':'2.0','id':1,'method':'resources/read','params':{'uri':'cairn://task/x'}}",
            code::kNoResource);
        row("an empty batch", "[]", code::kInvalidRequest);
    }

    void saysWhatIsWrongWithAMessage() {
        QFETCH(const QByteArray, message);
        QFETCH(const int, code);
        Room room;
        const auto said = mcp::parseObject(room.ask(message.toStdString()));
        QVERIFY(said);
        QCOMPARE(codeOf(*said), code);
        QVERIFY(room.server.idle());
    }

    void saysNothingToWhatAsksNothing_data() {
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("a notice") << QByteArray("{'jsonrpc':'2.0','method':'notifications/initialized'}");
        QTest::newRow("an unknown one") << QByteArray("{'jsonrpc':'2.0','method':'x'}");
        QTest::newRow("an answer") << QByteArray("{'jsonrpc':'2.0','id':1,'result':{}}");
        QTest::newRow("a cancellation") << QByteArray(
            "{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':1}}");
    }

    void saysNothingToWhatAsksNothing() {
        QFETCH(QByteArray, message);
        Room room;
        QCOMPARE(room.ask(message.replace('\'', '"').toStdString()), std::string());
    }

    void answersABatchInOne() {
        Room room;
        QByteArray batch("[{'jsonrpc':'2.0','id':1,'method':'ping'},{'jsonrpc':'2.0','method':'x'},"
                         "{'jsonrpc':'2.0','id':2,'method':'tools/call','params':{'name':'get_today'}}]");
        const auto said = mcp::parse(room.ask(batch.replace('\'', '"').toStdString()));
        QVERIFY(said && said->is_array());
        QCOMPARE(said->get_array().size(), std::size_t(2));
    }

    void cancelledRequestsAreNotAnswered() {
        Room room;
        std::string said = "nothing";
        room.server.receive(
            "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"tools/call\",\"params\":{\"name\":\"get_today\"}}",
            [&](const Said& answer) { said = answer.text; });
        QVERIFY(!room.server.idle());
        room.ask("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":\"a\"}}");
        QVERIFY(room.server.idle());
        QCOMPARE(said, std::string());
        QCOMPARE(codeOf(room.answer("ping")), 0);
        QCOMPARE(said, std::string());
    }

    void takesNoMoreThanItCanHold() {
        Room room;
        int busy = 0;
        int answered = 0;
        for (int id = 0; id < 80; ++id) {
            room.server.receive(
                "{\"jsonrpc\":\"2.0\",\"id\":" + std::to_string(id) +
                    ",\"method\":\"tools/call\",\"params\":{\"name\":\"get_today\"}}",
                [&](const Said& said) { ++(said.code == code::kBusy ? busy : answered); });
        }
        QTRY_VERIFY((room.writer.deliverAll(), room.server.idle()));
        QCOMPARE(answered, 64);
        QCOMPARE(busy, 16);
    }

    // There is no tool that completes, verifies, edits or deletes, and none that is described as if it did.
    void offersToReadAndToProposeAndNothingElse() {
        Room room;
        std::set<std::string> names;
        const auto result = resultOf(room.answer("tools/list"));
        for (const auto& tool : result.at("tools").as_array()) {
            const auto& described = tool.as_object();
            const auto name = mcp::text(described, "name");
            names.insert(name);
            QVERIFY(mcp::readTool(described)); // as our own client sees it
            QCOMPARE(mcp::flag(described.at("annotations").as_object(), "readOnlyHint"), !name.starts_with("propose_"));
        }
        QCOMPARE(
            names, (std::set<std::string>{
                       "get_today", "get_progress", "list_paths", "get_path", "get_topic", "list_tasks", "get_task",
                       "search", "list_reviews", "list_proposals", "propose_task", "propose_note"}));
    }

    void everyToolAnswersAsItPromises_data() {
        QTest::addColumn<QByteArray>("tool");
        QTest::addColumn<QByteArray>("arguments");
        const auto row = [](const char* tool, QByteArray arguments) {
            QTest::addRow("%s %s", tool, arguments.constData()) << QByteArray(tool) << arguments.replace('\'', '"');
        };
        row("get_today", "{}");
        row("get_progress", "{}");
        row("get_progress", "{'asOf':'2026-11-19'}");
        row("list_paths", "{}");
        row("get_path", "{'id':'PATH'}");
        row("get_topic", "{'id':'first-steps.basics'}");
        row("list_tasks", "{}");
        row("list_tasks", "{'states':['available','in_progress'],'difficultyTo':4,'limit':2,'text':'a'}");
        row("get_task", "{'id':'first-steps.tea-house'}");
        row("search", "{'words':'tea'}");
        row("list_reviews", "{}");
        row("list_reviews", "{'limit':1}");
        row("list_proposals", "{}");
        row("propose_task", "{'title':'Read','reason':'It is next.'}");
        row("propose_note", "{'topic':'first-steps.basics','text':'Mind this.'}");
    }

    void everyToolAnswersAsItPromises() {
        QFETCH(const QByteArray, tool);
        QFETCH(QByteArray, arguments);
        Room room;
        arguments.replace("PATH", QByteArray::fromStdString(room.writer.importStarter()));
        const auto id = room.writer.add("My own")->changed.at(0);
        QVERIFY(room.writer.act(api::TaskAction::start, {id}));
        const auto result = room.call(tool.toStdString(), *mcp::parseObject(arguments.toStdString()));
        QVERIFY2(!mcp::flag(result, "isError"), qPrintable(text(result)));
        const auto read = mcp::readResult(*mcp::readTool(shown(*findTool(tool.toStdString()))), result);
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        QCOMPARE(*mcp::parse(read->text()), *read->structured);
    }

    void argumentsThatDoNotFitAreForTheModelToRead_data() {
        QTest::addColumn<QByteArray>("tool");
        QTest::addColumn<QByteArray>("arguments");
        QTest::newRow("none") << QByteArray("get_task") << QByteArray("{}");
        QTest::newRow("others") << QByteArray("get_today") << QByteArray("{'x':1}");
        QTest::newRow("too many") << QByteArray("list_tasks") << QByteArray("{'limit':100000}");
        QTest::newRow("no state") << QByteArray("list_tasks") << QByteArray("{'states':['done']}");
        QTest::newRow("too many reviews") << QByteArray("list_reviews") << QByteArray("{'limit':201}");
        QTest::newRow("no day") << QByteArray("get_progress") << QByteArray("{'asOf':'soon'}");
        QTest::newRow("no task") << QByteArray("get_task") << QByteArray("{'id':'none'}");
        QTest::newRow("a list") << QByteArray("get_today") << QByteArray("[]");
    }

    void argumentsThatDoNotFitAreForTheModelToRead() {
        QFETCH(const QByteArray, tool);
        QFETCH(QByteArray, arguments);
        Room room;
        const auto answered = room.answer(
            "tools/call",
            {{"name", tool.toStdString()}, {"arguments", *mcp::parse(arguments.replace('\'', '"').toStdString())}});
        QVERIFY2(mcp::flag(resultOf(answered), "isError"), qPrintable(text(answered)));
    }

    void pagesThroughTasks() {
        Room room;
        room.writer.importStarter();
        std::set<std::string> ids;
        json::value offset = 0;
        for (int page = 0; page < 100 && !offset.is_null(); ++page) {
            const auto answered = room.call("list_tasks", {{"limit", 5}, {"offset", offset}});
            const auto& content = answered.at("structuredContent").as_object();
            for (const auto& task : content.at("tasks").as_array()) {
                ids.insert(mcp::text(task.as_object(), "id"));
            }
            offset = content.at("nextOffset");
        }
        QCOMPARE(static_cast<std::int64_t>(ids.size()), room.writer.list()->total);
    }

    void tellsWhatIsToBeSolvedAgain() {
        Room room;
        room.writer.importStarter();
        const std::vector<std::string> solved{"first-steps.trail-mix", "first-steps.campfire-budget"};
        for (const auto& id : solved) {
            QVERIFY(room.writer.act(api::TaskAction::start, {id}));
            QVERIFY(room.writer.act(api::TaskAction::complete, {id}));
        }
        const auto early = room.call("list_reviews", {}).at("structuredContent").as_object();
        QCOMPARE(early.at("dueCount").as_int64(), 0);
        QCOMPARE(early.at("later").as_int64(), 2);
        room.writer.now += 60 * test::ProfileFixture::kDay;
        const auto due = room.call("list_reviews", {{"limit", 1}}).at("structuredContent").as_object();
        QCOMPARE(due.at("dueCount").as_int64(), 2);
        QCOMPARE(due.at("due").as_array().size(), std::size_t(1));
        const auto& first = due.at("due").as_array().front().as_object();
        QVERIFY(std::ranges::find(solved, mcp::text(first, "id")) != solved.end());
        QVERIFY(first.at("recall").as_int64() < 100);
        const auto today = room.call("get_today", {}).at("structuredContent").as_object();
        QCOMPARE(today.at("reviewsDue").as_int64(), 2);
        QCOMPARE(today.at("reviews").as_array().size(), std::size_t(2));
    }

    void readsByAddress() {
        Room room;
        room.writer.importStarter();
        const auto listed = resultOf(room.answer("resources/list")).at("resources").as_array();
        QVERIFY(listed.size() >= 4);
        for (const auto& resource : listed) {
            const auto uri = mcp::text(resource.as_object(), "uri");
            const auto contents = resultOf(room.answer("resources/read", {{"uri", uri}})).at("contents").as_array();
            QCOMPARE(contents.size(), std::size_t(1));
            QCOMPARE(mcp::text(contents.front().as_object(), "uri"), uri);
            QVERIFY(mcp::parseObject(mcp::text(contents.front().as_object(), "text")));
        }
        QCOMPARE(resultOf(room.answer("resources/templates/list")).at("resourceTemplates").as_array().size(), 3U);
    }

    // What the window has done since is seen, and nothing is changed by looking.
    void seesWhatTheWindowDoes() {
        Room room;
        const auto path = room.writer.importStarter();
        const auto standing = [&] {
            const auto result = room.call("get_path", {{"id", path}});
            const auto& content = result.at("structuredContent").as_object();
            return content.at("progress").as_object().at("tasksDone").to_number<int>();
        };
        const std::string id = "first-steps.tea-house";
        QCOMPARE(standing(), 0);
        QVERIFY(room.writer.act(api::TaskAction::startAnyway, {id}));
        QVERIFY(room.writer.act(api::TaskAction::complete, {id}));
        QCOMPARE(standing(), 1);
        QVERIFY(room.writer.undo());
        QCOMPARE(standing(), 0);
    }

    void proposesInItsOwnName() {
        Room room;
        room.answer(
            "initialize", {{"protocolVersion", "2025-11-25"},
                           {"capabilities", json::object()},
                           {"clientInfo", json::object{{"name", "helper"}, {"title", "A helper"}, {"version", "1"}}}});
        const auto proposed = room.call("propose_task", {{"title", "Read"}, {"reason", "It is next."}});
        QVERIFY(!mcp::flag(proposed, "isError"));
        QVERIFY(!mcp::flag(
            resultOf(room.modern(
                "tools/call", {{"name", "propose_task"},
                               {"arguments", json::object{{"title", "Write"}, {"reason", "It is later."}}}})),
            "isError"));
        QCOMPARE(room.writer.list()->total, 0);
        const auto open = room.writer.answer<std::vector<api::Proposal>>(
            [&](auto reply) { return room.writer->proposals().list(std::move(reply)); });
        std::set<std::string> by;
        for (const auto& proposal : *open) {
            by.insert(proposal.made.by);
        }
        QCOMPARE(by, (std::set<std::string>{"A helper", "Later"}));
    }

    void forgetsWhoHasGone() {
        Room room;
        std::string said = "nothing";
        room.server.receive(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"get_today\"}}",
            [&](const Said& answer) { said = answer.text; }, "one");
        room.server.forget("another");
        QVERIFY(!room.server.idle());
        room.server.forget("one");
        QVERIFY(room.server.idle());
        QCOMPARE(said, std::string());
    }

    void proposesNothingToWhoWantsNothing() {
        Room room;
        QVERIFY(room.writer.answer<bool>(
            [&](auto reply) { return room.writer->setPreference(api::kProposalsPreference, "no", std::move(reply)); }));
        const auto refused = room.call("propose_task", {{"title", "Read"}, {"reason", "It is next."}});
        QVERIFY(mcp::flag(refused, "isError"));
        QVERIFY(!text(resultOf(room.answer("tools/list"))).contains("propose_task"));
    }
};

QTEST_GUILESS_MAIN(ServerTest)
#include "server_test.moc"
