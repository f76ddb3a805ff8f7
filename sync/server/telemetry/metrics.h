#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cairn::server {

// What is counted, as Prometheus reads it. Thread-safe.
class Metrics {
public:
    Metrics();
    ~Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;

    void request(const std::string& route, int status, double seconds);

    // A number that is asked for whenever somebody reads.
    void watch(const std::string& name, const std::string& about, std::function<double()> read);

    struct Labelled {
        std::map<std::string, std::string> labels;
        double value = 0;
    };

    // The same for a number of each of several things; one that is not told any more is 0. What cannot be asked for is
    // not told at all.
    void watchEach(
        const std::string& name, const std::string& about, std::function<std::optional<std::vector<Labelled>>()> read);

    // The text exposition format, version 0.0.4.
    std::string text();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace cairn::server
