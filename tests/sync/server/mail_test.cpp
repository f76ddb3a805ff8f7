#include "sync/server/mail/compose.h"
#include "sync/server/mail/mail_job.h"
#include "tests/sync/server/job_fixture.h"
#include "tests/sync/server/mail_server.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

#include <stdexcept>

using namespace cairn;
using namespace Qt::StringLiterals;
using server::JobResult;
using server::JobState;
using server::Mail;
using server::MailSettings;
using Outcome = JobResult::Outcome;

namespace {

constexpr base::Millis kAt = 1'057'056'757'123; // Tue, 1 Jul 2003 10:52:37 UTC
constexpr int kPatience = 20'000;               // real milliseconds, on a computer that is busy

Mail someMail() {
    return {"ada@example.org", "Hello", "Good day.\n"};
}

// What is sent by jobs.
struct Outbox {
    explicit Outbox(const MailSettings& settings)
        : jobs([file = folder.filePath(u"server.db"_s).toStdString()] { return server::openSqlite(file); })
        , runner(std::make_unique<server::JobRunner>(
              jobs.open, server::JobRunner::Settings{
                             .queues = {{server::kNotificationQueue, 1}},
                             .kinds = {{server::kMailKind, server::mailKind(settings)}},
                             .now = [this] { return jobs.now.load(); },
                             .trouble = [](const std::string& trouble) { qWarning("%s", trouble.c_str()); },
                             .grace = 0})) {}

    void send(const Mail& mail) {
        server::Transaction transaction(*jobs.database);
        server::mailOutbox([this] { return jobs.now.load(); })(*jobs.database, mail);
        transaction.commit();
        runner->nudge();
    }

    void passTime(base::Millis time) {
        jobs.now += time;
        runner->nudge();
    }

    bool comesTo(JobState state, std::int64_t attempts) {
        // In this order: a job that waits for its next attempt stays as it is, one that waits for this one does not.
        return QTest::qWaitFor(
            [&] { return jobs.number("SELECT attempts FROM job") == attempts && jobs.count(state) == 1; }, kPatience);
    }

    QTemporaryDir folder;
    test::JobFixture jobs;
    std::unique_ptr<server::JobRunner> runner;
};

} // namespace

// Messages, on their way to a real mail server.
class MailTest : public QObject {
    Q_OBJECT

    std::unique_ptr<test::MailServer> m_server;

    MailSettings settings() const { return {.url = m_server->address(), .from = "cairn@school.example"}; }

    JobResult send(const Mail& mail, const MailSettings& settings, const std::stop_token& stop = {}) const {
        return server::Mailer(settings).send(mail, "4f1d", kAt, stop);
    }

    JobResult send(const Mail& mail) const { return send(mail, settings()); }

private Q_SLOTS:

    void init() {
        m_server = std::make_unique<test::MailServer>();
        if (!m_server->trouble().isEmpty()) {
            QSKIP(qPrintable(m_server->trouble()));
        }
    }

    void cleanup() { m_server.reset(); }

    void aMailProgramReadsIt() {
        const auto result = send({"ada@example.org", "A new password", "Open this link:\n\nhttps://a/?b=c\n"});
        QCOMPARE(result.trouble, std::string());
        QCOMPARE(m_server->count(), 1);
        const auto message = m_server->message(1);
        const auto fields = message[u"fields"_s].toObject();
        QCOMPARE(message[u"sender"_s].toString(), u"cairn@school.example"_s);
        QCOMPARE(message[u"receivers"_s].toArray(), QJsonArray{u"ada@example.org"_s});
        QCOMPARE(message[u"defects"_s].toArray(), QJsonArray());
        QCOMPARE(fields[u"From"_s].toString(), u"cairn@school.example"_s);
        QCOMPARE(fields[u"To"_s].toString(), u"ada@example.org"_s);
        QCOMPARE(fields[u"Subject"_s].toString(), u"A new password"_s);
        QCOMPARE(fields[u"Message-ID"_s].toString(), u"<4f1d@school.example>"_s);
        QCOMPARE(message[u"date"_s].toInteger(), kAt / 1000);
        QVERIFY(message[u"raw"_s].toString().startsWith(u"Date: Tue, 1 Jul 2003 10:52:37 +0000\r\n"_s));
        QCOMPARE(message[u"text"_s].toString(), u"Open this link:\n\nhttps://a/?b=c\n"_s);
        QVERIFY(!message[u"signedIn"_s].toBool());
    }

    void anyWordsArriveAsTheyWere_data() {
        QTest::addColumn<QString>("subject");
        QTest::addColumn<QString>("text");
        QTest::newRow("other scripts") << u"Grüße, 学習者"_s << u"Ein Wort: 道 — und 🪨.\n"_s;
        QTest::newRow("long lines") << u"Wörter "_s.repeated(40).trimmed()
                                    << u"0123456789 =äß "_s.repeated(200) + u'\n';
        QTest::newRow("a long subject of ASCII") << u"word "_s.repeated(40).trimmed() << u"a\n"_s;
        QTest::newRow("dots") << u"..."_s << u".\n..\n.a\na.\n\n.\n"_s;
        QTest::newRow("spaces at the end") << u"a"_s << u"a \nb\t\n \n"_s;
        QTest::newRow("what looks encoded") << u"=?UTF-8?Q?a?="_s << u"=41=\n=\n"_s;
        QTest::newRow("nothing") << u""_s << u""_s;
        QTest::newRow("From in front") << u"a: b"_s << u"From here\nSubject: x\n\ny\n"_s;
        QTest::newRow("full lines") << u"a"_s << u"x"_s.repeated(76) + u'\n' + u"y"_s.repeated(77) + u'\n';
    }

    void anyWordsArriveAsTheyWere() {
        QFETCH(const QString, subject);
        QFETCH(const QString, text);
        const auto result = send({"ada@example.org", subject.toStdString(), text.toStdString()});
        QCOMPARE(result.trouble, std::string());
        const auto message = m_server->message(1);
        QCOMPARE(message[u"fields"_s].toObject()[u"Subject"_s].toString(), subject);
        QCOMPARE(message[u"text"_s].toString(), text);
        QCOMPARE(message[u"defects"_s].toArray(), QJsonArray());
        for (const auto& line : message[u"raw"_s].toString().split(u"\r\n"_s)) {
            QVERIFY2(line.size() <= 78, qPrintable(line));
            static const QRegularExpression kOther(u"[^\\x20-\\x7e\\t]"_s);
            QVERIFY2(!line.contains(kOther), qPrintable(line));
        }
    }

    void linesEndAlikeHoweverTheyEnded() {
        const auto one = server::composeMessage({"a@b", "", "x\r\ny\nz"}, {"c@d", "1", 0});
        const auto other = server::composeMessage({"a@b", "", "x\ny\nz\n"}, {"c@d", "1", 0});
        QVERIFY(one && one->ends_with("\r\n\r\nx\r\ny\r\nz\r\n"));
        QCOMPARE(*one, *other);
    }

    void anAddressInAnotherScriptArrives() {
        QCOMPARE(send({"käthe@example.org", "a", "b\n"}).trouble, std::string());
        QCOMPARE(m_server->message(1)[u"receivers"_s].toArray(), QJsonArray{u"käthe@example.org"_s});
    }

    void refusesFieldsWithinFields_data() {
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("subject");
        QTest::newRow("subject, CRLF") << QByteArray("a@b") << QByteArray("x\r\nBcc: c@d");
        QTest::newRow("subject, LF") << QByteArray("a@b") << QByteArray("x\nBcc: c@d");
        QTest::newRow("subject, CR") << QByteArray("a@b") << QByteArray("x\rBcc: c@d");
        QTest::newRow("subject, NUL") << QByteArray("a@b") << QByteArray("x\0y", 3);
        QTest::newRow("subject, not UTF-8") << QByteArray("a@b") << QByteArray("\xff");
        QTest::newRow("address, CRLF") << QByteArray("a@b\r\nRCPT TO:<c@d>") << QByteArray("x");
        QTest::newRow("address, LF") << QByteArray("a@b\nBcc: c") << QByteArray("x");
        QTest::newRow("two addresses") << QByteArray("a@b,c@d") << QByteArray("x");
        QTest::newRow("address and parameter") << QByteArray("a@b> NOTIFY=<x") << QByteArray("x");
        QTest::newRow("no address") << QByteArray("") << QByteArray("x");
        QTest::newRow("half an address") << QByteArray("a@") << QByteArray("x");
    }

    void refusesFieldsWithinFields() {
        QFETCH(const QByteArray, to);
        QFETCH(const QByteArray, subject);
        const auto result = send({to.toStdString(), subject.toStdString(), "text\n"});
        QCOMPARE(result.outcome, Outcome::refused);
        QVERIFY(!result.trouble.empty());
        QCOMPARE(m_server->count(), 0);
    }

    void saysWhatNoMessageCouldBeSentWith() {
        for (const auto& [url, from] : {std::pair("http://127.0.0.1", "a@b"), std::pair("smtp://127.0.0.1", "a")}) {
            QVERIFY_EXCEPTION_THROWN(server::Mailer({.url = url, .from = from}), std::runtime_error);
        }
    }

    void whatTheServerSaysCounts_data() {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("refused");
        QTest::newRow("an unknown receiver") << QByteArray("RCPT 550 no such user") << true;
        QTest::newRow("a full mailbox") << QByteArray("RCPT 452 mailbox full") << false;
        QTest::newRow("unwanted words") << QByteArray("DATA 554 spam") << true;
        QTest::newRow("trouble of its own") << QByteArray("DATA 451 later") << false;
        QTest::newRow("nobody signed in") << QByteArray("RCPT 530 who are you") << false;
    }

    void whatTheServerSaysCounts() {
        QFETCH(const QByteArray, answer);
        QFETCH(const bool, refused);
        m_server->tell(answer);
        const auto result = send(someMail());
        QCOMPARE(result.outcome, refused ? Outcome::refused : Outcome::failed);
        QVERIFY2(result.trouble.ends_with(answer.mid(5).toStdString()), result.trouble.c_str());
        QCOMPARE(send(someMail()).outcome, Outcome::done);
        QCOMPARE(m_server->count(), 1);
    }

    void aServerThatIsAwayIsTriedAgain() {
        const auto there = settings();
        m_server.reset();
        QCOMPARE(send(someMail(), there).outcome, Outcome::failed);
    }

    void signsIn() {
        auto known = settings();
        known.user = "cairn";
        known.password = "secret";
        QCOMPARE(send(someMail(), known).trouble, std::string());
        QVERIFY(m_server->message(1)[u"signedIn"_s].toBool());
        known.password = "wrong";
        const auto result = send(someMail(), known);
        QCOMPARE(result.outcome, Outcome::failed); // until an admin has seen to it
        QCOMPARE(m_server->count(), 1);
        QVERIFY2(result.trouble.find("535") != std::string::npos, result.trouble.c_str());
        QVERIFY(result.trouble.find("wrong") == std::string::npos);
    }

    void sendsNothingInTheClearToOtherComputers() {
        auto elsewhere = settings();
        elsewhere.url = m_server->address("0.0.0.0");
        const auto result = send(someMail(), elsewhere);
        QCOMPARE(result.outcome, Outcome::failed);
        QVERIFY2(result.trouble.find("STARTTLS") != std::string::npos, result.trouble.c_str());
        QCOMPARE(m_server->count(), 0);
    }

    void encryptsToWhomACertificateVouchesFor() {
        m_server = std::make_unique<test::MailServer>(true);
        auto elsewhere = settings();
        elsewhere.url = m_server->address("0.0.0.0");
        QCOMPARE(send(someMail(), elsewhere).outcome, Outcome::failed);
        QCOMPARE(m_server->count(), 0);
        elsewhere.authorities = m_server->certificate();
        QCOMPARE(send(someMail(), elsewhere).trouble, std::string());
        QVERIFY(m_server->message(1)[u"encrypted"_s].toBool());
    }

    void givesUpOnAServerThatSaysNothing() {
        m_server->tell("DATA hang");
        auto hasty = settings();
        hasty.timeout = 300;
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(send(someMail(), hasty).outcome, Outcome::failed);
        QVERIFY(timer.elapsed() < kPatience);
    }

    void aJobIsSentAndItsWordsAreForgotten() {
        Outbox outbox(settings());
        outbox.send(someMail());
        QVERIFY(outbox.comesTo(JobState::succeeded, 1));
        QCOMPARE(m_server->count(), 1);
        std::string id;
        std::string payload;
        outbox.jobs.database->sql() << "SELECT id, payload FROM job", soci::into(id), soci::into(payload);
        QCOMPARE(payload, std::string());
        QCOMPARE(
            m_server->message(1)[u"fields"_s].toObject()[u"Message-ID"_s].toString(),
            u"<%1@school.example>"_s.arg(id.c_str()));
    }

    void aJobIsTriedAgainAfterATransientAnswer() {
        m_server->tell("DATA 451 later\nRCPT 450 busy");
        Outbox outbox(settings());
        outbox.send(someMail());
        QVERIFY(outbox.comesTo(JobState::waiting, 1));
        outbox.passTime(server::retryDelay(1));
        QVERIFY(outbox.comesTo(JobState::waiting, 2));
        outbox.passTime(server::retryDelay(2));
        QVERIFY(outbox.comesTo(JobState::succeeded, 3));
        QCOMPARE(m_server->count(), 1);
        QCOMPARE(m_server->message(1)[u"date"_s].toInteger(), kAt / 1000); // it is the same message
    }

    void aJobThatIsRefusedIsADeadLetter() {
        m_server->tell("RCPT 550 no such user");
        Outbox outbox(settings());
        outbox.send(someMail());
        QVERIFY(outbox.comesTo(JobState::dead, 1));
        const auto letters = outbox.jobs.store.deadLetters(0, 10);
        QVERIFY(QByteArray(letters.at(0).trouble.c_str()).contains("no such user"));
        QVERIFY(outbox.jobs.store.retry(letters.at(0).id, outbox.jobs.now));
        outbox.runner->nudge();
        QVERIFY(outbox.comesTo(JobState::succeeded, 1));
        QCOMPARE(m_server->count(), 1);
    }

    void aJobThatHangsIsToldToStop() {
        m_server->tell("DATA hang");
        Outbox outbox(settings());
        outbox.send(someMail());
        QVERIFY(QTest::qWaitFor([&] { return m_server->hangs(); }, kPatience));
        outbox.passTime(35'000);
        QVERIFY(outbox.comesTo(JobState::waiting, 1));
        outbox.passTime(server::retryDelay(1));
        QVERIFY(outbox.comesTo(JobState::succeeded, 2));
    }

    void aServerThatEndsWaitsForNobody() {
        m_server->tell("DATA hang");
        Outbox outbox(settings());
        outbox.send(someMail());
        QVERIFY(QTest::qWaitFor([&] { return m_server->hangs(); }, kPatience));
        outbox.runner.reset();
        QVERIFY(outbox.comesTo(JobState::waiting, 0)); // given back
    }

    void whatIsNoMailIsADeadLetter() {
        Outbox outbox(settings());
        outbox.jobs.enqueue({server::kNotificationQueue, server::kMailKind, "[]"});
        outbox.runner->nudge();
        QVERIFY(outbox.comesTo(JobState::dead, 1));
    }
};

QTEST_GUILESS_MAIN(MailTest)

#include "mail_test.moc"
