#pragma once

#include "sync/mcp/tool.h"
#include "sync/mcp/transport.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cairn::mcp {

struct Progress {
    double done = 0;
    std::optional<double> total{};
    std::string message{};
};

// Answers what a server asks a person, by the fields of the schema; nothing: the person declines. Called on any thread.
using Elicit = std::function<std::optional<boost::json::object>(const boost::json::object& schema)>;

struct ClientSettings {
    std::string name;
    std::string version;
    std::string protocol{};                                 // to speak this one alone; empty: the newest that both know
    Elicit elicit{};                                        // empty: servers are told that there is nobody to ask
    std::function<void(const std::string& what)> trouble{}; // of what is passed over; called on any thread
};

// The client of one server of the Model Context Protocol, in both of its eras: with the handshake of the revisions up
// to 2025-11-25, and without any as of 2026-07-28. Every call waits for its answer. One thread at a time.
class Client {
public:
    static constexpr int kPagesMost = 100;
    static constexpr std::size_t kToolsMost = 1'000;
    static constexpr int kRoundsMost = 8; // of questions before an answer

    Client(std::unique_ptr<Transport> transport, ClientSettings settings);

    // Finds out what the server speaks. Called by the others where it has not been.
    Expected<void> connect(const Wait& wait);

    // All of them, without those that are not what the protocol allows.
    Expected<std::vector<Tool>> tools(const Wait& wait);

    // Whoever wants to hear of progress hears of it on this thread.
    Expected<ToolResult> call(
        const Tool& tool, const boost::json::object& arguments, const Wait& wait,
        const std::function<void(const Progress&)>& progress = {});

    // What is spoken; empty before it is known.
    const std::string& protocol() const { return m_version; }

    bool modern() const;

private:
    struct Answering;

    Expected<void> discover(const Wait& wait);
    Expected<void> handshake(const Wait& wait);
    Expected<boost::json::object>
    ask(const std::string& method, boost::json::object params, const Wait& wait, const Headers& headers = {},
        const std::function<void(const Progress&)>& progress = {});
    Expected<boost::json::object> askOnce(
        const std::string& method, boost::json::object params, const Wait& wait, Headers headers,
        const std::function<void(const Progress&)>& progress);
    Expected<boost::json::object> complete(
        const std::string& method, boost::json::object params, const Wait& wait, const Headers& headers,
        const std::function<void(const Progress&)>& progress);
    void notify(const std::string& method, boost::json::object params, const Wait& wait);
    void answer(const boost::json::object& question, const Wait& wait);
    Expected<boost::json::object> fulfil(const boost::json::object& question);
    boost::json::object capabilities() const;
    void say(const std::string& what) const;

    ClientSettings m_settings;
    std::string m_version{};
    std::int64_t m_lastId = 0;
    std::unique_ptr<Transport> m_transport; // last: what it hears goes to the others
};

} // namespace cairn::mcp
