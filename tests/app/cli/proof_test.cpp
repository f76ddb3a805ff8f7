#include "core/events/event_codec.h"
#include "tests/app/cli/program.h"
#include "tests/core/store/profile_folder.h"

#include <QTest>

using namespace cairn;
using namespace cairn::cli;
using namespace cairn::store::testing;

namespace {

// A profile in which a server has verified two tasks that the learner calls hard.
void fill(const Program& program) {
    Device learner("laptop");
    Device server("server", "learner/else");
    for (const auto& [id, difficulty] : {std::pair("one", 2), std::pair("two", 5)}) {
        const std::string task = std::string("task/") + id;
        learner.add(events::draft(task, events::TaskCreated{.title = id, .difficulty = 10}), base::Hlc::at(kNow));
        server.add(
            events::draft(
                task,
                events::TaskVerified{
                    .evidence = "accepted",
                    .platform = events::Platform::leetcode,
                    .account = "ada",
                    .solvedAt = kNow,
                    .imported = true,
                    .problem = std::string("leetcode/") + id,
                    .difficulty = difficulty,
                    .title = id}),
            base::Hlc::at(kNow + 1), true);
    }
    const auto store = must(store::Store::open(program.home().toStdString(), {}));
    must(store->trust(
        "https://cairn.example.org", {{serverKey().id(), events::toHex(serverKey().publicKey()), {}, {}}}, kNow));
    must(store->receive(learner.log(), kNow));
    must(store->receive(server.log(), kNow));
}

} // namespace

class ProofTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString file(const QString& name, const QByteArray& text = {}) const {
        const auto path = m_folder.filePath(name);
        if (!text.isEmpty()) {
            QFile written(path);
            written.open(QFile::WriteOnly);
            written.write(text);
        }
        return path;
    }

    static QString keyOption() {
        return QString::fromStdString(serverKey().id() + "=" + events::toHex(serverKey().publicKey()));
    }

    QString keysFile() const {
        const auto open = QByteArray::fromStdString(events::toHex(serverKey().publicKey()));
        return file(
            "keys.json", "{\"keys\":[{\"by\":\"\",\"id\":\"server\",\"open\":\"" + open + "\",\"voucher\":\"\"}]}");
    }

private slots:

    void whatIsExportedIsVerifiedByAnybody() {
        const Program program;
        fill(program);
        const auto proof = file("level.json");
        const auto exported = program.run({"proof", "export", proof});
        QVERIFY2(exported.status == 0, exported.err.constData());

        const Program other; // that has no profile
        const auto verified = other.ask({"proof", "verify", proof, "--key", keyOption()});
        QVERIFY2(verified.status == 0, verified.err.constData());
        QCOMPARE(verified.json()["trusted"].toBool(), true);
        // 5 · 0.1 + 2 · 0.09, whatever the learner says of the tasks.
        QCOMPARE(verified.json()["verifiedHundredths"].toInt(), 68);
        QCOMPARE(verified.json()["accounts"].toArray().size(), 1);
        QCOMPARE(program.ask({"status"}).json()["level"]["verifiedHundredths"].toInt(), 68);
        QVERIFY(!QFile::exists(other.home()));

        QCOMPARE(other.ask({"proof", "verify", proof}).json()["trusted"].toBool(true), false);
        QVERIFY(other.run({"proof", "verify", proof}).out.contains("was not checked"));
    }

    void whatIsWrongIsNamed() {
        const Program program;
        fill(program);
        const auto exported = program.run({"proof", "export", "--keys", keysFile()}).out;
        QVERIFY(exported.contains("\"levelHundredths\":68"));
        auto forged = exported;
        forged.replace("\"levelHundredths\":68", "\"levelHundredths\":99");
        const auto refused = program.ask({"proof", "verify", file("forged.json", forged)});
        QCOMPARE(refused.status, 1);
        QCOMPARE(refused.code(), QString("refused"));
        QCOMPARE(refused.message(), QString("it says 99, and the receipts come to 68"));
        const auto other = QStringLiteral("server=") + QString(64, QChar('1'));
        QCOMPARE(program.ask({"proof", "verify", file("sound.json", exported), "--key", other}).status, 1);
        QCOMPARE(program.ask({"proof", "verify", file("sound.json"), "--key", "server"}).status, 2);
        QCOMPARE(program.ask({"proof", "verify", file("none.json")}).code(), QString("not_found"));
    }

    void whereNothingWasVerifiedThereIsNothingToShow() {
        const Program program;
        QCOMPARE(program.run({"task", "add", "Alone"}).status, 0);
        const auto refused = program.ask({"proof", "export"});
        QCOMPARE(refused.status, 1);
        QCOMPARE(refused.code(), QString("not_found"));
    }
};

QTEST_GUILESS_MAIN(ProofTest)
#include "proof_test.moc"
