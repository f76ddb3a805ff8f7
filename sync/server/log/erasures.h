#pragma once

#include "sync/server/database/database.h"
#include "sync/wire/messages.h"

#include <map>
#include <memory>
#include <set>
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

    // A transaction begins: what an earlier one noted, and did not live to carry out, is forgotten.
    void begin() { m_noted.clear(); }

    // The subject is erased from now on. `place` is that of the event that asks for it.
    void note(const std::string& account, const std::string& subject, const wire::StreamPlace& place);

    // Leaves of all events of the subjects that were noted, in all of their account's streams, what an erasure leaves,
    // and takes the account's snapshot away. Once, at the end of the transaction: it reads all that the account has,
    // however many subjects there are.
    void carryOut();

    // Whether the account erased anything by an event that is not in these parts of its streams: what was folded from
    // them still has it.
    bool beyond(const std::string& account, const std::vector<wire::StreamPlace>& places);

private:
    struct Statements;
    using Lines = std::vector<std::pair<wire::StreamPlace, std::string>>;

    Lines left(const std::string& account, const std::set<std::string, std::less<>>& members);

    Database& m_database;
    std::unique_ptr<Statements> m_statements;
    std::map<std::string, std::set<std::string, std::less<>>> m_noted{}; // by account; subjects as a line writes them
};

} // namespace cairn::server
