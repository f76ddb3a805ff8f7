#include "sync/server/database/database.h"

namespace cairn::server {

Transaction::Transaction(Database& database)
    : m_sql(database.sql()) {
    m_sql << database.dialect().begin;
}

Transaction::~Transaction() {
    if (m_open) {
        try {
            m_sql << "ROLLBACK";
        } catch (const std::exception&) { // NOLINT(bugprone-empty-catch): the connection is gone, and all with it
        }
    }
}

void Transaction::commit() {
    m_sql << "COMMIT";
    m_open = false;
}

} // namespace cairn::server
