#include "app/cli/command.h"
#include "app/cli/platform.h"
#include "app/cli/session.h"
#include "sync/assistant/http/access_memory.h"
#include "sync/assistant/http/profile_door.h"
#include "sync/assistant/server.h"

#include <cstdio>
#include <thread>

namespace cairn::cli {

namespace {

constexpr std::chrono::seconds kPatience{10}; // for what is under way when nobody asks any more

// Lines of standard input, handed to the thread that waits. A line that is too long is handed on as far as it is too
// long, and the rest of it is dropped.
class Lines {
public:
    Lines(api::Deliver deliver, std::function<void(std::string)> take)
        : m_deliver(std::move(deliver))
        , m_take(std::move(take))
        , m_thread([this](const std::stop_token& stop) { read(stop); }) {}

    bool ended() const { return m_ended; }

private:
    void read(const std::stop_token& stop) {
        std::string text;
        bool dropping = false;
        for (bool more = true; more && !stop.stop_requested();) {
            more = readInput(text);
            if (!more && !text.empty()) {
                text += '\n';
            }
            for (auto end = text.find('\n'); end != std::string::npos; end = text.find('\n')) {
                if (!dropping) {
                    hand(text.substr(0, end));
                }
                dropping = false;
                text.erase(0, end + 1);
            }
            if (text.size() > assistant::Server::kMessageBytes) {
                if (!dropping) {
                    hand(text);
                }
                dropping = true;
                text.clear();
            }
        }
        m_deliver([this] { m_ended = true; });
    }

    void hand(std::string line) {
        if (line.find_first_not_of(" \t\r") != std::string::npos) {
            m_deliver([this, line = std::move(line)]() mutable { m_take(std::move(line)); });
        }
    }

    api::Deliver m_deliver;
    std::function<void(std::string)> m_take;
    bool m_ended = false; // of the thread that waits
    std::jthread m_thread;
};

void serveStandardStreams(Session& session, assistant::Server& server) {
    bool heard = true;
    const assistant::Say say = [&heard](const assistant::Said& said) {
        // Nothing but the protocol goes to standard output.
        if (!said.text.empty()) {
            heard = std::fwrite(said.text.data(), 1, said.text.size(), stdout) == said.text.size() &&
                    std::fputc('\n', stdout) != EOF && std::fflush(stdout) == 0;
        }
    };
    const Lines lines(session.deliver(), [&](const std::string& line) { server.receive(line, say); });
    session.waitUntil([&] { return !heard || lines.ended(); }, {});
    session.waitUntil([&] { return !heard || server.idle(); }, kPatience);
}

void serveHttp(Session& session, std::uint16_t port, bool toEverybody) {
    auto& profile = session.profileBeside(); // which makes the folder
    const auto token = toEverybody ? std::string() : assistant::rememberedAccess(session.home()).token;
    const assistant::ProfileDoor door(
        profile, session.deliver(), {.port = port, .token = token, .version = CAIRN_VERSION});
    session.output().remark(door.address());
    if (!token.empty()) {
        session.output().remark("Authorization: Bearer " + token);
    }
    session.waitUntil([] { return false; }, {});
}

void serve(Session& session, const Arguments& arguments) {
    if (const auto port = arguments.number("http", 0, 65'535)) {
        serveHttp(session, static_cast<std::uint16_t>(*port), arguments.has("without-token"));
    } else {
        assistant::Server server(session.profileBeside(), CAIRN_VERSION);
        serveStandardStreams(session, server);
    }
}

} // namespace

std::vector<Command> mcpCommands() {
    return {
        {"",
         "mcp",
         "",
         0,
         0,
         "Let an assistant read the profile and propose.",
         "Speaks the Model Context Protocol on standard input and output, for an assistant that starts this. It reads "
         "tasks, paths, level and what is next, also while a window has the profile open, and may propose tasks and "
         "notes, which wait in the window until the learner accepts or dismisses them. It can complete, verify, change "
         "and delete nothing.",
         {{"http", "PORT",
           "Over HTTP at this port of this computer (/mcp) instead; 0 takes any. Says the address, and the token of "
           "this profile that every request has to bring."},
          {"without-token", "", "With --http: every program and every person on this computer can read the profile."}},
         Needs::Reading,
         serve},
    };
}

} // namespace cairn::cli
