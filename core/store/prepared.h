#pragma once

#include "core/store/database.h"

#include <memory>

namespace cairn::store {

// A statement that is prepared when it first runs, and kept. `Row` has its text (kQuery), the values that go in and
// come out, and binds them in the order in which they stand in the text. SOCI binds addresses and reads them when the
// statement runs: values that live as long as the statement are the ones that cannot have ended by then.
template<class Row> class Prepared {
public:
    explicit Prepared(soci::session& session)
        : m_session(session) {}

    explicit Prepared(Database& database)
        : Prepared(database.sql()) {}

    Prepared(const Prepared&) = delete;
    Prepared& operator=(const Prepared&) = delete;

    Row row{};

    // Runs a statement that has at most one row, and says whether there was one.
    bool run() {
        Kept kept(*this);
        const bool found = m_statement->execute(true);
        if (found) {
            // Up to its end: one that waits half way would hold on to the state of the database that it reads.
            m_statement->fetch();
        }
        kept.release();
        return found;
    }

    // Calls `each` with every row.
    template<class Each> void forEach(Each&& each) {
        Kept kept(*this);
        m_statement->execute(false);
        while (m_statement->fetch()) {
            each(row);
        }
        kept.release();
    }

private:
    // Drops the statement unless all went well: one that failed or was left half way is not run again.
    class Kept {
    public:
        explicit Kept(Prepared& owner)
            : m_owner(owner) {
            if (!m_owner.m_statement) {
                auto statement = std::make_unique<soci::statement>(m_owner.m_session);
                m_owner.row.bind(*statement);
                statement->alloc();
                statement->prepare(Row::kQuery);
                statement->define_and_bind();
                m_owner.m_statement = std::move(statement);
            }
        }

        ~Kept() {
            if (!m_released) {
                m_owner.m_statement.reset();
            }
        }

        Kept(const Kept&) = delete;
        Kept& operator=(const Kept&) = delete;

        void release() { m_released = true; }

    private:
        Prepared& m_owner;
        bool m_released = false;
    };

    soci::session& m_session;
    std::unique_ptr<soci::statement> m_statement{};
};

} // namespace cairn::store
