#include "core/base/text.h"

#include <QTest>

#include <rapidcheck.h>

#include <string>
#include <vector>

using namespace cairn::base;

namespace {

std::string utf8(std::uint32_t point) {
    const auto byte = [](std::uint32_t value) { return static_cast<char>(value); };
    const auto tail = [&](unsigned shift) { return byte(0x80U | ((point >> shift) & 0x3fU)); };
    if (point < 0x80) {
        return {byte(point)};
    }
    if (point < 0x800) {
        return {byte(0xc0U | (point >> 6U)), tail(0)};
    }
    if (point < 0x10000) {
        return {byte(0xe0U | (point >> 12U)), tail(6), tail(0)};
    }
    return {byte(0xf0U | (point >> 18U)), tail(12), tail(6), tail(0)};
}

} // namespace

class TextTest : public QObject {
    Q_OBJECT

private slots:
    void onlyWellFormedTextIsValid_data();
    void onlyWellFormedTextIsValid();
    void everyCodePointIsValidExceptNulAndSurrogates();
    void whateverIsCutShortIsInvalid();
    void foldingTouchesAsciiLettersOnly();
    void foldingTwiceIsFoldingOnce();
    void namesAreJoinedForPeople();
};

void TextTest::onlyWellFormedTextIsValid_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("valid");
    const auto row = [](const char* name, const QByteArray& text, bool valid) { QTest::newRow(name) << text << valid; };
    row("empty", "", true);
    row("ASCII", "cairn", true);
    row("controls", "\x01\t\n\x7f", true);
    row("NUL", QByteArray("a\0b", 3), false);
    row("two bytes", "\xc3\xa4", true);
    row("three bytes", "\xe2\x82\xac", true);
    row("four bytes", "\xf0\x9f\x8f\x94", true);
    row("a tail alone", "\x80", false);
    row("overlong in two", "\xc0\xaf", false);
    row("overlong in two, the last", "\xc1\xbf", false);
    row("overlong in three", "\xe0\x9f\xbf", false);
    row("the first of three", "\xe0\xa0\x80", true);
    row("overlong in four", "\xf0\x8f\xbf\xbf", false);
    row("the first of four", "\xf0\x90\x80\x80", true);
    row("the last before the surrogates", "\xed\x9f\xbf", true);
    row("the first surrogate", "\xed\xa0\x80", false);
    row("the last surrogate", "\xed\xbf\xbf", false);
    row("the first after them", "\xee\x80\x80", true);
    row("U+10FFFF", "\xf4\x8f\xbf\xbf", true);
    row("U+110000", "\xf4\x90\x80\x80", false);
    row("five bytes", "\xf8\x88\x80\x80\x80", false);
    row("0xff", "\xff", false);
    row("cut after one", "\xe2", false);
    row("cut after two", "\xe2\x82", false);
    row("a letter instead of a tail", "\xe2\x82x", false);
    row("Latin-1", "Gr\xfc\xdf", false);
}

void TextTest::onlyWellFormedTextIsValid() {
    QFETCH(QByteArray, text);
    QTEST(isValidText(text.toStdString()), "valid");
}

void TextTest::everyCodePointIsValidExceptNulAndSurrogates() {
    for (std::uint32_t point = 0; point <= 0x10ffff; ++point) {
        const bool expected = point != 0 && (point < 0xd800 || point > 0xdfff);
        if (isValidText(utf8(point)) != expected) {
            QFAIL(qPrintable(QString::number(point, 16)));
        }
    }
}

void TextTest::whateverIsCutShortIsInvalid() {
    QVERIFY(rc::check("a character without its last byte is no text", [] {
        const auto point = *rc::gen::inRange<std::uint32_t>(0x80, 0xd800);
        const auto whole = utf8(point);
        RC_ASSERT(isValidText("a" + whole + "b"));
        RC_ASSERT(!isValidText("a" + whole.substr(0, whole.size() - 1)));
        RC_ASSERT(!isValidText("a" + whole.substr(0, whole.size() - 1) + "b"));
    }));
}

void TextTest::foldingTouchesAsciiLettersOnly() {
    QCOMPARE(foldCase("Two-FER [@Z] \xc3\x84"), std::string("two-fer [@z] \xc3\x84"));
}

void TextTest::foldingTwiceIsFoldingOnce() {
    QVERIFY(rc::check("folding is idempotent and keeps the length", [](const std::string& text) {
        RC_ASSERT(foldCase(foldCase(text)) == foldCase(text));
        RC_ASSERT(foldCase(text).size() == text.size());
    }));
}

void TextTest::namesAreJoinedForPeople() {
    using Names = std::vector<std::string>;
    QCOMPARE(joinNames(Names{}), std::string());
    QCOMPARE(joinNames(Names{"loops"}), std::string("loops"));
    QCOMPARE(joinNames(Names{"loops", "lists"}), std::string("loops and lists"));
    QCOMPARE(joinNames(Names{"loops", "lists", "sets"}), std::string("loops, lists and sets"));
}

QTEST_GUILESS_MAIN(TextTest)
#include "text_test.moc"
