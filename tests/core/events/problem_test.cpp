#include "core/events/problem.h"

#include <QTest>

using namespace cairn::events;

class ProblemTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void namesWhatIsProvenTheSameUnderWhicheverTask_data() {
        QTest::addColumn<Requirement>("requirement");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char* name, const Requirement& requirement, const char* problem) {
            QTest::newRow(name) << requirement << QString::fromUtf8(problem);
        };
        row("nothing", {}, "");
        row("leetcode", {.platform = Platform::leetcode, .problem = "Two-Sum"}, "leetcode/two-sum");
        row("leetcode, nothing", {.platform = Platform::leetcode}, "");
        row("codeforces", {.platform = Platform::codeforces, .contest = 4, .index = "a1"}, "codeforces/4/A1");
        row("codeforces, nothing", {.platform = Platform::codeforces, .contest = 4}, "");
        row("github", {.platform = Platform::github, .repository = "Ada/Engine", .commits = 3}, "github/ada/engine");
        row("github, more", {.platform = Platform::github, .repository = "ada/engine", .commits = 9},
            "github/ada/engine");
    }

    void namesWhatIsProvenTheSameUnderWhicheverTask() {
        QFETCH(const Requirement, requirement);
        QFETCH(const QString, problem);
        QCOMPARE(QString::fromStdString(problemOf(requirement)), problem);
    }
};

QTEST_GUILESS_MAIN(ProblemTest)
#include "problem_test.moc"
