#pragma once

#include "sync/server/desk/desk.h"

#include <list>

namespace cairn::server {

// The desks of the accounts that asked for something lately. Thread-safe.
class Desks {
public:
    static constexpr std::size_t kOpenMost = 24;
    static constexpr base::Millis kIdle = 10LL * 60'000;

    // `keys` are those of this server's receipts.
    Desks(std::filesystem::path folder, std::function<events::KeyRing()> keys, Hub& hub, base::Clock clock);

    // Opens it if need be. Throws std::runtime_error.
    std::shared_ptr<Desk> of(const std::string& account);

    // Whose token it is, where it is one of a desk: good in this process only.
    std::optional<std::string> accountOf(const std::string& token) const;

    // Whether the account has ever had one here.
    bool has(const std::string& account) const;

    void closeIdle();

    // Deletes an account's folder.
    void erase(const std::string& account);

private:
    struct Open {
        // Two desks of one account would be one too many for its folder.
        bool idle() const { return desk.use_count() == 1; }

        std::string account;
        base::Millis used = 0;
        events::KeyRing keys{}; // that it was opened with
        std::shared_ptr<Desk> desk;
    };

    std::filesystem::path m_folder;
    std::function<events::KeyRing()> m_keys;
    Hub& m_hub;
    base::Clock m_clock;
    std::string m_secret;     // that tokens begin with
    std::mutex m_mutex;       // of what follows
    std::list<Open> m_open{}; // the last used first
};

} // namespace cairn::server
