#pragma once

#include "sync/server/database/database.h"

namespace cairn::server {

// The number of the newest form of the tables.
int newestSchema();

// Brings the tables from the form that they have to form `wanted`, one numbered step after the other, all of it or
// nothing; going back drops what the older form does not have. Several servers may do so at once. Throws
// soci::soci_error, or store::Abandon (Unsupported) where a newer server made them.
void migrate(Database& database, int wanted = newestSchema());

} // namespace cairn::server
