#pragma once

#include "core/events/event.h"
#include "core/store/program.h"
#include "sync/simulation/world.h"

#include <stdexcept>
#include <type_traits>
#include <utility>

// What a world is made of, for the files of its class.
namespace cairn::simulation {

inline constexpr std::size_t kMostComputers = 5;
inline constexpr const char* kAccount = "account";

template<class T> T must(base::Expected<T> result) {
    if (!result) {
        throw std::runtime_error(result.error().message + " " + result.error().place);
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(*result);
    }
}

// What of an event does not change with the name of its device.
std::string markOf(const events::Event& event);

std::vector<events::Event> everything(store::Store& store);

// What an older program is to this one.
store::Program olderProgram();

// One connection: two ends, and what is on its way. An end that does not know that the other is gone goes on.
struct World::Connection {
    const Computer* from = nullptr;
    Computer* computer = nullptr; // null: the computer has given it up
    std::unique_ptr<engine::ServerSession> server;
    std::deque<std::string> up;
    std::deque<std::string> down;
};

struct World::Computer {
    std::string name;
    std::filesystem::path folder;
    base::Millis skew = 0;
    std::unique_ptr<store::Store> store;
    std::unique_ptr<replica::StoreReplica> replica;
    std::unique_ptr<engine::ClientSession> session;
    std::shared_ptr<Connection> connection;
    bool hasBackup = false;
    bool old = false; // its program

    void open() {
        store = must(store::Store::open(folder, {}, {}, old ? olderProgram() : store::Program()));
        replica = std::make_unique<replica::StoreReplica>(*store);
    }

    void close() {
        session.reset();
        replica.reset();
        store.reset();
    }
};

} // namespace cairn::simulation
