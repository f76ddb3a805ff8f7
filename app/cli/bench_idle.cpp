#include "app/cli/bench.h"
#include "app/cli/bench_device.h"
#include "app/cli/bench_server.h"
#include "app/cli/failure.h"
#include "app/cli/platform.h"
#include "app/cli/session.h"

#include <cmath>
#include <memory>
#include <vector>

namespace cairn::cli {

namespace {

struct Idle {
    explicit Idle(int number)
        : replica(number) {}

    BenchReplica replica;
    std::unique_ptr<BenchDevice> device{};
};

} // namespace

void benchIdle(Session& session, const Arguments& arguments) {
    const auto count = static_cast<int>(arguments.number("devices", 1, 1'000'000).value_or(10'000));
    const bool tls = arguments.has("tls");
    const BenchFolder folder(benchPlace(arguments));
    useAllDescriptors();
    double connecting = 0;
    {
        BenchServer server(folder.path(), 1, tls);
        std::vector<std::unique_ptr<Idle>> all;
        connecting = seconds([&] {
            for (int number = 0; number < count; ++number) {
                auto& idle = *all.emplace_back(std::make_unique<Idle>(number));
                idle.device = std::make_unique<BenchDevice>(idle.replica, server.port(), tls, server.token(0));
                idle.device->talkUntil([](const engine::ClientStatus& status) { return status.caughtUp; });
            }
        });
        if (!tls && std::llround(server.metric("cairn_sync_sessions")) != count) {
            throw Failure{{base::ErrorCode::Unreachable, "the server does not hold as many devices as have greeted"}};
        }
        server.stop();
    }
    const auto peak = static_cast<double>(peakMemoryOfChildren()) / 1024;
    auto& output = session.output();
    if (output.json()) {
        output.value(boost::json::object{
            {"bench", "idle"},
            {"devices", count},
            {"server_peak_mb", rounded(peak)},
            {"kb_per_device", rounded(peak * 1024 / count)},
            {"connected_per_s", std::llround(count / connecting)},
            {"tls", tls}});
        return;
    }
    output.line(
        "A cairnd held " + std::to_string(count) + " idle devices" + (tls ? " over TLS" : "") + " in " +
        std::to_string(std::llround(peak)) + " MiB at most; they connected at " +
        std::to_string(std::llround(count / connecting)) + " a second.");
}

} // namespace cairn::cli
