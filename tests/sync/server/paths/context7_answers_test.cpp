#include "core/plan/documentation.h"
#include "sync/server/paths/context7_answers.h"
#include "tests/sync/server/paths/context7_texts.h"

#include <QTest>

using namespace cairn;
using namespace cairn::server;
using test::kLibraries;
using test::kSections;

namespace {

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const auto at = text.find(what);
    if (at == std::string::npos) {
        qFatal("not there");
    }
    return text.replace(at, what.size(), with);
}

std::vector<std::string> idsOf(const base::Expected<std::vector<Library>>& libraries) {
    std::vector<std::string> ids;
    if (libraries) {
        for (const auto& library : *libraries) {
            ids.push_back(library.id);
        }
    } else {
        ids.push_back("error: " + libraries.error().message);
    }
    return ids;
}

Library library(const char* id, const char* title) {
    return {id, title, ""};
}

} // namespace

class Context7AnswersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void readsLibraries() {
        const auto libraries = readLibraries(kLibraries);
        QCOMPARE(idsOf(libraries), (std::vector<std::string>{"/websites/en_cppreference_w", "/nlohmann/json"}));
        QCOMPARE(libraries->at(1).title, std::string("JSON for Modern C++"));
        QCOMPARE(libraries->at(1).description, std::string("A header-only JSON library for C++"));
    }

    void readsLibrariesWithANote() {
        const auto filtered = replaced(
            kLibraries, "\n\n", "\n\n**Note:** Your results only include libraries matching your filters.\n\n");
        QCOMPARE(idsOf(readLibraries(filtered)).size(), std::size_t(2));
    }

    void readsThatThereIsNone() { QCOMPARE(idsOf(readLibraries(test::kNoLibraries)), std::vector<std::string>()); }

    void leavesOutWhatIsNotDescribedInFull_data() {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("with");
        const auto row = [](const char* name, const char* what, const char* with) {
            QTest::newRow(name) << QString::fromLatin1(what) << QString::fromLatin1(with);
        };
        row("no title", "- Title: JSON for Modern C++\n", "");
        row("empty title", "JSON for Modern C++", " ");
        row("no id", "- Context7-compatible library ID: /nlohmann/json\n", "");
        row("id without owner", "/nlohmann/json", "/json");
        row("id that is none", "/nlohmann/json", "undefined");
        row("id with a space", "/nlohmann/json", "/nlohmann/js on");
        row("id with an empty part", "/nlohmann/json", "//json");
        row("id with a control character", "/nlohmann/json", "/nlohmann/js\x1b[1mon");
        row("no description", "- Description: A header-only JSON library for C++\n", "");
        row("cut off before its reputation",
            "- Source Reputation: High\n- Benchmark Score: 88.1\n- Versions: v3.11.3, v3.12.0", "");
        row("cut off within its reputation", "High\n- Benchmark Score: 88.1\n- Versions: v3.11.3, v3.12.0", "Hi");
    }

    void leavesOutWhatIsNotDescribedInFull() {
        QFETCH(const QString, what);
        QFETCH(const QString, with);
        const auto text = replaced(kLibraries, what.toStdString(), with.toStdString());
        QCOMPARE(idsOf(readLibraries(text)), std::vector<std::string>{"/websites/en_cppreference_w"});
    }

    void troublesAreNoAnswers() {
        for (const auto* trouble : test::kTroubles) {
            QVERIFY2(!readLibraries(trouble), trouble);
            QVERIFY2(!readSections(trouble), trouble);
        }
        QVERIFY(!readLibraries(kSections));
        QVERIFY(!readSections(kLibraries));
        QVERIFY(!readLibraries("Available Libraries:\n\n"));
        QVERIFY(!readLibraries("So: " + kLibraries));
        QVERIFY(!readSections("So: " + kSections));
    }

    void whatIsNoTextOrTooLargeIsNoAnswer() {
        QVERIFY(!readLibraries(kLibraries + "\xff"));
        QVERIFY(!readSections(kSections + std::string(1, '\0')));
        QVERIFY(!readLibraries(kLibraries + std::string(kContext7Bytes, 'a')));
        QVERIFY(!readSections(kSections + std::string(kContext7Bytes, 'a')));
    }

    // However much of an answer is missing, what is read of it is whole.
    void noPartOfAnAnswerSaysSomethingElse() {
        for (std::size_t size = 0; size < kLibraries.size(); ++size) {
            const auto libraries = readLibraries(kLibraries.substr(0, size));
            QVERIFY(!libraries || libraries->at(0).id == "/websites/en_cppreference_w");
            QVERIFY(!libraries || libraries->size() < 2 || libraries->at(1).id == "/nlohmann/json");
        }
        for (std::size_t size = 0; size < kSections.size(); ++size) {
            const auto sections = readSections(kSections.substr(0, size));
            QVERIFY(!sections || sections->at(0).source.ends_with("/parse.md"));
            QVERIFY(!sections || sections->size() < 2 || sections->at(1).source.ends_with("/dump.md"));
            if (sections && sections->size() == 2) {
                QVERIFY(!plan::mentions(sections->at(1).text, "value.dump(2)") || size > kSections.size() - 5);
            }
        }
    }

    void findsALibraryByItsName_data() {
        QTest::addColumn<QString>("technology");
        QTest::addColumn<int>("found"); // -1: none
        const auto row = [](const char* technology, int found) {
            QTest::newRow(technology) << QString::fromLatin1(technology) << found;
        };
        row("React", 1);
        row("react", 1);
        row("React Native", 0);
        row("json", 2);
        row("nlohmann json", 2);
        row("Modern C++", 2);
        row("next.js", 3);
        row("C++", -1); // a language, and not the library for it
        row("Preact", -1);
        row("act", -1);
        row("React Query", -1);
        row("nlohmann modern", -1); // half in the title, half in the id
        row("", -1);
        row(" ", -1);
    }

    void findsALibraryByItsName() {
        const std::vector<Library> libraries{
            library("/facebook/react-native", "React Native"), library("/facebook/react", "React"),
            library("/nlohmann/json", "JSON for Modern C++"), library("/vercel/next.js", "The framework")};
        QFETCH(const QString, technology);
        QFETCH(const int, found);
        const auto* library = libraryOf(technology.toStdString(), libraries);
        QCOMPARE(library == nullptr ? -1 : static_cast<int>(library - libraries.data()), found);
    }

    void readsSections() {
        const auto sections = readSections(kSections);
        QVERIFY(sections);
        QCOMPARE(sections->size(), std::size_t(2));
        QCOMPARE(
            sections->at(1).source,
            std::string("https://github.com/nlohmann/json/blob/develop/docs/mkdocs/docs/api/basic_json/dump.md"));
        QVERIFY(plan::mentions(sections->at(0).text, "parse"));
        QVERIFY(plan::mentions(sections->at(1).text, "dump"));
        // The address is no evidence.
        QVERIFY(!plan::mentions(sections->at(1).text, "basic_json"));
    }

    void aLineWithinAnExampleEndsNoSection() {
        const auto text =
            replaced(kSections, "#include <nlohmann/json.hpp>", "--------------------------------\nunder a line");
        const auto sections = readSections(text);
        QVERIFY(sections);
        QCOMPARE(sections->size(), std::size_t(2));
        QVERIFY(plan::mentions(sections->at(0).text, "parse"));
        QVERIFY(plan::mentions(sections->at(0).text, "under a line"));
    }

    void sectionsNeedNoHeading() {
        for (const auto* heading : {"### Parse JSON text\n\n", "### Serialize a value\n\n"}) {
            const auto sections = readSections(replaced(kSections, heading, ""));
            QVERIFY(sections);
            QCOMPARE(sections->size(), std::size_t(2));
            QVERIFY(plan::mentions(sections->at(0).text, "parse") && plan::mentions(sections->at(1).text, "dump"));
        }
    }

    void sectionsWithoutSourceAreLeftOut() {
        for (const auto* source : {"javascript:alert(1)", "", "https://a b", "file:///etc/passwd"}) {
            const auto text = replaced(
                kSections, "https://github.com/nlohmann/json/blob/develop/docs/mkdocs/docs/api/basic_json/dump.md",
                source);
            const auto sections = readSections(text);
            QVERIFY(sections);
            QCOMPARE(sections->size(), std::size_t(1));
        }
    }

    void quotesAShortLine() {
        QCOMPARE(quotedLine("Rate limited.\n"), std::string("Rate limited"));
        QCOMPARE(quotedLine("one\ntwo\x1b"), std::string("one two "));
        QCOMPARE(quotedLine(""), std::string("nothing"));
        QCOMPARE(quotedLine("\xff"), std::string("what is no text"));
        std::string umlauts = "a";
        for (int left = 200; left > 0; --left) {
            umlauts += "ü";
        }
        QVERIFY(quotedLine(umlauts).ends_with("ü …"));
        QVERIFY(quotedLine(umlauts).size() < 180);
    }
};

QTEST_APPLESS_MAIN(Context7AnswersTest)
#include "context7_answers_test.moc"
