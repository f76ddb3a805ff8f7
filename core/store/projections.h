#pragma once

#include "core/events/event.h"
#include "core/state/subject.h"
#include "core/store/database.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
    explicit Projections(Database& database);
    ~Projections();
    Projections(const Projections&) = delete;
    Projections& operator=(const Projections&) = delete;

    std::optional<Snapshot> read(const std::string& subject);

    // `encoded` is the state's text (state::encodeSubject); `before` is what the tables hold of the subject now,
    // std::monostate when that is nothing.
    void write(
        const std::string& subject, const Snapshot& snapshot, const std::string& encoded, const state::Subject& before);
    void remove(const std::string& subject);
    void clear();

    // Does `work` without the indexes of the tables and makes them anew at its end, which is faster when it fills the
    // tables. In a transaction of the caller's.
    void withoutIndexes(const std::function<void()>& work);

    // Every row of every table as text, with what it is about ("task task-1"), in the order of the tables' keys.
    void eachRow(const std::function<void(const std::string& about, const std::string& row)>& each);

    // All of that in one text, so that two databases can be compared.
    std::string dump();

private:
    struct Statements;

    void writeTopics(const std::string& id, const std::vector<std::string>& topics, const state::Subject& before);

    Database& m_database;
    std::unique_ptr<Statements> m_statements;
};

} // namespace cairn::store
