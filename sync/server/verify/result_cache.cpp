#include "sync/server/verify/result_cache.h"

namespace cairn::server {

std::optional<Verdict> ResultCache::find(const Question& question) {
    const std::lock_guard lock(m_mutex);
    while (!m_kept.empty() && m_kept.back().question.now + kKeep < question.now) {
        m_kept.pop_back();
    }
    for (const auto& kept : m_kept) {
        const bool same =
            kept.question.requirement == question.requirement && kept.question.account == question.account;
        // What was counted since then was also done since an earlier moment; a single deed is as old as it is.
        const bool since =
            question.since <= kept.question.since ||
            (question.requirement.platform != events::Platform::github && question.since <= kept.verdict.solvedAt);
        if (same && since) {
            return kept.verdict;
        }
    }
    return std::nullopt;
}

void ResultCache::keep(const Question& question, const Verdict& verdict) {
    if (verdict.kind != Verdict::Kind::verified) {
        return;
    }
    const std::lock_guard lock(m_mutex);
    m_kept.push_front({question, verdict});
    if (m_kept.size() > kMost) {
        m_kept.pop_back();
    }
}

} // namespace cairn::server
