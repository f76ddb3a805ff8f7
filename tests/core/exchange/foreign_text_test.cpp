#include "core/exchange/foreign_text.h"

#include <QTest>

#include <string>

using namespace cairn::exchange;
using namespace std::string_literals;

class ForeignTextTest : public QObject {
    Q_OBJECT

private slots:

    void decodes_data() {
        QTest::addColumn<std::string>("bytes");
        QTest::addColumn<std::string>("text"); // or the trouble, after "!"
        QTest::newRow("plain") << "a\nb"s << "a\nb"s;
        QTest::newRow("byte order mark") << "\xef\xbb\xbf{}"s << "{}"s;
        QTest::newRow("Windows' ends of lines") << "a\r\nb\r\n"s << "a\nb\n"s;
        QTest::newRow("a lone return stays") << "a\rb"s << "a\rb"s;
        QTest::newRow("beyond ASCII") << "π → 3"s << "π → 3"s;
        QTest::newRow("UTF-16, little end first") << "\xff\xfe{\0}\0"s << "!is encoded as UTF-16; save it as UTF-8"s;
        QTest::newRow("UTF-16, big end first") << "\xfe\xff\0{\0}"s << "!is encoded as UTF-16; save it as UTF-8"s;
        QTest::newRow("UTF-16 without a mark") << "{\0}\0"s << "!has a NUL byte: no text, or one that is not UTF-8"s;
        QTest::newRow("Latin-1") << "caf\xe9"s << "!is not valid UTF-8"s;
        QTest::newRow("surrogates") << "\xed\xa0\x80"s << "!is not valid UTF-8"s;
    }

    void decodes() {
        QFETCH(const std::string, bytes);
        QFETCH(const std::string, text);
        const auto decoded = decodeText(bytes, "a.md");
        QCOMPARE(decoded ? *decoded : "!" + decoded.error().message, text);
    }

    void knowsTroublesomeFileNames_data() {
        QTest::addColumn<std::string>("name");
        QTest::addColumn<bool>("fine");
        const std::string fineNames[] = {"a.py",     "test/a_test.cpp", "Größe.cs",    ".eslintrc", "a b.txt",
                                         "common.h", "com.py",          "nullable.go", "a/..b",     "console.js"};
        const std::string others[] = {
            "",
            "/etc/passwd",
            "..",
            "../a",
            "a/../../b",
            "a//b",
            "a/",
            "./a",
            "a\\b",
            "C:\\a",
            "C:a",
            "a:b",
            "nul",
            "NUL.txt",
            "a/Con",
            "com1.py",
            "LPT9",
            "aux.h",
            "a.",
            "a ",
            "a./b",
            "a\nb",
            "a\x1b[2Jb",
            "a?b",
            "a\xff"
            "b",
            "a\0b"s,
            "\u202eyp.a",
            std::string(300, 'a')};
        for (const auto& name : fineNames) {
            QTest::addRow("fine %s", name.c_str()) << name << true;
        }
        int number = 0;
        for (const auto& name : others) {
            QTest::addRow("trouble %d", ++number) << name << false;
        }
    }

    void knowsTroublesomeFileNames() {
        QFETCH(const std::string, name);
        QFETCH(const bool, fine);
        QCOMPARE(troubleWithFileName(name).empty(), fine);
    }

    void quotesWhatATerminalWouldObey() {
        QCOMPARE(inQuotes("a\x1b[31mb"), std::string("“a?[31mb”"));
        QCOMPARE(inQuotes("a\u202eb"), std::string("“a?b”"));
        QCOMPARE(inQuotes("caf\xe9"), std::string("“caf?”"));
        const auto cut = inQuotes(std::string(79, 'a') + "ππππ");
        QCOMPARE(cut, "“" + std::string(79, 'a') + "…”");
        QVERIFY(inQuotes(std::string(1000, '\x80')).size() < 100);
    }

    void tellsWhatStandsOnOneLine() {
        QVERIFY(isOneLine("Größe → 日本語 👍"));
        for (const auto* text : {"a\nb", "a\x1b", "a\x7f", "a\u0085", "a\u2028", "a\u202e", "a\u2066", "\xc3"}) {
            QVERIFY2(!isOneLine(text), text);
        }
    }

    void countsBytesAsJson() { QCOMPARE(sizeAsJson("a\"b\\\n\x01π"), std::string("\"a\\\"b\\\\\\n\\u0001π\"").size()); }

    void stopsWarningAfterAWhile() {
        Warnings warnings;
        for (std::size_t at = 0; at < Warnings::kMost + 7; ++at) {
            warnings.add("again");
        }
        const auto lines = std::move(warnings).take();
        QCOMPARE(lines.size(), Warnings::kMost + 1);
        QCOMPARE(lines.back(), std::string("and 7 more of this kind"));
    }
};

QTEST_GUILESS_MAIN(ForeignTextTest)
#include "foreign_text_test.moc"
