#pragma once

#include "core/state/subject.h"
#include "core/store/random_id.h"
#include "sync/server/desk/desks.h"
#include "sync/server/log/sql_log.h"
#include "sync/server/verify/claims.h"
#include "sync/server/verify/notary.h"
#include "tests/sync/scripted_device.h"

#include <atomic>
#include <future>
#include <memory>
#include <string>
#include <vector>

namespace cairn::test {

// As much of a server as its jobs see: the log, desks, and the notary, at kNow. All that connects is the account "me".
struct DeskServer {
    DeskServer(server::OpenDatabase make, const std::string& folder)
        : open(std::move(make))
        , database(open())
        , log(std::make_unique<server::SqlLog>(
              open(), server::FollowUp{
                          [](server::Database& there, const engine::Batch& batch, std::size_t fresh) {
                              server::enqueueClaims(there, batch, fresh, kNow);
                          },
                          [] {}}))
        , seal(folder + "/master.key")
        , keys(*database, seal, kNow)
        , hub(std::move(log), {{.fold = state::kFoldVersion,
                                .account =
                                    [this](const std::string& token) {
                                        const auto* there = ready.load();
                                        auto account = there != nullptr ? there->accountOf(token) : std::nullopt;
                                        return account ? account : std::optional<std::string>("me");
                                    }},
                               [] { return kNow; },
                               std::chrono::seconds(10),
                               [](const std::string&) {}})
        , desks(
              folder + "/desks" + store::randomId(), [this] { return keys.ring(); }, hub, clock())
        , notary(open(), hub, keys, [] { return kNow; }) {
        ready = &desks;
    }

    static base::Clock clock() {
        return {[] { return kNow; }, [](base::Millis) { return 0; }};
    }

    void addAccount(const std::string& id) const {
        database->sql() << "INSERT INTO account (id, email, name, password, role, created, confirmed, suspended, "
                           "factor, factor_on, factor_step) VALUES (:id, :email, '', '', 'learner', 0, 1, 0, '', 0, 0)",
            soci::use(id), soci::use(id);
    }

    // Stores what the device wrote, as its push would.
    bool push(const ScriptedDevice& device) {
        std::promise<bool> stored;
        hub.write(
            {[&]() -> base::Expected<engine::Batch> {
                 return engine::Batch{"me", device.id(), device.stream(), device.log(), device.lines()};
             },
             [&](const base::Expected<engine::Stored>& answer) { stored.set_value(answer && !answer->reject); }});
        return stored.get_future().get();
    }

    // What the server has said to "me".
    std::vector<events::Event> said(const std::string& type) const {
        std::vector<events::Event> found;
        const soci::rowset<std::string> lines =
            (database->sql().prepare << "SELECT line FROM event WHERE stream = (SELECT number FROM stream WHERE stream "
                                        "= 'server/me') ORDER BY cursor");
        for (const auto& line : lines) {
            auto event = store::testing::must(events::decodeEvent(line));
            if (event.type == type) {
                found.push_back(std::move(event));
            }
        }
        return found;
    }

    server::OpenDatabase open;
    std::unique_ptr<server::Database> database;
    std::unique_ptr<server::SqlLog> log;
    server::Seal seal;
    server::ReceiptKeys keys;
    std::atomic<const server::Desks*> ready = nullptr;
    server::Hub hub;
    server::Desks desks;
    server::Notary notary;
};

} // namespace cairn::test
