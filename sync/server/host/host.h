#pragma once

#include "core/base/clock.h"
#include "sync/server/config/config.h"
#include "sync/server/telemetry/log.h"

#include <cstdint>
#include <memory>
#include <string>

namespace cairn::server {

// A whole server, from construction to destruction: every part of it made from one configuration and tied to the
// others.
class Host {
public:
    // Makes the data folder, the keys and the tables where they are missing. Throws std::exception with a sentence
    // that says what is in the way.
    Host(const Config& config, const base::Clock& clock);
    ~Host();
    Host(const Host&) = delete;
    Host& operator=(const Host&) = delete;

    const std::string& url() const { return m_url; } // "http://127.0.0.1:8420"

    bool empty() const; // nobody has an account yet
    const Log& log() const;

    // Reads the certificate anew; a bad one is logged, and the old one stays.
    void reload();

    // Ends in order: what is under way is answered, what was pushed is stored and confirmed. It and the destructor
    // take 5 s at most, whoever hangs.
    void stop();

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
    std::string m_url;
    bool m_stopped = false;
};

} // namespace cairn::server
