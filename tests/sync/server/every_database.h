#pragma once

#include "sync/server/postgres/postgres_database.h"
#include "tests/sync/server/postgres_server.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

namespace cairn::test {

// Makes a new, empty database, and answers with how to open it.
using MakeDatabase = std::function<server::OpenDatabase()>;

// The main() of a Test(MakeDatabase): what it says is to hold on SQLite and, where its server is installed, on
// PostgreSQL.
template<class Test> int runOnEveryDatabase(int count, char** arguments) {
    const QCoreApplication application(count, arguments);
    const QTemporaryDir folder;
    int made = 0;
    Test onSqlite([&] {
        const auto file = folder.filePath(QStringLiteral("%1.db").arg(++made)).toStdString();
        return [file] { return server::openSqlite(file); };
    });
    int failed = QTest::qExec(&onSqlite, count, arguments);

    PostgresServer postgres;
    if (!postgres.trouble().isEmpty()) {
        qWarning("Not tried on PostgreSQL: %s", qPrintable(postgres.trouble()));
        return failed;
    }
    Test onPostgres([&] {
        const auto connection = postgres.newDatabase().toStdString();
        return [connection] { return server::openPostgres(connection); };
    });
    failed += QTest::qExec(&onPostgres, count, arguments);
    return failed;
}

} // namespace cairn::test
