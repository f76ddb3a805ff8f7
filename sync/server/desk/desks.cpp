#include "sync/server/desk/desks.h"

#include "core/store/random_id.h"

#include <algorithm>

namespace cairn::server {

Desks::Desks(std::filesystem::path folder, Hub& hub, base::Clock clock)
    : m_folder(std::move(folder))
    , m_hub(hub)
    , m_clock(std::move(clock))
    , m_secret("desk." + store::randomId() + store::randomId() + ".") {}

std::shared_ptr<Desk> Desks::of(const std::string& account) {
    const std::lock_guard lock(m_mutex);
    const auto found = std::ranges::find(m_open, account, &Open::account);
    if (found != m_open.end()) {
        found->used = m_clock.now();
        m_open.splice(m_open.begin(), m_open, found);
        return found->desk;
    }
    while (m_open.size() >= kOpenMost) {
        m_open.pop_back();
    }
    m_open.push_front(
        {account, m_clock.now(), std::make_shared<Desk>(m_folder / account, m_secret + account, m_hub, m_clock)});
    return m_open.front().desk;
}

std::optional<std::string> Desks::accountOf(const std::string& token) const {
    return token.starts_with(m_secret) ? std::optional(token.substr(m_secret.size())) : std::nullopt;
}

void Desks::closeIdle() {
    const std::lock_guard lock(m_mutex);
    const auto now = m_clock.now();
    std::erase_if(m_open, [now](const Open& open) { return open.used + kIdle < now; });
}

void Desks::erase(const std::string& account) {
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_open, [&](const Open& open) { return open.account == account; });
    std::error_code ignored;
    std::filesystem::remove_all(m_folder / account, ignored);
}

} // namespace cairn::server
