#include "tests/bench/figures.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ranges>

using namespace Qt::StringLiterals;

namespace cairn::bench {

namespace {

constexpr std::size_t kNamed = 5; // of the slowest

double rounded(double value) {
    return std::round(value * 100) / 100;
}

// The smallest of the values that `share` of all do not exceed.
double percentile(std::vector<double> values, double share) {
    std::ranges::sort(values);
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
    return values[std::max<std::size_t>(rank, 1) - 1];
}

} // namespace

void Figures::print(const QString& measured) const {
    if (m_samples.empty()) {
        return;
    }
    std::vector<double> busy;
    std::vector<double> elapsed;
    for (const Sample& sample : m_samples) {
        busy.push_back(sample.taken.busy);
        elapsed.push_back(sample.taken.elapsed);
    }
    auto slowest = m_samples;
    std::ranges::sort(slowest, std::ranges::greater(), [](const Sample& sample) { return sample.taken.busy; });
    QJsonArray named;
    for (const Sample& sample : slowest | std::views::take(kNamed)) {
        named.append(u"%1: %2 ms"_s.arg(sample.what).arg(rounded(sample.taken.busy)));
    }
    const QJsonObject line{
        {u"measured"_s, measured},
        {u"count"_s, static_cast<qint64>(m_samples.size())},
        {u"ratio"_s, rounded(percentile(busy, 0.95) / kFrame)},
        {u"p50Ms"_s, rounded(percentile(busy, 0.5))},
        {u"p95Ms"_s, rounded(percentile(busy, 0.95))},
        {u"maxMs"_s, rounded(std::ranges::max(busy))},
        {u"wallP95Ms"_s, rounded(percentile(elapsed, 0.95))},
        {u"slowest"_s, named},
    };
    std::printf("%s\n", QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

} // namespace cairn::bench
