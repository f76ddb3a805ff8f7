#pragma once

#include "core/base/hybrid_clock.h"
#include "core/events/catalogue.h"

#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace cairn::server {

// What was found lately, so that asking again goes on where it stopped and costs others nothing. Only answers are kept,
// never that there was none. Thread-safe.
class DocumentationCache {
public:
    static constexpr base::Millis kKeep = 24LL * 60 * 60'000;
    static constexpr base::Millis kKeepNone = 2LL * 60'000; // that no library goes by a name
    static constexpr std::size_t kMost = 5'000;
    static constexpr std::size_t kBytes = 8'000'000;

    // `question` is all that was asked.
    std::optional<events::TopicDocumented> find(const std::string& question, base::Millis now);
    void keep(const std::string& question, const events::TopicDocumented& documented); // as of its `at`

private:
    struct Kept {
        std::string question;
        events::TopicDocumented documented;
        std::size_t bytes = 0;
    };

    using Place = std::list<Kept>::iterator;

    void drop(Place place);

    std::mutex m_mutex;       // of what follows
    std::list<Kept> m_kept{}; // the newest first
    std::map<std::string, Place> m_places{};
    std::size_t m_bytes = 0;
};

} // namespace cairn::server
