#pragma once

#include "tests/sync/host/live_server.h"
#include "tests/sync/server/postgres_server.h"

#include <QCoreApplication>
#include <QTest>

namespace cairn::test {

// The main() of a Test: what it says is to hold for a server on SQLite and, where its server is installed, for one on
// PostgreSQL.
template<class Test> int runOnEveryServer(int count, char** arguments) {
    const QCoreApplication application(count, arguments);
    Test onSqlite;
    int failed = QTest::qExec(&onSqlite, count, arguments);
    PostgresServer postgres;
    if (!postgres.trouble().isEmpty()) {
        qWarning("Not tried on PostgreSQL: %s", qPrintable(postgres.trouble()));
        return failed;
    }
    LiveServer::s_newPostgres = [&] { return postgres.newDatabase(); };
    Test onPostgres;
    failed += QTest::qExec(&onPostgres, count, arguments);
    return failed;
}

} // namespace cairn::test
