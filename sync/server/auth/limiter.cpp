#include "sync/server/auth/limiter.h"

#include <boost/asio/ip/address.hpp>

#include <algorithm>

namespace cairn::server {

namespace {

// Half of the room is made free at once: a pass over all of them is not done again for the next one who comes.
template<class Map, class Old, class Once> void makeRoom(Map& map, std::size_t most, Old old, Once once) {
    if (map.size() < most) {
        return;
    }
    std::erase_if(map, [&](const auto& entry) { return old(entry.second); });
    if (map.size() > most / 2) {
        std::erase_if(map, [&](const auto& entry) { return once(entry.second); });
    }
    if (map.size() > most / 2) {
        map.clear();
    }
}

} // namespace

std::int64_t Limiter::take(const std::string& who, const Rule& rule, std::int64_t now) {
    const std::lock_guard lock(m_mutex);
    makeRoom(
        m_buckets, m_most, [now](const Bucket& bucket) { return bucket.full <= now; },
        [](const Bucket& bucket) { return bucket.taken == 1; });
    const auto most = rule.burst * rule.window;
    const auto until = [&](std::int64_t missing) { return (missing + rule.rate - 1) / rule.rate; };
    auto& bucket = m_buckets.try_emplace(who, Bucket{most, now}).first->second;
    const auto passed = std::max<std::int64_t>(now - bucket.at, 0);
    bucket.left = passed >= until(most - bucket.left) ? most : bucket.left + passed * rule.rate;
    bucket.at = now;
    if (bucket.left < rule.window) {
        return until(rule.window - bucket.left);
    }
    bucket.left -= rule.window;
    bucket.full = now + until(most - bucket.left);
    ++bucket.taken;
    return 0;
}

std::int64_t Limiter::takeOfWindow(const std::string& who, const Rule& rule, std::int64_t now) {
    const std::lock_guard lock(m_mutex);
    makeRoom(
        m_windows, m_most, [now](const Window& window) { return window.over <= now; },
        [](const Window& window) { return window.taken.size() == 1; });
    auto& [taken, over] = m_windows[who];
    while (!taken.empty() && taken.front() + rule.window <= now) {
        taken.pop_front();
    }
    if (static_cast<std::int64_t>(taken.size()) >= rule.rate) {
        return taken.front() + rule.window - now;
    }
    taken.push_back(now);
    over = now + rule.window;
    return 0;
}

std::size_t Limiter::remembered() {
    const std::lock_guard lock(m_mutex);
    return std::max(m_buckets.size(), m_windows.size());
}

std::string networkOf(const std::string& address) {
    boost::system::error_code trouble;
    const auto parsed = boost::asio::ip::make_address(address, trouble);
    if (trouble || !parsed.is_v6()) {
        return address;
    }
    auto bytes = parsed.to_v6().to_bytes();
    std::fill(bytes.begin() + 8, bytes.end(), std::uint8_t{0});
    return boost::asio::ip::address_v6(bytes).to_string() + "/64";
}

} // namespace cairn::server
