#pragma once

#include "sync/engine/client_session.h"
#include "sync/engine/server_session.h"
#include "sync/replica/store_replica.h"
#include "sync/server/log/sql_log.h"
#include "sync/simulation/seeded_bytes.h"

#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <random>
#include <string>
#include <vector>

namespace cairn::simulation {

struct Plan {
    std::uint64_t seed = 0;
    int steps = 400;
    std::ostream* story = nullptr; // one line a step; null: none
};

// One server and some computers of one learner in one process: their real engines and stores, and a clock, a network
// and accidents that come from the seed alone. Connections break, also at one end only, and lose what was on its way;
// the server is cut off between storing and confirming; programs end and start anew; profiles are copied and go on
// twice, or are put back to an older state, the server's log as well; new computers begin with what the server folded;
// things are erased for ever; clocks are wrong by up to a
// year.
class World {
public:
    // `folder` is made, and left behind for whoever looks into a failure.
    World(const Plan& plan, const std::filesystem::path& folder);
    ~World();
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    // Lives through the plan, lets all come to rest, and looks: what went wrong, or nothing. All replicas hold the same
    // folds, nothing that somebody wrote is missing or there twice, what the server confirmed is at the server, and
    // every log verifies; of what was erased nothing is said anywhere.
    std::optional<std::string> run();

private:
    struct Connection;
    struct Computer;

    std::uint64_t below(std::uint64_t end) { return m_random() % end; }

    void step();
    void write(Computer& computer);
    void connect(Computer& computer);
    void deliver();
    void deliverUp(Connection& connection);
    void deliverDown(Connection& connection);
    void commit();
    void breakConnection();
    void drop(Computer& computer);
    void restart(Computer& computer);
    void crashServer(bool afterCommit);
    void copyProfile(Computer& computer);
    void keepBackup(Computer& computer);
    void putBack(Computer& computer);
    void join();
    void makeSnapshot();
    void keepServerBackup();
    void putServerBack();
    void forgetWhatIsNowhere(const std::vector<events::Event>& before);
    std::vector<events::Event> everythingAtServer();
    void take(Connection& connection, engine::Out out);
    void take(Connection& connection, engine::ServerOut out);
    void startServer();
    bool settle();
    std::optional<std::string> look();
    void tell(const std::string& line);

    Plan m_plan;
    std::filesystem::path m_folder;
    std::mt19937_64 m_random;
    SeededBytes m_names;
    base::Millis m_now = 1'795'000'000'000; // 2026-11-18
    std::vector<std::unique_ptr<Computer>> m_computers;
    std::vector<std::shared_ptr<Connection>> m_connections; // as the server has them
    std::deque<std::pair<std::shared_ptr<Connection>, engine::Batch>> m_waiting;
    std::unique_ptr<server::SqlLog> m_log;
    std::map<std::string, int> m_written; // how often, by what does not change with the name of a device
    int m_copies = 0;
    bool m_serverHasBackup = false;
};

// Lives through a plan in a folder of its own below `folder`, which leaves when all is well. What went wrong, or
// nothing.
std::optional<std::string> live(const Plan& plan, const std::filesystem::path& folder);

// The fewest steps that are tried to lead to the same kind of end: a plan that fails, for whoever reads its story.
Plan shrink(Plan failing, const std::filesystem::path& folder);

} // namespace cairn::simulation
