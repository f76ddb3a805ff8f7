#pragma once

#include "sync/server/database/database.h"
#include "sync/wire/messages.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace cairn::server {

// What learners erased for ever, in the log of a server (see core/events/erasure.h). In the caller's transactions;
// throws soci::soci_error.
class Erasures {
public:
    explicit Erasures(Database& database);
    ~Erasures();
    Erasures(const Erasures&) = delete;
    Erasures& operator=(const Erasures&) = delete;

    // Whether the account erased anything; has() need not be asked where it did not.
    bool any(const std::string& account);
    bool has(const std::string& account, const std::string& subject);

    // Leaves of all events of the subject in the account's streams what an erasure leaves, and takes the account's
    // snapshot away. `place` is that of the event that asks for it.
    void erase(const std::string& account, const std::string& subject, const wire::StreamPlace& place);

    // Whether anything was erased by an event after this place of its stream: what was folded up to there still has it.
    bool since(const wire::StreamPlace& place);

private:
    struct Statements;

    std::vector<std::pair<wire::StreamPlace, std::string>> left(const std::string& account, const std::string& subject);

    Database& m_database;
    std::unique_ptr<Statements> m_statements;
};

} // namespace cairn::server
