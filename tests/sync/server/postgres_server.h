#pragma once

#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace cairn::test {

// A PostgreSQL server of this test's own, in a folder of its own, on a socket there and on no network. Started by root
// it runs as the account "postgres", which its package makes: it refuses to run as root.
class PostgresServer {
public:
    PostgresServer();
    ~PostgresServer();
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    // Empty when it runs; else why not.
    QString trouble() const { return m_trouble; }

    // How to connect to a new, empty database.
    QString newDatabase();

private:
    QString run(const QString& program, const QStringList& arguments);

    QTemporaryDir m_folder;
    QString m_programs; // the folder of initdb and the others
    QString m_trouble;
    bool m_running = false;
    int m_databases = 0;
};

} // namespace cairn::test
