#pragma once

#include "sync/server/database/database.h"

#include <string>

namespace cairn::server {

// PostgreSQL, where one machine is not enough. `connection`: as libpq takes it ("host=… dbname=…", or an address).
// Throws soci::soci_error.
std::unique_ptr<Database> openPostgres(const std::string& connection);

} // namespace cairn::server
