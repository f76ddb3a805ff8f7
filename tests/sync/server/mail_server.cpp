#include "tests/sync/server/mail_server.h"

#include <QFile>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace cairn::test {

namespace {

constexpr int kMostMillis = 60'000;

} // namespace

MailServer::MailServer(bool encrypts) {
    if (encrypts) {
        QProcess::execute(
            u"openssl"_s, {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s,
                           u"-nodes"_s, u"-subj"_s, u"/CN=test"_s, u"-addext"_s, u"subjectAltName=IP:0.0.0.0"_s,
                           u"-keyout"_s, m_folder.filePath(u"key"_s), u"-out"_s, m_folder.filePath(u"certificate"_s)});
    }
    // Debian's Python, whatever others are installed: aiosmtpd is a package of that one.
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(
        u"/usr/bin/python3"_s, {u"-B"_s, u"" CAIRN_SOURCE_DIR "/tests/sync/server/mail_server.py"_s, m_folder.path()});
    while (!m_process.canReadLine() && m_process.waitForReadyRead(kMostMillis)) {
    }
    m_port = m_process.readLine().trimmed().toInt();
    if (m_port == 0) {
        m_trouble = u"no mail server starts (package python3-aiosmtpd)"_s;
    }
}

MailServer::~MailServer() {
    m_process.kill();
    m_process.waitForFinished(kMostMillis);
}

std::string MailServer::address(const char* host) const {
    return "smtp://" + std::string(host) + ":" + std::to_string(m_port);
}

std::string MailServer::certificate() const {
    return m_folder.filePath(u"certificate"_s).toStdString();
}

void MailServer::tell(const QByteArray& answers) const {
    QFile file(m_folder.filePath(u"answers"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(answers) != answers.size()) {
        qFatal("the answers cannot be written");
    }
}

bool MailServer::hangs() const {
    return QFile::exists(m_folder.filePath(u"hangs"_s));
}

int MailServer::count() const {
    int count = 0;
    while (QFile::exists(m_folder.filePath(u"%1.json"_s.arg(count + 1)))) {
        ++count;
    }
    return count;
}

QJsonObject MailServer::message(int number) const {
    QFile file(m_folder.filePath(u"%1.json"_s.arg(number)));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

} // namespace cairn::test
