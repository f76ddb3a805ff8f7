#include "core/service/open_profile.h"
#include "sync/assistant/http/http_rules.h"
#include "sync/assistant/server.h"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <unistd.h>

using namespace cairn;

namespace {

// What the profile delivers, for the one thread that asks.
class Calls {
public:
    void post(std::function<void()> call) {
        const std::lock_guard lock(m_mutex);
        m_calls.push_back(std::move(call));
        m_arrived.notify_one();
    }

    void runOne() {
        std::function<void()> call;
        {
            std::unique_lock lock(m_mutex);
            m_arrived.wait(lock, [this] { return !m_calls.empty(); });
            call = std::move(m_calls.front());
            m_calls.pop_front();
        }
        call();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::deque<std::function<void()>> m_calls;
};

Calls& calls() {
    static Calls theCalls;
    return theCalls;
}

// A profile that nothing writes to: proposals are refused by the learner's wish.
api::Profile& profile() {
    static const auto kProfile = [] {
        const auto folder =
            std::filesystem::temp_directory_path() / ("cairn-assistant-fuzz-" + std::to_string(getpid()));
        auto opened = service::openProfile(
            folder, {}, {[] { return base::Millis(1'790'000'000'000); }, [](base::Millis) { return 0; }},
            [](std::function<void()> call) { calls().post(std::move(call)); });
        if (!opened) {
            std::abort();
        }
        bool set = false;
        const auto request = (*opened)->setPreference(api::kProposalsPreference, "no", [&](auto) { set = true; });
        while (!set) {
            calls().runOne();
        }
        return std::move(*opened);
    }();
    return *kProfile;
}

} // namespace

// A message, and lines of headers before it: whatever they say, it is answered once.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    int times = 0;
    assistant::Server server(profile(), "1.0");
    server.receive(text, [&](const assistant::Said& said) {
        ++times;
        if (said.text.find('\n') != std::string::npos) {
            std::abort(); // it would be two lines
        }
        assistant::answerOf(said, true);
    });
    while (!server.idle()) {
        calls().runOne();
    }
    if (times != 1) {
        std::abort();
    }
    assistant::refusalOf(
        {"POST",
         "/mcp",
         {{"host", text.substr(0, 40)}, {"origin", text.substr(0, 60)}, {"content-type", "application/json"}},
         text});
    assistant::refusalOf(
        {"POST",
         "/mcp",
         {{"host", "localhost"}, {"mcp-protocol-version", "2026-07-28"}, {"content-type", "application/json"}},
         text});
    return 0;
}
