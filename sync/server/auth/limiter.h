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
        std::int64_t rate = 1;        // at least
        std::int64_t window = 60'000; // ms
        std::int64_t burst = 0;       // at once, at most
    };

    // Remembers so many peers for each of both kinds of limits. Where there are more it forgets first those whom that
    // makes no difference to, then those who have asked once, then all: an attack from everywhere, and better that
    // everybody starts anew than that memory ends.
    explicit Limiter(std::size_t most = 100'000)
        : m_most(most) {}

    // Takes one out of the bucket of `who`. Answers with 0, or after how many milliseconds there is one again.
    std::int64_t take(const std::string& who, const Rule& rule, std::int64_t now);

    // The same for what is rare and must stay so: never more than `rule.rate` in any `rule.window`.
    std::int64_t takeOfWindow(const std::string& who, const Rule& rule, std::int64_t now);

    std::size_t remembered(); // the larger number of both

private:
    // In parts of one, of which a millisecond brings `rate` and one is `window`: whole numbers, so that whoever waits
    // as long as was said is let in.
    struct Bucket {
        std::int64_t left = 0;
        std::int64_t at = 0;
        std::int64_t full = 0; // when it is full again, and can be forgotten
        std::int64_t taken = 0;
    };

    struct Window {
        std::deque<std::int64_t> taken{}; // when the last ones were
        std::int64_t over = 0;            // when it can be forgotten
    };

    std::size_t m_most;
    std::mutex m_mutex;
    std::map<std::string, Bucket> m_buckets{};
    std::map<std::string, Window> m_windows{};
};

// Who is limited together: an address, or of IPv6 the first 64 bits of it, since whoever has one has all of the others
// that begin with these.
std::string networkOf(const std::string& address);

} // namespace cairn::server
