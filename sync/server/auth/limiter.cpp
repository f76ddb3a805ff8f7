#include "sync/server/auth/limiter.h"

#include <algorithm>
#include <cmath>

namespace cairn::server {

std::int64_t Limiter::take(const std::string& who, const Rule& rule, std::int64_t now) {
    const std::lock_guard lock(m_mutex);
    if (m_buckets.size() >= kBucketsMost) {
        forgetFull(now);
    }
    const auto perMilli = static_cast<double>(rule.rate) / static_cast<double>(rule.window);
    const auto most = static_cast<double>(rule.burst);
    auto [found, fresh] = m_buckets.try_emplace(who, Bucket{most, now, now});
    auto& bucket = found->second;
    if (!fresh) {
        const auto passed = static_cast<double>(std::max<std::int64_t>(now - bucket.at, 0));
        bucket.left = std::min(most, bucket.left + passed * perMilli);
        bucket.at = now;
    }
    if (bucket.left < 1) {
        return std::max<std::int64_t>(static_cast<std::int64_t>(std::ceil((1 - bucket.left) / perMilli)), 1);
    }
    bucket.left -= 1;
    bucket.full = now + static_cast<std::int64_t>((most - bucket.left) / perMilli);
    return 0;
}

std::int64_t Limiter::takeOfWindow(const std::string& who, const Rule& rule, std::int64_t now) {
    const std::lock_guard lock(m_mutex);
    if (m_windows.size() >= kBucketsMost) {
        std::erase_if(m_windows, [&](const auto& entry) { return entry.second.back() + rule.window <= now; });
    }
    auto& times = m_windows[who];
    while (!times.empty() && times.front() + rule.window <= now) {
        times.pop_front();
    }
    if (static_cast<std::int64_t>(times.size()) >= rule.rate) {
        return times.front() + rule.window - now;
    }
    times.push_back(now);
    return 0;
}

void Limiter::forgetFull(std::int64_t now) {
    std::erase_if(m_buckets, [&](const auto& entry) { return entry.second.full <= now; });
    if (m_buckets.size() >= kBucketsMost) {
        m_buckets.clear(); // an attack from everywhere: better that everybody starts anew than that memory ends
    }
}

} // namespace cairn::server
