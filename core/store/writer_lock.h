#pragma once

#include "core/store/database.h"

#include <filesystem>
#include <memory>

namespace cairn::store {

// Who holds it is the one writer of a profile. It is an exclusive transaction on a database of its own, kept open: the
// operating system takes it back when the process ends, however it ends, on every platform alike.
class WriterLock {
public:
    // Null when another process, or another profile object of this one, is the writer.
    static base::Expected<std::unique_ptr<WriterLock>> tryAcquire(const std::filesystem::path& file);

private:
    explicit WriterLock(const std::filesystem::path& file);

    soci::session m_sql;
};

} // namespace cairn::store
