#pragma once

#include "core/base/error.h"

#include <soci/soci.h>

#include <filesystem>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

namespace cairn::store {

enum class Access { read, write };

// One connection to the profile's database (SQLite through SOCI). Belongs to one thread at a time. While it is open,
// nothing else in this process may open and close the database's files by hand: closing them would drop the locks that
// SQLite holds (POSIX).
class Database {
public:
    // Throws soci::soci_error; see guarded(). A reader makes no database, and reads from a folder that it may not
    // write to as well. A writer's commit has reached the disk when it returns.
    Database(const std::filesystem::path& file, Access access);

    soci::session& sql() { return m_sql; }

    const std::filesystem::path& file() const { return m_file; }

    // Runs one statement that has neither parameters nor results.
    void run(const std::string& statement) { m_sql << statement; }

    std::int64_t number(const std::string& query);
    std::string text(const std::string& query);

private:
    std::filesystem::path m_file;
    soci::session m_sql;
};

// All of it or nothing. Takes the write lock at once, so that it cannot fail half way for want of it.
class Transaction {
public:
    explicit Transaction(Database& database)
        : m_database(database) {
        m_database.run("BEGIN IMMEDIATE");
    }

    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void commit();

private:
    Database& m_database;
    bool m_open = true;
};

// What is read while it lives is one state of the database, whatever a writer does meanwhile. Nests, also in a
// Transaction.
class ReadTransaction {
public:
    explicit ReadTransaction(Database& database)
        : m_database(database) {
        m_database.run("SAVEPOINT reading");
    }

    ~ReadTransaction();
    ReadTransaction(const ReadTransaction&) = delete;
    ReadTransaction& operator=(const ReadTransaction&) = delete;

private:
    Database& m_database;
};

// Thrown inside of guarded() to leave it with an error of ours.
struct Abandon {
    base::Error error;
};

// What the database said, for a person: never the values that were being written.
base::Error databaseError(const std::exception& trouble);

// Whether another connection holds what was asked for.
bool isBusy(const std::exception& trouble);

// Runs `work`; what the database throws becomes an error.
template<class Work> auto guarded(Work&& work) -> base::Expected<std::invoke_result_t<Work>> {
    try {
        if constexpr (std::is_void_v<std::invoke_result_t<Work>>) {
            std::forward<Work>(work)();
            return {};
        } else {
            return std::forward<Work>(work)();
        }
    } catch (Abandon& abandon) {
        return std::unexpected(std::move(abandon.error));
    } catch (const std::exception& trouble) {
        return std::unexpected(databaseError(trouble));
    }
}

} // namespace cairn::store
