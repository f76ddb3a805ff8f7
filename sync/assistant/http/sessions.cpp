#include "sync/assistant/http/sessions.h"

#include "sync/assistant/http/secret_text.h"

#include <algorithm>

namespace cairn::assistant {

std::string Sessions::newName() {
    return secretText();
}

std::optional<std::string> Sessions::keep(const std::string& name) {
    const std::lock_guard lock(m_mutex);
    m_names.push_front(name);
    if (m_names.size() <= kMost) {
        return std::nullopt;
    }
    auto ended = std::move(m_names.back());
    m_names.pop_back();
    return ended;
}

bool Sessions::touch(const std::string& name) {
    const std::lock_guard lock(m_mutex);
    const auto found = std::ranges::find(m_names, name);
    if (found == m_names.end()) {
        return false;
    }
    m_names.splice(m_names.begin(), m_names, found);
    return true;
}

bool Sessions::end(const std::string& name) {
    const std::lock_guard lock(m_mutex);
    return std::erase(m_names, name) > 0;
}

} // namespace cairn::assistant
