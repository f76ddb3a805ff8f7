#include "core/events/canonical_json.h"
#include "tests/core/events/any_event.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>

using namespace cairn::events;
using cairn::base::ErrorCode;

namespace json = boost::json;

class CanonicalJsonTest : public QObject {
    Q_OBJECT

private slots:
    void everyValueHasOneForm_data();
    void everyValueHasOneForm();
    void whatHasNoCanonicalFormIsRefused_data();
    void whatHasNoCanonicalFormIsRefused();
    void otherFormsAreReadAndNotCanonical_data();
    void otherFormsAreReadAndNotCanonical();
    void limitsHold();
    void theFormIsAFixedPoint();
    void theOrderOfMembersDoesNotMatter();
    void differentValuesHaveDifferentForms();
};

void CanonicalJsonTest::everyValueHasOneForm_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("canonical");
    const auto row = [](const char* name, const char* text, const char* canonical) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(canonical);
    };
    row("null", " null ", "null");
    row("words", "[true,false]", "[true,false]");
    row("numbers", "[0,-1, 9223372036854775807,-9223372036854775808]",
        "[0,-1,9223372036854775807,-9223372036854775808]");
    row("minus nothing", "-0", "0");
    row("empty", "[{},[],\"\"]", "[{},[],\"\"]");
    row("members are sorted", R"({"b":1,"a":2,"B":3,"":4,"aa":5})", R"({"":4,"B":3,"a":2,"aa":5,"b":1})");
    row("inner members too", R"({"x":{"b":[{"d":1,"c":2}],"a":0}})", R"({"x":{"a":0,"b":[{"c":2,"d":1}]}})");
    row("sorted by bytes, not by UTF-16", R"({"\uffff":1,"\ud83c\udfd4":2})",
        "{\"\xef\xbf\xbf\":1,\"\xf0\x9f\x8f\x94\":2}");
    row("short escapes", R"("\u0022\u005c\u0008\u000c\u000a\u000d\u0009")", R"("\"\\\b\f\n\r\t")");
    row("other controls", R"("\u0001\u001F\u007f")", "\"\\u0001\\u001f\x7f\"");
    row("a slash is no escape", R"("a\/b")", R"("a/b")");
    row("letters as UTF-8", R"("\u00e4\u20ac\ud83c\udfd4")", "\"\xc3\xa4\xe2\x82\xac\xf0\x9f\x8f\x94\"");
    row("white space", "\t{ \"a\" :\r\n[ 1 , 2 ] } ", R"({"a":[1,2]})");
    row("the last of two members wins", R"({"a":1,"a":2})", R"({"a":2})");
}

void CanonicalJsonTest::everyValueHasOneForm() {
    QFETCH(QByteArray, text);
    const auto value = parseJson(text.toStdString());
    QVERIFY(value.has_value());
    const auto canonical = canonicalJson(*value);
    QTEST(QByteArray::fromStdString(canonical), "canonical");
    QCOMPARE(canonicalJson(parseCanonicalJson(canonical).value()), canonical);
}

void CanonicalJsonTest::whatHasNoCanonicalFormIsRefused_data() {
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const QByteArray& text) { QTest::newRow(name) << text; };
    row("nothing", "");
    row("two values", "1 2");
    row("a fraction", "[1.5]");
    row("a whole number written as a fraction", "1.0");
    row("an exponent", "{\"a\":1e2}");
    row("beyond 64 bits", "9223372036854775808");
    row("beyond 64 bits below", "-9223372036854775809");
    row("far beyond", "123456789012345678901234567890");
    row("NUL", "\"a\\u0000b\"");
    row("NUL in a name", "{\"a\\u0000b\":1}");
    row("half a surrogate", R"("\ud83c")");
    row("the other half", R"("\udfd4")");
    row("a broken character", "\"\xe2\x82\"");
    row("an overlong character", "\"\xc0\xaf\"");
    row("a control in a text", "\"\n\"");
    row("a comment", "[1] // one");
    row("a comma too many", "[1,]");
    row("a single quote", "'a'");
    row("a name without quotes", "{a:1}");
    row("NaN", "NaN");
    row("Infinity", "-Infinity");
    row("a leading zero", "01");
    row("a plus", "+1");
    row("a byte order mark", "\xef\xbb\xbf{}");
    row("cut off", "{\"a\":[1,2");
}

void CanonicalJsonTest::whatHasNoCanonicalFormIsRefused() {
    QFETCH(QByteArray, text);
    const auto value = parseJson(text.toStdString());
    QVERIFY(!value.has_value());
    QCOMPARE(value.error().code, ErrorCode::InvalidInput);
}

void CanonicalJsonTest::otherFormsAreReadAndNotCanonical_data() {
    QTest::addColumn<QByteArray>("text");
    for (const char* text :
         {"{ }", " 1", "1\n", "-0", R"({"b":1,"a":2})", R"({"a":1,"a":1})", R"("\u0041")", R"("\/")", R"("\u000A")",
          R"("\u001F")"}) {
        QTest::newRow(text) << QByteArray(text);
    }
}

void CanonicalJsonTest::otherFormsAreReadAndNotCanonical() {
    QFETCH(QByteArray, text);
    QVERIFY(parseJson(text.toStdString()).has_value());
    QVERIFY(!parseCanonicalJson(text.toStdString()).has_value());
}

void CanonicalJsonTest::limitsHold() {
    const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    QVERIFY(parseJson(nested(32)).has_value());
    QVERIFY(!parseJson(nested(33)).has_value());
    QVERIFY(!parseJson(nested(100'000)).has_value());
    QVERIFY(parseJson(nested(3), {.bytes = 6, .depth = 3}).has_value());
    QVERIFY(!parseJson(nested(4), {.bytes = 8, .depth = 3}).has_value());
    QCOMPARE(parseJson("[1234]", {.bytes = 5}).error().code, ErrorCode::LimitExceeded);
}

void CanonicalJsonTest::theFormIsAFixedPoint() {
    QVERIFY(rc::check("what is written is read as the same value, and written as the same bytes", [] {
        const auto value = testing::anyJson(4);
        const auto text = canonicalJson(value);
        const auto read = parseCanonicalJson(text);
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == value);
        RC_ASSERT(canonicalJson(*read) == text);
    }));
}

void CanonicalJsonTest::theOrderOfMembersDoesNotMatter() {
    QVERIFY(rc::check("members in any order are written in one", [] {
        const auto object = testing::anyObject(2);
        json::object reversed;
        for (auto member = object.end(); member != object.begin();) {
            --member;
            reversed[member->key()] = member->value();
        }
        RC_ASSERT(canonicalJson(object) == canonicalJson(reversed));
    }));
}

void CanonicalJsonTest::differentValuesHaveDifferentForms() {
    QVERIFY(rc::check("one form, one value", [] {
        const auto one = testing::anyJson(2);
        const auto other = testing::anyJson(2);
        RC_ASSERT((canonicalJson(one) == canonicalJson(other)) == (one == other));
    }));
}

QTEST_GUILESS_MAIN(CanonicalJsonTest)
#include "canonical_json_test.moc"
