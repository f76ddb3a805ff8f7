#pragma once

#include "core/base/clock.h"
#include "core/store/writer_lock.h"
#include "sync/server/api/gate.h"
#include "sync/server/auth/accounts.h"
#include "sync/server/config/config.h"
#include "sync/server/database/database.h"
#include "sync/server/http/http_server.h"

#include <filesystem>
#include <memory>

// What the parts of a server are told, from what the server is told.
namespace cairn::server {

// Made where there is none yet, for its owner alone.
std::filesystem::path dataFolder(const Config& config);

// Throws std::runtime_error where another server has the folder.
std::unique_ptr<store::WriterLock> lockFolder(const std::filesystem::path& folder);

OpenDatabase opener(const Config& config, const std::filesystem::path& folder);

// With the tables in the newest form. Throws std::runtime_error where they are a newer program's.
std::unique_ptr<Database> openMigrated(const OpenDatabase& open);

AccountSettings accountSettings(const Config& config, const base::Clock& clock);
HttpSettings httpSettings(const Config& config);
Gate::Limits gateLimits(const Config& config);

} // namespace cairn::server
