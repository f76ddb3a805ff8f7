#pragma once

#include "core/events/event.h"
#include "core/state/subject.h"
#include "core/store/database.h"

#include <optional>
#include <string>

namespace cairn::store {

// A folded subject and the place up to which it is folded.
struct Snapshot {
    events::Position position;
    state::Subject state;
};

// The tables that pages read: the folded value of every subject, and columns of tasks, topics and paths to filter and
// sort by. They hold nothing that the log does not. Throws soci::soci_error; transactions are the caller's.
class Projections {
public:
    explicit Projections(Database& database)
        : m_database(database) {}

    std::optional<Snapshot> read(const std::string& subject);
    void write(const std::string& subject, const Snapshot& snapshot);
    void remove(const std::string& subject);
    void clear();

    // Every row of every table in one text, so that two databases can be compared.
    std::string dump();

private:
    void writeTask(const std::string& id, const state::Task& task);
    void writeTopic(const std::string& id, const state::Topic& topic);
    void writePath(const std::string& id, const state::StudyPath& path);

    Database& m_database;
};

} // namespace cairn::store
