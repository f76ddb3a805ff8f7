#include "sync/mcp/client.h"
#include "sync/mcp/json.h"

#include <QTest>

#include <boost/json/serialize.hpp>

#include <deque>

using namespace cairn::mcp;
namespace json = boost::json;

namespace {

json::object parsed(const std::string& text) {
    return parseObject(text).value();
}

json::object answer(const json::object& to, const char* member, const std::string& value) {
    return {{"jsonrpc", "2.0"}, {"id", to.at("id")}, {member, parsed(value)}};
}

json::object result(const json::object& to, const std::string& value) {
    return answer(to, "result", value);
}

// A server that is a function, without anything between it and the client.
class ScriptedTransport : public Transport {
public:
    // What is heard after each message; nothing: silence.
    using Script = std::function<std::vector<json::object>(const json::object& message)>;

    // All that was sent, which outlives the client.
    struct Sent {
        std::vector<json::object> messages{};
        std::string agreed{};

        std::vector<std::string> methods() const {
            std::vector<std::string> all;
            for (const auto& message : messages) {
                all.push_back(text(message, "method"));
            }
            return all;
        }
    };

    ScriptedTransport(Script script, std::shared_ptr<Sent> sent)
        : m_script(std::move(script))
        , m_sent(std::move(sent)) {}

    Expected<void> send(const Outgoing& outgoing, const Wait& wait, const Take& take) override {
        m_sent->messages.push_back(outgoing.message);
        for (auto& heard : m_script(outgoing.message)) {
            if (take && take(std::move(heard))) {
                return {};
            }
        }
        if (!take) {
            return {};
        }
        return wait.stop.stop_requested() ? fail(Failure::Kind::cancelled, "stopped")
                                          : fail(Failure::Kind::timeout, "silence");
    }

    void listen(std::function<void(json::object)>) override {}

    bool hasHeaders() const override { return false; }

    void agree(const std::string& version) override { m_sent->agreed = version; }

private:
    Script m_script;
    std::shared_ptr<Sent> m_sent;
};

} // namespace

class ClientTest : public QObject {
    Q_OBJECT

private:
    std::shared_ptr<ScriptedTransport::Sent> m_sent;

    Client clientOf(ScriptedTransport::Script script, ClientSettings settings = {}) {
        m_sent = std::make_shared<ScriptedTransport::Sent>();
        settings.name = "cairn";
        settings.version = "test";
        return {std::make_unique<ScriptedTransport>(std::move(script), m_sent), std::move(settings)};
    }

    // A server that shakes hands at `version`, and is `more` for all else.
    static ScriptedTransport::Script serverOf(const std::string& version, ScriptedTransport::Script more = {}) {
        return [=](const json::object& message) -> std::vector<json::object> {
            const auto method = text(message, "method");
            if (method == "server/discover") {
                return {answer(message, "error", R"({"code":-32601,"message":"no"})")};
            }
            if (method == "initialize") {
                return {result(
                    message, R"({"protocolVersion":")" + version +
                                 R"(","capabilities":{},"serverInfo":{"name":"s","version":"1"}})")};
            }
            const bool asks = message.contains("id");
            return asks && more ? more(message) : std::vector<json::object>();
        };
    }

    static Tool tool() {
        return {.name = "t", .description = {}, .inputSchema = {}, .outputSchema = {}, .headers = {}};
    }

private Q_SLOTS:

    void speaksWhatTheServerSpeaks_data() {
        QTest::addColumn<QByteArray>("version");
        for (const auto* version : {"2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"}) {
            QTest::newRow(version) << QByteArray(version);
        }
    }

    void speaksWhatTheServerSpeaks() {
        QFETCH(const QByteArray, version);
        auto client = clientOf(serverOf(version.toStdString()));
        QVERIFY(client.connect({}));
        QCOMPARE(client.protocol(), version.toStdString());
        QVERIFY(!client.modern());
        QCOMPARE(m_sent->agreed, version.toStdString());
        QCOMPARE(
            m_sent->methods(),
            (std::vector<std::string>{"server/discover", "initialize", "notifications/initialized"}));
        const auto& offered = m_sent->messages[1].at("params").as_object();
        QCOMPARE(text(offered, "protocolVersion"), std::string("2025-11-25")); // the newest of those with a handshake
        QCOMPARE(text(*object(offered, "clientInfo"), "name"), std::string("cairn"));
    }

    // Where it is told to speak one alone, it offers that.
    void speaksWhatItIsTold() {
        auto client = clientOf(serverOf("2025-06-18"), {.name = {}, .version = {}, .protocol = "2025-06-18"});
        QVERIFY(client.connect({}));
        QCOMPARE(m_sent->methods(), (std::vector<std::string>{"initialize", "notifications/initialized"}));
        QCOMPARE(text(m_sent->messages[0].at("params").as_object(), "protocolVersion"), std::string("2025-06-18"));
    }

    void speaksWithoutAHandshake() {
        auto client = clientOf([](const json::object& message) -> std::vector<json::object> {
            if (text(message, "method") == "server/discover") {
                return {result(message, R"({"resultType":"complete","supportedVersions":["2026-07-28"]})")};
            }
            return {result(message, R"({"resultType":"complete","content":[{"type":"text","text":"done"}]})")};
        });
        const auto called = client.call(tool(), {}, {});
        QVERIFY(called);
        QCOMPARE(called->text(), std::string("done"));
        QCOMPARE(client.protocol(), std::string("2026-07-28"));
        QVERIFY(client.modern());
        QCOMPARE(m_sent->methods(), (std::vector<std::string>{"server/discover", "tools/call"}));
        for (const auto& message : m_sent->messages) {
            const auto& meta = message.at("params").at("_meta").as_object();
            QCOMPARE(text(meta, "io.modelcontextprotocol/protocolVersion"), std::string("2026-07-28"));
            QVERIFY(meta.contains("io.modelcontextprotocol/clientCapabilities"));
        }
    }

    // It knows the question, and none of the versions of this time.
    void goesBackToAHandshake() {
        auto client = clientOf([](const json::object& message) -> std::vector<json::object> {
            if (text(message, "method") == "server/discover") {
                return {
                    answer(message, "error", R"({"code":-32022,"message":"no","data":{"supported":["2025-11-25"]}})")};
            }
            return serverOf("2025-11-25")(message);
        });
        QVERIFY(client.connect({}));
        QCOMPARE(client.protocol(), std::string("2025-11-25"));
    }

    void refusesWhatItDoesNotKnow() {
        auto client = clientOf(serverOf("2031-01-01"));
        const auto connected = client.connect({});
        QVERIFY(!connected);
        QCOMPARE(connected.error().kind, Failure::Kind::malformed);
        QVERIFY(connected.error().message.find("2031-01-01") != std::string::npos);
        QVERIFY(client.protocol().empty());
        QCOMPARE(m_sent->methods().back(), std::string("initialize")); // and nothing behind it
    }

    void readsAllPages() {
        auto client = clientOf(serverOf("2025-11-25", [](const json::object& message) -> std::vector<json::object> {
            const auto* params = object(message, "params");
            const auto cursor = params == nullptr ? std::string() : text(*params, "cursor");
            const auto page = [&](const char* name, const char* next) {
                return std::vector{result(
                    message, R"({"tools":[{"name":")" + std::string(name) +
                                 R"(","inputSchema":{"type":"object"}},{"name":"no schema"}])" + next + "}")};
            };
            return cursor.empty()    ? page("a", R"(,"nextCursor":"two")")
                   : cursor == "two" ? page("b", R"(,"nextCursor":"three")")
                                     : page("c", "");
        }));
        const auto tools = client.tools({});
        QVERIFY(tools);
        std::string names;
        for (const auto& each : *tools) {
            names += each.name;
        }
        QCOMPARE(names, std::string("abc"));
    }

    void readsNoPagesForEver() {
        auto client = clientOf(serverOf("2025-11-25", [](const json::object& message) -> std::vector<json::object> {
            return {result(message, R"({"tools":[],"nextCursor":"again"})")};
        }));
        QCOMPARE(client.tools({}).error().kind, Failure::Kind::tooLarge);
    }

    void takesNoToolsWithoutEnd() {
        std::string many = R"({"tools":[)";
        for (std::size_t each = 0; each <= Client::kToolsMost; ++each) {
            many += std::string(each == 0 ? "" : ",") + R"({"name":"t","inputSchema":{"type":"object"}})";
        }
        auto client = clientOf(serverOf("2025-11-25", [&](const json::object& message) -> std::vector<json::object> {
            return {result(message, many + "]}")};
        }));
        QCOMPARE(client.tools({}).error().kind, Failure::Kind::tooLarge);
    }

    // The server is told that nobody waits any more; it may be doing expensive things.
    void saysWhenItGivesUp_data() {
        QTest::addColumn<bool>("stopped");
        QTest::newRow("it took too long") << false;
        QTest::newRow("nobody wants it") << true;
    }

    void saysWhenItGivesUp() {
        QFETCH(const bool, stopped);
        std::stop_source stop;
        auto client = clientOf(serverOf("2025-11-25", [&](const json::object& message) -> std::vector<json::object> {
            if (stopped && text(message, "method") == "tools/call") {
                stop.request_stop();
            }
            return {};
        }));
        const auto called = client.call(tool(), {}, {.stop = stop.get_token()});
        QVERIFY(!called);
        QCOMPARE(called.error().kind, stopped ? Failure::Kind::cancelled : Failure::Kind::timeout);
        const auto& asked = m_sent->messages[m_sent->messages.size() - 2];
        const auto& told = m_sent->messages.back();
        QCOMPARE(text(asked, "method"), std::string("tools/call"));
        QCOMPARE(text(told, "method"), std::string("notifications/cancelled"));
        QVERIFY(!told.contains("id"));
        QCOMPARE(told.at("params").at("requestId"), asked.at("id"));
    }

    void asksForProgressAndHearsOfIt() {
        auto client = clientOf(serverOf("2025-11-25", [](const json::object& message) -> std::vector<json::object> {
            const auto token = json::serialize(message.at("params").at("_meta").at("progressToken"));
            const auto report = [](const std::string& of, const char* done) {
                return parsed(
                    R"({"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":)" + of +
                    R"(,"progress":)" + done + R"(,"total":4}})");
            };
            return {
                report(token, "1"), report("4711", "2"), report(token, "3.5"), result(message, R"({"content":[]})")};
        }));
        std::vector<double> heard;
        QVERIFY(client.call(tool(), {}, {}, [&](const Progress& step) { heard.push_back(step.done); }));
        QCOMPARE(heard, (std::vector{1.0, 3.5})); // and not that of another call
        QVERIFY(client.call(tool(), {}, {}));     // the token is sent where nobody listens, too
    }

    void whatIsForAnotherIsPassedOver() {
        auto client = clientOf(serverOf("2025-11-25", [](const json::object& message) -> std::vector<json::object> {
            auto late = result(message, R"({"content":[{"type":"text","text":"late"}]})");
            late["id"] = message.at("id").as_int64() - 1;
            return {late, result(message, R"({"content":[{"type":"text","text":"done"}]})")};
        }));
        QCOMPARE(client.call(tool(), {}, {})->text(), std::string("done"));
    }

    void answersPingsAndNothingElse() {
        auto client = clientOf(serverOf("2025-11-25", [](const json::object& message) -> std::vector<json::object> {
            if (text(message, "method") != "tools/call") {
                return {};
            }
            return {
                parsed(R"({"jsonrpc":"2.0","id":"p","method":"ping"})"),
                parsed(R"({"jsonrpc":"2.0","id":"s","method":"sampling/createMessage"})"),
                result(message, R"({"content":[]})")};
        }));
        QVERIFY(client.call(tool(), {}, {}));
        const auto& sent = m_sent->messages;
        QVERIFY(sent[sent.size() - 2].contains("result"));
        QCOMPARE(sent.back().at("error").at("code").as_int64(), std::int64_t(-32601));
    }

    void answersWithNeitherAreRefused() {
        auto client = clientOf(serverOf("2025-11-25", [](const json::object& message) -> std::vector<json::object> {
            return {json::object{{"jsonrpc", "2.0"}, {"id", message.at("id")}}};
        }));
        QCOMPARE(client.call(tool(), {}, {}).error().kind, Failure::Kind::malformed);
    }
};

QTEST_GUILESS_MAIN(ClientTest)
#include "client_test.moc"
