#include "sync/simulation/life.h"

#include "core/base/hybrid_clock.h"
#include "core/events/described_json.h"
#include "sync/simulation/deeds.h"

#include <array>
#include <random>
#include <utility>

namespace cairn::simulation {

namespace {

constexpr base::Millis kSecond = 1'000;
constexpr base::Millis kDay = kSecond * 24 * 3'600;
constexpr base::Millis kYear = 365 * kDay;
constexpr std::int64_t kAny = 5'040; // has many divisors: each of a few is as likely as the others

struct Header {
    std::int64_t seed = 0;
};
BOOST_DESCRIBE_STRUCT(Header, (), (seed))

// How often what happens, of a thousand.
constexpr std::array<std::pair<Kind, std::uint64_t>, 19> kOdds{{
    {Kind::write, 230},      {Kind::up, 235},        {Kind::down, 235},         {Kind::commit, 145},
    {Kind::connect, 66},     {Kind::disconnect, 25}, {Kind::restart, 8},        {Kind::crash, 7},
    {Kind::crash_server, 9}, {Kind::copy, 6},        {Kind::back_up, 8},        {Kind::put_back, 4},
    {Kind::join, 3},         {Kind::snapshot, 3},    {Kind::back_up_server, 2}, {Kind::put_server_back, 2},
    {Kind::upgrade, 2},      {Kind::say, 7},         {Kind::wait, 3},
}};

class Author {
public:
    explicit Author(std::uint64_t seed)
        : m_random(seed) {}

    Happening join() {
        static constexpr std::array<base::Millis, 7> kSkews{0, 0, 0, -90 * kSecond, 3'600 * kSecond, kYear, -kYear};
        return {.what = Kind::join, .skew = kSkews[below(kSkews.size())], .old = below(4) == 0, .deeds = {}};
    }

    Happening any() {
        const auto after = static_cast<std::int64_t>(below(3 * kSecond));
        auto happening = one(kindOf(below(1'000)));
        happening.after += after;
        return happening;
    }

    std::uint64_t below(std::uint64_t end) { return m_random() % end; }

private:
    static Kind kindOf(std::uint64_t dice) {
        for (const auto& [kind, odds] : kOdds) {
            if (dice < odds) {
                return kind;
            }
            dice -= odds;
        }
        return Kind::wait;
    }

    Happening one(Kind kind) {
        if (kind == Kind::join) {
            return join();
        }
        Happening happening{.what = kind, .deeds = {}};
        happening.who = static_cast<std::int64_t>(below(kAny));
        happening.fate = static_cast<std::int64_t>(below(1U << 16U));
        if (kind == Kind::write) {
            for (auto left = 1 + below(4); left > 0; --left) {
                happening.deeds.push_back(anyDeed(m_random));
            }
        } else if (kind == Kind::say) {
            happening.deeds.push_back(anyWord(m_random));
        } else if (kind == Kind::wait) {
            happening.after = static_cast<std::int64_t>(below(kDay));
        }
        return happening;
    }

    std::mt19937_64 m_random;
};

} // namespace

Life lifeOf(std::uint64_t seed, int steps) {
    Author author(seed);
    Life life{static_cast<std::int64_t>(seed)};
    for (auto left = 2 + author.below(2); left > 0; --left) {
        life.happenings.push_back(author.join());
    }
    for (int step = 0; step < steps; ++step) {
        life.happenings.push_back(author.any());
    }
    return life;
}

std::string encodeLife(const Life& life) {
    std::string text = events::encodeDescribed(Header{life.seed}) + '\n';
    for (const auto& happening : life.happenings) {
        text += events::encodeDescribed(happening) + '\n';
    }
    return text;
}

base::Expected<Life> decodeLife(std::string_view text) {
    Life life;
    bool headed = false;
    std::size_t number = 0;
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        ++number;
        if (line.empty() || line.front() == '#') {
            continue;
        }
        const auto refuse = [&](const base::Error& error) {
            return base::fail(
                base::ErrorCode::InvalidInput, "line " + std::to_string(number) + ": " + error.message, error.place);
        };
        if (!headed) {
            const auto header = events::decodeDescribed<Header>(line);
            if (!header) {
                return refuse(header.error());
            }
            life.seed = header->seed;
            headed = true;
            continue;
        }
        auto happening = events::decodeDescribed<Happening>(line);
        if (!happening) {
            return refuse(happening.error());
        }
        life.happenings.push_back(std::move(*happening));
    }
    if (!headed) {
        return base::fail(base::ErrorCode::InvalidInput, "a life begins with its seed");
    }
    return life;
}

} // namespace cairn::simulation
