#include "sync/server/paths/documentation_cache.h"

namespace cairn::server {

namespace {

std::size_t bytesOf(const std::string& question, const events::TopicDocumented& documented) {
    constexpr std::size_t kEntry = 500; // what a row takes besides its texts
    auto bytes = kEntry + 2 * question.size() + documented.library.size() + documented.title.size() +
                 documented.source.size() + documented.reason.size();
    for (const auto* list : {&documented.found, &documented.missing}) {
        for (const auto& term : *list) {
            bytes += sizeof(std::string) + term.size();
        }
    }
    return bytes;
}

} // namespace

std::optional<events::TopicDocumented> DocumentationCache::find(const std::string& question, base::Millis now) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_places.find(question);
    if (found == m_places.end()) {
        return std::nullopt;
    }
    const auto& documented = found->second->documented;
    if (documented.at + (documented.library.empty() ? kKeepNone : kKeep) <= now) {
        drop(found->second);
        return std::nullopt;
    }
    return documented;
}

void DocumentationCache::keep(const std::string& question, const events::TopicDocumented& documented) {
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_places.find(question); found != m_places.end()) {
        drop(found->second);
    }
    m_kept.push_front({question, documented, bytesOf(question, documented)});
    m_places[question] = m_kept.begin();
    m_bytes += m_kept.front().bytes;
    while (m_kept.size() > kMost || m_bytes > kBytes) {
        drop(std::prev(m_kept.end()));
    }
}

void DocumentationCache::drop(Place place) {
    m_bytes -= place->bytes;
    m_places.erase(place->question);
    m_kept.erase(place);
}

} // namespace cairn::server
