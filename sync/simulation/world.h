#pragma once

#include "core/events/receipt.h"
#include "sync/engine/client_session.h"
#include "sync/engine/server_session.h"
#include "sync/replica/store_replica.h"
#include "sync/server/log/sql_log.h"
#include "sync/simulation/life.h"
#include "sync/simulation/seeded_bytes.h"

#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <vector>

namespace cairn::simulation {

// How a life ends that goes wrong. `reverted`: an edit counts for less than one that its writer had before them.
enum class End { thrown, restless, damaged, differs, lost, twice, unconfirmed, said, reverted };

struct Trouble {
    End end = End::thrown;
    std::string what;
};

// One server and some computers of one learner in one process: their real engines and stores, and a clock, a network
// and accidents that come from a life alone. Connections break, also at one end only, and lose what was on its way;
// the server is cut off between storing and confirming; programs end and start anew, or are cut off; profiles are
// copied and go on twice, or are put back to an older state, the server's log as well; new computers begin with what
// the server folded, and some with an older program, which has not heard of all events, until it is brought up to date;
// the server says of tasks what only it may say, and signs it; things are erased for ever; clocks are wrong by up to a
// year.
class World {
public:
    // `folder` is made, and left behind for whoever looks into a failure. `story`: gets a line for whatever is done;
    // null: nobody listens.
    World(const Life& life, const std::filesystem::path& folder, std::ostream* story = nullptr);
    ~World();
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    // Lives through it, lets all come to rest, brings all programs up to date, and looks: what went wrong, or nothing.
    // All replicas hold the same folds, nothing that somebody wrote is missing or there twice, what the server
    // confirmed is at the server, and every log verifies; of what was erased nothing is said anywhere; where no clock
    // is fast, no edit is overtaken by one that its writer had seen.
    std::optional<Trouble> run();

private:
    struct Connection;
    struct Computer;

    // What may come out either way.
    bool coin() {
        const bool up = (m_fate & 1U) != 0;
        m_fate >>= 1U;
        return up;
    }

    void happen(const Happening& happening);
    void happenTo(Computer& computer, const Happening& happening);
    void happenToServer(const Happening& happening);
    void write(Computer& computer, const std::vector<Deed>& deeds);
    void remember(Computer& computer, const std::vector<events::Event>& earlier, const events::Event& event);
    void say(const std::vector<Deed>& deeds);
    void connect(Computer& computer);
    void deliverUp(Connection& connection);
    void deliverDown(Connection& connection);
    void commit();
    void disconnect(const std::shared_ptr<Connection>& connection);
    void drop(Computer& computer);
    void restart(Computer& computer);
    void crash(Computer& computer);
    void upgrade(Computer& computer);
    void upgradeAll();
    void lose(Computer& computer);
    void crashServer();
    void copyProfile(Computer& computer);
    void keepBackup(Computer& computer);
    void putBack(Computer& computer);
    void join(const Happening& happening);
    void makeSnapshot();
    void keepServerBackup();
    void putServerBack();
    void forgetWhatIsNowhere(const std::vector<events::Event>& before);
    std::vector<events::Event> everythingAtServer();
    void take(Connection& connection, engine::Out out);
    void take(Connection& connection, engine::ServerOut out);
    void startServer();
    bool settle();
    std::optional<Trouble> look();
    std::optional<Trouble> lookAt(Computer& computer);
    std::map<std::string, int> renamedOnes(const std::vector<events::Event>& events) const;
    std::optional<Trouble> lookAtEdits(store::Store& store) const;
    void tell(const std::string& line);

    Life m_life;
    std::filesystem::path m_folder;
    std::ostream* m_story;
    SeededBytes m_names;
    std::uint64_t m_fate = 0;
    base::Millis m_now = 1'795'000'000'000; // 2026-11-18
    std::vector<std::unique_ptr<Computer>> m_computers;
    std::vector<std::shared_ptr<Connection>> m_connections; // as the server has them
    std::deque<std::pair<std::shared_ptr<Connection>, engine::Batch>> m_waiting;
    std::unique_ptr<server::SqlLog> m_log;
    std::map<std::string, int> m_written; // how often, by what does not change with the name of a device
    std::map<std::string, std::set<std::string>> m_seen{}; // edits, and those that their writers had before them
    events::SigningKey m_key;                              // of the server
    base::Hlc m_said{};                                    // when it said something last
    int m_servers = 0;                                     // that there were, one after another
    int m_copies = 0;
    int m_joined = 0;
    bool m_serverHasBackup = false;
    bool m_serverWasPutBack = false;
};

// Lives through it in a folder of its own below `folder`, which leaves when all is well. What went wrong, or nothing.
std::optional<Trouble> live(const Life& life, const std::filesystem::path& folder, std::ostream* story = nullptr);

} // namespace cairn::simulation
