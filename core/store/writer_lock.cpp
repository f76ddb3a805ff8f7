#include "core/store/writer_lock.h"

#include "core/store/connection.h"

namespace cairn::store {

WriterLock::WriterLock(const std::filesystem::path& file) {
    connect(m_sql, file, Access::write, 0);
    m_sql << "BEGIN EXCLUSIVE";
}

base::Expected<std::unique_ptr<WriterLock>> WriterLock::tryAcquire(const std::filesystem::path& file) {
    try {
        return std::unique_ptr<WriterLock>(new WriterLock(file));
    } catch (const std::exception& trouble) {
        if (isBusy(trouble)) {
            return nullptr;
        }
        return std::unexpected(databaseError(trouble));
    }
}

} // namespace cairn::store
