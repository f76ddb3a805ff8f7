#include "app/server/arguments.h"
#include "app/server/platform.h"
#include "sync/server/host/host.h"

#include <chrono>
#include <cstdio>
#include <exception>

namespace {

using namespace cairn;

int fail(const std::string& message) {
    std::fprintf(stderr, "cairnd: %s\n", message.c_str());
    return 1;
}

base::Clock clockOfThisComputer() {
    using namespace std::chrono;
    return {
        [] { return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count(); },
        [](base::Millis) { return 0; }};
}

void sayWhatIsNext(const server::Host& host, const server::Config& config) {
    std::printf("cairnd listens on %s and keeps its data in %s\n", host.url().c_str(), config.data.c_str());
    if (host.empty()) {
        std::puts(
            "Nobody has an account yet. The first one that is created from this computer is the admin's: start Cairn,\n"
            "go to Devices, and create an account at that address.");
    }
    std::fflush(stdout);
}

int serve(const server::Config& config) {
    server::takeSignals();
    constexpr std::size_t kOwn = 64; // database, log, listeners
    const auto descriptors = server::useAllDescriptors();
    const auto wanted = static_cast<std::size_t>(config.connections) + kOwn;
    server::Host host(config, clockOfThisComputer());
    if (descriptors < wanted) {
        host.log().warning(
            "few_descriptors", {{"have", static_cast<std::int64_t>(descriptors)},
                                {"want", static_cast<std::int64_t>(wanted)},
                                {"what", "connections beyond these are not taken; see ulimit -n or LimitNOFILE"}});
    }
    sayWhatIsNext(host, config);
    while (!server::waitForSignal()) {
        host.reload();
    }
    host.stop();
    return 0;
}

} // namespace

int main(int count, char** words) {
    const auto asked = server::readArguments(count, words);
    if (const auto* say = std::get_if<server::Say>(&asked)) {
        std::fputs(say->text.c_str(), say->status == 0 ? stdout : stderr);
        return say->status;
    }
    const auto& wanted = std::get<server::Serve>(asked);
    auto config = server::readConfig(wanted.config, server::environment);
    if (!config) {
        const auto& [code, message, place] = config.error();
        return fail(place.empty() ? message : place + ": " + message);
    }
    if (config->data.empty()) {
        const auto data = server::defaultData();
        if (!data) {
            return fail("no folder for the data: give the option data, or CAIRND_DATA");
        }
        config->data = data->string();
    }
    if (wanted.checkOnly) {
        std::puts("The configuration is good.");
        return 0;
    }
    try {
        return serve(*config);
    } catch (const std::exception& trouble) {
        return fail(trouble.what());
    }
}
