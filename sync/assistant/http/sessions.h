#pragma once

#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
#include <string>

namespace cairn::assistant {

// Who is in the middle of a conversation: the protocol's sessions of its earlier era, by names that nobody guesses.
// Used on any thread.
class Sessions {
public:
    static constexpr std::size_t kMost = 64;

    // A name for one that may begin. It is none before it is kept.
    static std::string newName();

    // Answers with the one that had to end for it, if one had: the one that was silent the longest.
    std::optional<std::string> keep(const std::string& name);

    // Whether there is one of that name, which was not silent then.
    bool touch(const std::string& name);

    // False where there is none.
    bool end(const std::string& name);

private:
    std::mutex m_mutex;
    std::list<std::string> m_names{}; // the last one to speak first
};

} // namespace cairn::assistant
