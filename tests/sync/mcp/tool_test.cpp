#include "sync/mcp/json.h"
#include "sync/mcp/schema.h"
#include "sync/mcp/tool.h"

#include <QTest>

using namespace cairn::mcp;

class ToolTest : public QObject {
    Q_OBJECT

private:
    static boost::json::object json(const char* text) { return parseObject(text).value(); }

    static Expected<Tool> tool(const std::string& properties) {
        return readTool(
            json((R"({"name":"t","inputSchema":{"type":"object","properties":{)" + properties + "}}}").c_str()));
    }

private Q_SLOTS:

    void mirrorsArgumentsInHeaders() {
        const auto read = tool(R"("a":{"type":"string","x-mcp-header":"A"},"b":{"type":"object","properties":{
            "c":{"type":"integer","x-mcp-header":"Deep"},"d":{"type":"boolean","x-mcp-header":"D"}}})");
        QVERIFY(read);
        const auto* arguments = R"({"a":"x","b":{"c":-7,"d":true},"other":1})";
        const auto* without = R"({"a":null,"b":3})";
        const auto headers = parameterHeaders(*read, json(arguments));
        QCOMPARE(headers, (Headers{{"Mcp-Param-A", "x"}, {"Mcp-Param-Deep", "-7"}, {"Mcp-Param-D", "true"}}));
        QVERIFY(parameterHeaders(*read, json(without)).empty());
    }

    void refusesHeadersThatMayNotBeSent_data() {
        QTest::addColumn<QByteArray>("properties");
        const auto row = [](const char* name, const char* properties) {
            QTest::newRow(name) << QByteArray(properties);
        };
        row("no name", R"("a":{"type":"string","x-mcp-header":""})");
        row("no text", R"("a":{"type":"string","x-mcp-header":1})");
        row("a blank in it", R"("a":{"type":"string","x-mcp-header":"a b"})");
        row("a line break", R"("a":{"type":"string","x-mcp-header":"a\r\nHost: b"})");
        row("other letters", R"("a":{"type":"string","x-mcp-header":"ä"})");
        row("an object", R"("a":{"type":"object","x-mcp-header":"A"})");
        row("a number", R"("a":{"type":"number","x-mcp-header":"A"})");
        row("no type", R"("a":{"x-mcp-header":"A"})");
        row("twice", R"("a":{"type":"string","x-mcp-header":"A"},"b":{"type":"string","x-mcp-header":"a"})");
        row("in a list", R"("a":{"type":"array","items":{"type":"string","x-mcp-header":"A"}})");
        row("in a choice", R"("a":{"anyOf":[{"type":"string","x-mcp-header":"A"}]})");
        row("below a list",
            R"("a":{"type":"array","items":{"properties":{"b":{"type":"string","x-mcp-header":"A"}}}})");
    }

    void refusesHeadersThatMayNotBeSent() {
        QFETCH(const QByteArray, properties);
        QVERIFY(!tool(properties.toStdString()));
    }

    void aPropertyMayBeCalledLikeTheMark() {
        const auto read = tool(R"("x-mcp-header":{"type":"string"},"properties":{"type":"string","x-mcp-header":"P"})");
        QVERIFY(read);
        const auto* arguments = R"({"properties":"v"})";
        QCOMPARE(parameterHeaders(*read, json(arguments)), (Headers{{"Mcp-Param-P", "v"}}));
    }

    void encodesWhatNoHeaderMayHave() {
        QCOMPARE(headerValue("us-west1"), std::string("us-west1"));
        QCOMPARE(headerValue("Hello, 世界"), std::string("=?base64?SGVsbG8sIOS4lueVjA==?="));
        QCOMPARE(headerValue(" padded "), std::string("=?base64?IHBhZGRlZCA=?="));
        QCOMPARE(headerValue("line1\nline2"), std::string("=?base64?bGluZTEKbGluZTI=?="));
        QCOMPARE(headerValue("=?base64?literal?="), std::string("=?base64?PT9iYXNlNjQ/bGl0ZXJhbD89?="));
        QCOMPARE(headerValue(""), std::string());
    }

    void holdsAToolToWhatItPromises_data() {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("kept");
        const auto row = [](const char* name, const char* answer, bool kept) {
            QTest::newRow(name) << QByteArray(answer) << kept;
        };
        row("as promised", R"({"content":[],"structuredContent":{"n":1}})", true);
        row("another type", R"({"content":[],"structuredContent":{"n":"1"}})", false);
        row("nothing", R"({"content":[]})", false);
        row("a failure", R"({"content":[],"isError":true})", true);
    }

    void holdsAToolToWhatItPromises() {
        QFETCH(const QByteArray, answer);
        QFETCH(const bool, kept);
        const auto* promise = R"({"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]})";
        const Tool tool{"t", {}, {}, json(promise), {}};
        QCOMPARE(readResult(tool, json(answer.constData())).has_value(), kept);
    }

    void readsText() {
        const Tool plain{"t", {}, {}, {}, {}};
        const auto* answer =
            R"({"content":[{"type":"text","text":"a"},{"type":"image"},{"type":"text","text":"b"},7]})";
        QCOMPARE(readResult(plain, json(answer))->text(), std::string("a\nb"));
        QVERIFY(!readResult(plain, {}));
    }

    void followsNoSchemaToAnotherPlace() {
        const auto* elsewhere = R"({"$ref":"http://127.0.0.1:9/schema.json"})";
        const auto* here = R"({"$defs":{"n":{"type":"integer"}},"$ref":"#/$defs/n"})";
        const auto* none = R"({"type":7})";
        const auto* itself = R"({"anyOf":[{"$ref":"#"},{"type":"null"}]})";
        const auto* around = R"({"$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}},"$ref":"#/$defs/a"})";
        boost::json::object levels{{"40", {{"type", "integer"}}}};
        for (int level = 0; level < 40; ++level) {
            const boost::json::object next{{"$ref", "#/$defs/" + std::to_string(level + 1)}};
            levels[std::to_string(level)] = boost::json::object{{"anyOf", boost::json::array{next, next}}};
        }
        const boost::json::object growing{{"$ref", "#/$defs/0"}, {"$defs", levels}};
        QVERIFY(violation(json(itself), 1));
        QVERIFY(violation(json(around), 1));
        QVERIFY(violation(growing, 1));
        QVERIFY(violation(json(elsewhere), 1));
        QVERIFY(!violation(json(here), 1));
        QVERIFY(violation(json(none), 1));
    }
};

QTEST_GUILESS_MAIN(ToolTest)
#include "tool_test.moc"
