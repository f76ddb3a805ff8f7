#pragma once

#include "core/events/vocabulary.h"
#include "sync/server/connections/connection_bodies.h"
#include "sync/server/database/database.h"

#include <string>
#include <vector>

namespace cairn::server {

// The table of what came of jobs for accounts at platforms, which are answered before anybody knows: the last of each
// kind. One thread at a time; throws soci::soci_error.
class OutcomeStore {
public:
    explicit OutcomeStore(Database& database)
        : m_sql(database.sql()) {}

    void put(const std::string& account, const OutcomeBody& outcome);
    std::vector<OutcomeBody> of(const std::string& account);
    void remove(const std::string& account, events::Platform platform);
    void eraseAll(const std::string& account);

private:
    soci::session& m_sql;
};

} // namespace cairn::server
