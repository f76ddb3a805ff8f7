#include "tests/app/cli/program.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace cairn::cli;

namespace {

const Program& program() {
    static const Program kProgram;
    return kProgram;
}

// "task list" … from the list in the program's help.
QStringList commandsOf(const QString& help) {
    QStringList commands;
    const auto listed = help.section("Commands:\n", 1).section("\n\n", 0, 0);
    static const QRegularExpression kWords("^  ([a-z][a-z-]*(?: [a-z][a-z-]*)?)(?: |$)");
    for (const auto& line : listed.split('\n')) {
        if (const auto match = kWords.match(line); match.hasMatch()) {
            commands << match.captured(1);
        }
    }
    return commands;
}

QSet<QString> optionsOf(const QString& help) {
    QSet<QString> options;
    static const QRegularExpression kOption("^  --([a-z-]+)", QRegularExpression::MultilineOption);
    for (const auto& match : kOption.globalMatch(help)) {
        options << match.captured(1);
    }
    return options;
}

QString helpOf(const QString& command) {
    return QString::fromUtf8(program().run(command.split(' ', Qt::SkipEmptyParts) + QStringList("--help")).out);
}

} // namespace

class UsageTest : public QObject {
    Q_OBJECT

private slots:

    void misuseEndsWithTwo_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, const QStringList& arguments, const char* message) {
            QTest::newRow(name) << arguments << QString(message);
        };
        row("nothing", {}, "no command given");
        row("unknown command", {"frobnicate"}, "unknown command 'frobnicate'");
        row("unknown command of a group", {"task", "frobnicate"}, "unknown command 'task frobnicate'");
        row("a group alone", {"task"}, "'task' needs a command of its own");
        row("missing operand", {"task", "start"}, "'task start' needs ID");
        row("missing second operand", {"task", "schedule", "a"}, "'task schedule' needs ID DATE");
        row("too many operands", {"status", "now"}, "'status' cannot do anything with 'now'");
        row("unknown option", {"status", "--frobnicate"}, "'--frobnicate'");
        row("unknown short option", {"status", "-x"}, "'-x'");
        row("abbreviated option", {"task", "list", "--stat", "locked"}, "'--stat'");
        row("option of another command", {"status", "--path", "a"}, "'--path'");
        row("option without value", {"--home"}, "'--home'");
        row("option with an empty value", {"status", "--home="}, "'--home");
        row("switch with a value", {"task", "start", "a", "--anyway=yes"}, "'--anyway'");
        row("option given twice", {"status", "--as-of", "2026-01-01", "--as-of", "2026-01-02"}, "given twice");
        row("no day", {"status", "--as-of", "yesterday"}, "\"yesterday\" is not a day");
        row("no such day", {"status", "--as-of", "2026-02-30"}, "not a day");
        row("no number", {"log", "--limit", "many"}, "whole number from 1 to 10000, and not 'many'");
        row("number out of range", {"log", "--limit", "0"}, "whole number from 1");
        row("number with a tail", {"task", "list", "--limit", "5x"}, "not '5x'");
        row("unknown state", {"task", "list", "--status", "locked,lost"}, "locked, available, scheduled");
        row("unknown source", {"task", "list", "--source", "rosetta"}, "exercism, leetcode");
        row("unknown column", {"task", "list", "--sort", "colour"}, "difficulty");
        row("difficulty out of range", {"task", "list", "--difficulty", "3-11"}, "1 to 10");
        row("difficulty backwards", {"task", "list", "--difficulty", "5-3"}, "ends before it begins");
        row("difficulty of nothing", {"task", "list", "--difficulty=-"}, "needs a bound");
        row("plan for no day", {"task", "schedule", "a", "soon"}, "\"soon\" is not a day");
        row("no grade", {"review", "grade", "a"}, "'review grade' needs ID GRADE");
        row("unknown grade", {"review", "grade", "a", "fine"}, "again, hard, good or easy, and not 'fine'");
        row("an edit of nothing", {"task", "edit", "a"}, "nothing to change");
    }

    void misuseEndsWithTwo() {
        QFETCH(const QStringList, arguments);
        QFETCH(const QString, message);
        const auto told = program().run(arguments);
        QCOMPARE(told.status, 2);
        QVERIFY(told.out.isEmpty());
        QVERIFY2(told.err.startsWith("cairnctl: ") && told.err.contains(message.toUtf8()), told.err);
        QVERIFY2(told.err.contains("--help"), told.err);

        const auto asked = program().ask(arguments);
        QCOMPARE(asked.status, 2);
        QVERIFY(asked.out.isEmpty());
        QCOMPARE(asked.code(), QString("usage"));
        QVERIFY2(asked.message().contains(message), asked.err);
        QVERIFY2(!QFile::exists(program().home()), "a slip of the finger makes no profile");
    }

    void errorsHaveOneShape() {
        const auto asked = program().ask({"import", "exercism", "/no/such/folder"});
        QCOMPARE(asked.status, 1);
        QVERIFY(asked.out.isEmpty());
        QCOMPARE(asked.err.count('\n'), 1);
        const auto error = asked.error();
        QCOMPARE(error.toObject().keys(), (QStringList{"code", "details", "message", "requestId", "timestamp"}));
        QCOMPARE(error["details"].toObject().keys(), QStringList{"place"});
        QCOMPARE(error["code"].toString(), QString("not_found"));
        static const QRegularExpression kInstant(R"(^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$)");
        QVERIFY(kInstant.match(error["timestamp"].toString()).hasMatch());
        QCOMPARE(error["requestId"].toString().size(), 16);
    }

    void globalOptionsStandAnywhere() {
        const QStringList home{"--home", program().home() + "-elsewhere"};
        const QList<QStringList> orders{
            home + QStringList{"--json", "path", "list"}, QStringList{"path", "--json"} + home + QStringList{"list"},
            QStringList{"path", "list"} + home + QStringList{"--json"}};
        for (const auto& arguments : orders) {
            const auto ended = program().run(arguments);
            QCOMPARE(ended.status, 0);
            QCOMPARE(ended.out, QByteArray("[]\n"));
        }
        QVERIFY(QFile::exists(home[1] + "/profile.db"));
        QDir(home[1]).removeRecursively();
    }

    void everyCommandHasHelp() {
        const auto commands = commandsOf(helpOf(""));
        QVERIFY2(commands.contains("task add") && commands.contains("verify-log"), qPrintable(commands.join(", ")));
        QVERIFY(commands.size() >= 22);
        for (const auto& command : commands + QStringList{"task", "path", "topic", "import", "bench"}) {
            const auto help = helpOf(command);
            QVERIFY2(help.startsWith("Usage: cairnctl " + command), qPrintable(help));
            QVERIFY2(optionsOf(help).contains("json"), qPrintable(help));
            for (const auto& line : help.split('\n')) {
                QVERIFY2(line.size() <= 80, qPrintable(line));
            }
        }
    }

    void tellsItsVersion() {
        QCOMPARE(program().run({"--version"}).out, QByteArray("cairnctl 0.1.0\n"));
        QCOMPARE(program().ask({"--version"}).json()["version"].toString(), QString("0.1.0"));
    }

    void theManualHasEveryCommandAndOption() {
        QFile page(CAIRN_SOURCE_DIR "/packaging/man/cairnctl.1");
        QVERIFY(page.open(QFile::ReadOnly));
        const auto manual = QString::fromUtf8(page.readAll());
        for (const auto& command : commandsOf(helpOf(""))) {
            const auto start = manual.indexOf(
                QRegularExpression("^\\.It Cm " + command + "\\b(?!-)", QRegularExpression::MultilineOption));
            QVERIFY2(start >= 0, qPrintable(command));
            for (const auto& option : optionsOf(helpOf(command))) {
                QVERIFY2(manual.contains("Fl -" + option), qPrintable(command + " --" + option));
            }
        }
    }

    void theManualIsSound() {
        QProcess mandoc;
        mandoc.start("mandoc", {"-Tlint", CAIRN_SOURCE_DIR "/packaging/man/cairnctl.1"});
        if (!mandoc.waitForStarted()) {
            QSKIP("mandoc is not installed");
        }
        mandoc.waitForFinished();
        QCOMPARE(mandoc.readAll(), QByteArray());
    }
};

QTEST_GUILESS_MAIN(UsageTest)
#include "usage_test.moc"
