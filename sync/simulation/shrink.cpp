#include "sync/simulation/shrink.h"

#include <algorithm>

namespace cairn::simulation {

namespace {

class Shrinking {
public:
    Shrinking(Life failing, End end, const std::filesystem::path& folder)
        : m_best(std::move(failing))
        , m_end(end)
        , m_folder(folder) {}

    Life run() {
        for (bool shorter = true; shorter && m_left > 0;) {
            shorter = dropRuns();
            shorter = dropDeeds() || shorter;
        }
        return m_best;
    }

private:
    // Takes the life over where it still ends that way.
    bool tryIt(Life life) {
        if (m_left <= 0) {
            return false;
        }
        --m_left;
        const auto trouble = live(life, m_folder);
        if (!trouble || trouble->end != m_end) {
            return false;
        }
        m_best = std::move(life);
        return true;
    }

    // Long runs of happenings first, from the end, which often has nothing to do with it.
    bool dropRuns() {
        bool any = false;
        for (auto length = m_best.happenings.size(); length > 0; length /= 2) {
            for (auto end = m_best.happenings.size(); end > 0 && m_left > 0;) {
                const auto begin = end - std::min(length, end);
                Life without = m_best;
                without.happenings.erase(
                    without.happenings.begin() + static_cast<std::ptrdiff_t>(begin),
                    without.happenings.begin() + static_cast<std::ptrdiff_t>(end));
                any = tryIt(std::move(without)) || any;
                end = begin;
            }
        }
        return any;
    }

    bool dropDeeds() {
        bool any = false;
        for (std::size_t at = 0; at < m_best.happenings.size(); ++at) {
            for (auto deed = m_best.happenings[at].deeds.size(); deed > 0 && m_best.happenings[at].deeds.size() > 1;) {
                --deed;
                Life without = m_best;
                auto& deeds = without.happenings[at].deeds;
                deeds.erase(deeds.begin() + static_cast<std::ptrdiff_t>(deed));
                any = tryIt(std::move(without)) || any;
            }
        }
        return any;
    }

    Life m_best;
    End m_end;
    std::filesystem::path m_folder;
    int m_left = kTries;
};

} // namespace

Life shrink(Life failing, End end, const std::filesystem::path& folder) {
    return Shrinking(std::move(failing), end, folder).run();
}

} // namespace cairn::simulation
