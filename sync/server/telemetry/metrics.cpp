#include "sync/server/telemetry/metrics.h"

#include <mutex>
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <set>

namespace cairn::server {

struct Metrics::State {
    struct Watched {
        prometheus::Gauge* gauge = nullptr;
        std::function<double()> read;
    };

    struct WatchedEach {
        prometheus::Family<prometheus::Gauge>* family = nullptr;
        std::function<std::optional<std::vector<Labelled>>()> read;
        std::set<prometheus::Gauge*> gauges{};
    };

    prometheus::Registry registry{};
    prometheus::Family<prometheus::Counter>* requests = nullptr;
    prometheus::Family<prometheus::Histogram>* durations = nullptr;
    std::mutex mutex{}; // of what follows
    std::vector<Watched> watched{};
    std::vector<WatchedEach> each{};
};

Metrics::Metrics()
    : m_state(std::make_unique<State>()) {
    m_state->requests = &prometheus::BuildCounter()
                             .Name("cairn_http_requests_total")
                             .Help("Requests that were answered.")
                             .Register(m_state->registry);
    m_state->durations = &prometheus::BuildHistogram()
                              .Name("cairn_http_request_seconds")
                              .Help("From a request's last byte to its answer.")
                              .Register(m_state->registry);
}

Metrics::~Metrics() = default;

void Metrics::request(const std::string& route, int status, double seconds) {
    static const prometheus::Histogram::BucketBoundaries kBounds{0.001, 0.005, 0.02, 0.1, 0.5, 2, 10};
    m_state->requests->Add({{"route", route}, {"status", std::to_string(status)}}).Increment();
    m_state->durations->Add({{"route", route}}, kBounds).Observe(seconds);
}

void Metrics::watch(const std::string& name, const std::string& about, std::function<double()> read) {
    auto& family = prometheus::BuildGauge().Name(name).Help(about).Register(m_state->registry);
    const std::lock_guard lock(m_state->mutex);
    m_state->watched.push_back({&family.Add({}), std::move(read)});
}

void Metrics::watchEach(
    const std::string& name, const std::string& about, std::function<std::optional<std::vector<Labelled>>()> read) {
    auto& family = prometheus::BuildGauge().Name(name).Help(about).Register(m_state->registry);
    const std::lock_guard lock(m_state->mutex);
    m_state->each.push_back({&family, std::move(read)});
}

std::string Metrics::text() {
    {
        const std::lock_guard lock(m_state->mutex);
        for (const auto& [gauge, read] : m_state->watched) {
            gauge->Set(read());
        }
        for (auto& [family, read, gauges] : m_state->each) {
            const auto all = read();
            for (auto* gauge : gauges) {
                gauge->Set(0);
                if (!all) {
                    family->Remove(gauge);
                }
            }
            if (!all) {
                gauges.clear();
                continue;
            }
            for (const auto& [labels, value] : *all) {
                auto& gauge = family->Add(labels);
                gauge.Set(value);
                gauges.insert(&gauge);
            }
        }
    }
    return prometheus::TextSerializer().Serialize(m_state->registry.Collect());
}

} // namespace cairn::server
