#include "tests/app/cli/program.h"

#include <QDate>
#include <QTest>

#include <memory>

using namespace cairn;
using namespace cairn::cli;

class ReviewsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Program> m_program{};

    QJsonObject list() const { return m_program->ask({"review", "list"}).json().object(); }

private Q_SLOTS:

    void init() {
        m_program = std::make_unique<Program>();
        const exchange::TrackFolder folder;
        fillTrack(folder);
        const auto imported = m_program->run({"import", "exercism", QString::fromStdString(folder.path().string())});
        QVERIFY2(imported.status == 0, imported.err);
        QVERIFY(m_program->run({"review", "list"}).out.startsWith("Nothing is reviewed yet"));
        QCOMPARE(m_program->run({"task", "start", "hello"}).status, 0);
    }

    void asksAgainForWhatWasSolved() {
        const auto early = m_program->ask({"review", "grade", "hello", "good"});
        QCOMPARE(early.status, 1);
        QCOMPARE(early.code(), QString("refused"));
        QVERIFY2(early.message().contains("not completed yet"), early.err);

        QCOMPARE(m_program->run({"task", "complete", "hello"}).status, 0);
        const auto row = list()["upcoming"][0];
        QCOMPARE(row["title"].toString(), QString("Hello"));
        QCOMPARE(row["recall"].toInt(), 100);
        QVERIFY(row["due"].toString() > QDate::currentDate().toString(Qt::ISODate));
        QCOMPARE(list()["later"].toInt(), 1);
        QVERIFY2(m_program->run({"review", "list"}).out.contains("100 %"), m_program->run({"review", "list"}).out);

        const auto graded = m_program->ask({"review", "grade", "hello", "again"});
        QCOMPARE(graded.status, 0);
        QCOMPARE(graded.json()["reviews"].toInt(), 1);
        QCOMPARE(list()["today"].toInt(), 1);
        QVERIFY(m_program->run({"review", "grade", "hello", "easy"}).out.contains("due again on 20"));
        QCOMPARE(m_program->log().at(0)["type"].toString(), QString("review.graded"));
        QCOMPARE(m_program->ask({"verify-log"}).status, 0);
    }

    void stopsAndGoesOn() {
        QCOMPARE(m_program->run({"task", "complete", "hello"}).status, 0);
        QVERIFY(m_program->ask({"review", "stop", "hello"}).json()["paused"].toBool());
        QCOMPARE(list()["later"].toInt(), 0);
        QCOMPARE(list()["paused"].toArray().size(), 1);
        QVERIFY(m_program->run({"review", "list"}).out.contains("stopped"));
        QVERIFY(m_program->run({"review", "resume", "hello"}).out.startsWith("reviewing "));
        QCOMPARE(list()["later"].toInt(), 1);
        QVERIFY(m_program->run({"review", "stop", "hello"}).out.startsWith("not reviewing "));
        QCOMPARE(m_program->ask({"review", "stop", "nothing"}).code(), QString("not_found"));
    }
};

QTEST_GUILESS_MAIN(ReviewsTest)
#include "reviews_test.moc"
