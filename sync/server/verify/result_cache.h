#pragma once

#include "sync/server/verify/verifier.h"

#include <list>
#include <mutex>
#include <optional>

namespace cairn::server {

// Evidence that was seen lately, so that asking for the same again costs the platform nothing. What was not proven is
// never kept: it may be proven a moment later. Thread-safe.
class ResultCache {
public:
    static constexpr base::Millis kKeep = 60LL * 60'000;
    static constexpr std::size_t kMost = 1'000;

    // Evidence that answers the question, where there is some.
    std::optional<Verdict> find(const Question& question);
    void keep(const Question& question, const Verdict& verdict);

private:
    struct Kept {
        Question question;
        Verdict verdict;
    };

    std::mutex m_mutex;
    std::list<Kept> m_kept{}; // the newest first
};

} // namespace cairn::server
