#include "sync/server/desk/desks.h"

#include "core/store/random_id.h"

#include <algorithm>

namespace cairn::server {

Desks::Desks(std::filesystem::path folder, std::function<events::KeyRing()> keys, Hub& hub, base::Clock clock)
    : m_folder(std::move(folder))
    , m_keys(std::move(keys))
    , m_hub(hub)
    , m_clock(std::move(clock))
    , m_secret("desk." + store::randomId() + store::randomId() + ".") {}

std::shared_ptr<Desk> Desks::of(const std::string& account) {
    const std::lock_guard lock(m_mutex);
    auto keys = m_keys();
    if (const auto found = std::ranges::find(m_open, account, &Open::account); found != m_open.end()) {
        // With other keys something else counts; one that is busy learns of them when it is opened next.
        if (found->keys == keys || !found->idle()) {
            found->used = m_clock.now();
            m_open.splice(m_open.begin(), m_open, found);
            return found->desk;
        }
        m_open.erase(found);
    }
    for (auto last = m_open.end(); m_open.size() >= kOpenMost && last != m_open.begin();) {
        if ((--last)->idle()) {
            last = m_open.erase(last);
        }
    }
    auto desk = std::make_shared<Desk>(m_folder / account, keys, m_secret + account, m_hub, m_clock);
    m_open.push_front({account, m_clock.now(), std::move(keys), std::move(desk)});
    return m_open.front().desk;
}

std::optional<std::string> Desks::accountOf(const std::string& token) const {
    return token.starts_with(m_secret) ? std::optional(token.substr(m_secret.size())) : std::nullopt;
}

bool Desks::has(const std::string& account) const {
    std::error_code ignored;
    return std::filesystem::exists(m_folder / account, ignored);
}

void Desks::closeIdle() {
    const std::lock_guard lock(m_mutex);
    const auto now = m_clock.now();
    std::erase_if(m_open, [now](const Open& open) { return open.idle() && open.used + kIdle < now; });
}

void Desks::erase(const std::string& account) {
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_open, [&](const Open& open) { return open.account == account; });
    std::error_code ignored;
    std::filesystem::remove_all(m_folder / account, ignored);
}

} // namespace cairn::server
