#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <string>

namespace cairn::server {

// How much one peer may ask: buckets that hold `burst` and fill up with `rate` in `window`. Thread-safe.
class Limiter {
public:
    struct Rule {
        std::int64_t rate = 0;
        std::int64_t window = 60'000; // ms
        std::int64_t burst = 0;       // at once, at most
    };

    // Takes one out of the bucket of `who`. Answers with 0, or after how many milliseconds there is one again.
    std::int64_t take(const std::string& who, const Rule& rule, std::int64_t now);

    // The same for what is rare and must stay so: never more than `rule.rate` in any `rule.window`.
    std::int64_t takeOfWindow(const std::string& who, const Rule& rule, std::int64_t now);

private:
    struct Bucket {
        double left = 0;
        std::int64_t at = 0;
        std::int64_t full = 0; // when it is full again, and can be forgotten
    };

    static constexpr std::size_t kBucketsMost = 100'000;

    void forgetFull(std::int64_t now);

    std::mutex m_mutex;
    std::map<std::string, Bucket> m_buckets{};
    std::map<std::string, std::deque<std::int64_t>> m_windows{}; // when the last ones were taken
};

} // namespace cairn::server
