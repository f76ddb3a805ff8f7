#pragma once

#include "sync/server/paths/documentation_search.h"

#include <chrono>
#include <set>

namespace cairn::server {

// Says whether a path can be learned as it is proposed: its graph, and, of each topic that names a technology, whether
// the documentation that Context7 has of it mentions what its exercises need. What nobody has answered is unproven.
// Thread-safe.
class PlanValidator {
public:
    static constexpr std::size_t kAtOnce = 2; // validations, so that other requests are answered meanwhile
    static constexpr std::size_t kAsking = 4; // topics of one

    struct Settings {
        AskContext7 ask{}; // none: this server asks no documentation
        std::function<base::Millis()> now{};
        // After this nobody is asked any more. A program that does not answer may take 2 s to end, and the desktop
        // waits for 20.
        std::chrono::milliseconds patience{12'000};
    };

    explicit PlanValidator(Settings settings);

    // Waits for answers. Busy where enough are being validated, or one of the account's.
    base::Expected<plan::PlanVerdict> validate(const std::string& account, const plan::PathPlan& plan);

    // Those that are being validated end soon, and so does what comes later.
    void stop() { m_stop.request_stop(); }

private:
    std::vector<plan::TopicVerdict> lookUp(const plan::PathPlan& plan);

    Settings m_settings;
    DocumentationCache m_cache{};
    std::stop_source m_stop{};
    std::mutex m_mutex;                // of what follows
    std::set<std::string> m_running{}; // accounts
};

} // namespace cairn::server
