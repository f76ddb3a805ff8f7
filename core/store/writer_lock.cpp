#include "core/store/writer_lock.h"

#include <soci/sqlite3/soci-sqlite3.h>

namespace cairn::store {

WriterLock::WriterLock(const std::filesystem::path& file)
    : m_sql(soci::sqlite3, "db=\"" + file.string() + "\" timeout=0") {
    m_sql << "BEGIN EXCLUSIVE";
}

base::Expected<std::unique_ptr<WriterLock>> WriterLock::tryAcquire(const std::filesystem::path& file) {
    try {
        return std::unique_ptr<WriterLock>(new WriterLock(file));
    } catch (const std::exception& trouble) {
        if (std::string(trouble.what()).find("locked") != std::string::npos) {
            return nullptr;
        }
        return std::unexpected(databaseError(trouble));
    }
}

} // namespace cairn::store
