#include "tests/sync/server/postgres_server.h"

#include <QDir>
#include <QFile>
#include <QProcess>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace cairn::test {

namespace {

constexpr int kMostMillis = 60'000;

} // namespace

PostgresServer::PostgresServer() {
    const QDir versions(u"/usr/lib/postgresql"_s);
    const auto found = versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed);
    if (found.isEmpty()) {
        m_trouble = u"no PostgreSQL server is installed (package postgresql)"_s;
        return;
    }
    m_programs = versions.filePath(found.first() + u"/bin/"_s);
    if (getuid() == 0 && QProcess::execute(u"chown"_s, {u"postgres"_s, m_folder.path()}) != 0) {
        m_trouble = u"the account postgres is missing"_s;
        return;
    }
    const auto data = m_folder.filePath(u"data"_s);
    m_trouble = run(
        u"initdb"_s, {u"-D"_s, data, u"-U"_s, u"postgres"_s, u"-A"_s, u"trust"_s, u"-E"_s, u"UTF8"_s, u"--locale=C"_s});
    if (m_trouble.isEmpty()) {
        const auto options = u"-c listen_addresses='' -c unix_socket_directories='%1'"_s.arg(m_folder.path());
        m_trouble = run(
            u"pg_ctl"_s, {u"-D"_s, data, u"-w"_s, u"-l"_s, m_folder.filePath(u"log"_s), u"-o"_s, options, u"start"_s});
        m_running = m_trouble.isEmpty();
    }
}

PostgresServer::~PostgresServer() {
    if (m_running) {
        run(u"pg_ctl"_s, {u"-D"_s, m_folder.filePath(u"data"_s), u"-m"_s, u"immediate"_s, u"-w"_s, u"stop"_s});
    }
    if (getuid() == 0) {
        QProcess::execute(u"chown"_s, {u"-R"_s, u"root"_s, m_folder.path()});
    }
}

QString PostgresServer::newDatabase() {
    const auto name = u"t%1"_s.arg(++m_databases);
    m_trouble = run(u"createdb"_s, {u"-h"_s, m_folder.path(), u"-U"_s, u"postgres"_s, name});
    return u"host=%1 user=postgres dbname=%2"_s.arg(m_folder.path(), name);
}

QString PostgresServer::run(const QString& program, const QStringList& arguments) {
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    // The server that it starts keeps what it inherits: nothing of it may be a pipe that is waited for.
    process.setStandardOutputFile(m_folder.filePath(u"output"_s));
    if (getuid() == 0) {
        process.setWorkingDirectory(u"/"_s);
        process.start(u"runuser"_s, QStringList{u"-u"_s, u"postgres"_s, u"--"_s, m_programs + program} + arguments);
    } else {
        process.start(m_programs + program, arguments);
    }
    if (!process.waitForFinished(kMostMillis) || process.exitCode() != 0) {
        QFile output(m_folder.filePath(u"output"_s));
        const bool open = output.open(QIODevice::ReadOnly);
        return u"%1: %2"_s.arg(program, open ? QString::fromUtf8(output.readAll()) : process.errorString());
    }
    return {};
}

} // namespace cairn::test
