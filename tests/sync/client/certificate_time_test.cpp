#include "sync/client/certificate_time.h"
#include "tests/sync/client/computer.h"

#include <QDate>
#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace cairn;
using test::Computer;
using test::LiveServer;

namespace {

constexpr int kPatience = 20'000; // ms

// An authority that this program trusts, and a certificate of its for this computer.
class Authority {
public:
    Authority() {
        run(
            {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s, u"-nodes"_s,
             u"-keyout"_s, file("authority.key"), u"-out"_s, file("authority.pem"), u"-days"_s, u"30"_s, u"-subj"_s,
             u"/CN=an authority"_s});
        run(
            {u"req"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s, u"-nodes"_s, u"-keyout"_s,
             file("key.pem"), u"-out"_s, file("request.pem"), u"-subj"_s, u"/CN=127.0.0.1"_s});
        QFile names(file("names"));
        if (!names.open(QIODevice::WriteOnly) || names.write("subjectAltName=IP:127.0.0.1\n") < 0) {
            qFatal("no room");
        }
        names.close();
        issue(2);
        auto settings = m_before;
        settings.setCaCertificates(QSslCertificate::fromPath(file("authority.pem")));
        QSslConfiguration::setDefaultConfiguration(settings);
    }

    ~Authority() { QSslConfiguration::setDefaultConfiguration(m_before); }

    Authority(const Authority&) = delete;
    Authority& operator=(const Authority&) = delete;

    // -1: it has ended a day ago.
    void issue(int days) {
        run(
            {u"x509"_s, u"-req"_s, u"-in"_s, file("request.pem"), u"-CA"_s, file("authority.pem"), u"-CAkey"_s,
             file("authority.key"), u"-CAcreateserial"_s, u"-extfile"_s, file("names"), u"-days"_s,
             QString::number(days), u"-out"_s, file("certificate.pem")});
    }

    QString file(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }

private:
    static void run(const QStringList& arguments) {
        if (QProcess::execute(u"openssl"_s, arguments) != 0) {
            qFatal("openssl did not do it");
        }
    }

    QTemporaryDir m_folder;
    QSslConfiguration m_before = QSslConfiguration::defaultConfiguration();
};

QString today() {
    return QDateTime::currentDateTimeUtc().date().toString(Qt::ISODate);
}

} // namespace

// A clock that is wrong by months makes good certificates look bad, and the other way round nobody can tell.
class CertificateTimeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void bothWaysThatItCanBeAreSaid() {
        Authority authority;
        const auto certificate = QSslCertificate::fromPath(authority.file("certificate.pem")).value(0);
        QVERIFY(!certificate.isNull());
        const auto said = [&](QSslError::SslError error) {
            return QString::fromStdString(
                client::certificateTimeTrouble({QSslError(QSslError::SelfSignedCertificate), {error, certificate}})
                    .value_or(std::string()));
        };
        const QString ended = said(QSslError::CertificateExpired);
        QVERIFY2(ended.contains(u"clock says that today is %1"_s.arg(today())), qPrintable(ended));
        QVERIFY2(
            ended.contains(u"ended on %1"_s.arg(certificate.expiryDate().toUTC().date().toString(Qt::ISODate))),
            qPrintable(ended));
        const QString early = said(QSslError::CertificateNotYetValid);
        QVERIFY2(
            early.contains(
                u"begins only on %1"_s.arg(certificate.effectiveDate().toUTC().date().toString(Qt::ISODate))),
            qPrintable(early));
        QVERIFY(said(QSslError::HostNameMismatch).isEmpty());
    }

    void aComputerThatHasJoinedIsToldOfItsClock() {
        Authority authority;
        LiveServer server([&](auto& config) {
            config.certificate = authority.file("certificate.pem").toStdString();
            config.key = authority.file("key.pem").toStdString();
        });
        Computer one(u"one"_s);
        const auto joined = one.signIn(server.url(), u"me@example.org"_s, true);
        QVERIFY2(joined, joined ? "" : joined.error().message.c_str());
        QTRY_VERIFY_WITH_TIMEOUT(one.inSync(), kPatience);

        authority.issue(-1); // as it looks to a clock that is ahead
        server.restart();
        const auto toldOfClock = [&] {
            const auto now = one.state();
            return now.phase == api::SyncPhase::offline && now.trouble &&
                   now.trouble->code == base::ErrorCode::Untrusted &&
                   now.trouble->message.find("this computer's clock says that today is " + today().toStdString()) !=
                       std::string::npos;
        };
        QTRY_VERIFY_WITH_TIMEOUT(toldOfClock(), kPatience);
        one.add("meanwhile");
        QTRY_COMPARE_WITH_TIMEOUT(one.state().unsent, 1, kPatience);
        one.close(); // and the same where it asks for new tokens first
        one.ahead = 3'600'000;
        one.open();
        QTRY_VERIFY_WITH_TIMEOUT(toldOfClock(), kPatience);

        Computer two(u"two"_s);
        const auto asked = two.signIn(server.url(), u"me@example.org"_s);
        QVERIFY2(asked, asked ? "" : asked.error().message.c_str());
        QCOMPARE(asked->step, api::SignInResult::Step::certificate);
        QVERIFY2(asked->message.starts_with("this computer's clock says"), asked->message.c_str());

        authority.issue(2);
        server.restart();
        one.sync().tryNow();
        QTRY_VERIFY_WITH_TIMEOUT(one.inSync(), kPatience);
    }
};

QTEST_GUILESS_MAIN(CertificateTimeTest)
#include "certificate_time_test.moc"
