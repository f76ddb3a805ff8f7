#pragma once

#include "core/base/hybrid_clock.h"
#include "sync/server/jobs/job.h"
#include "sync/server/mail/mail.h"

#include <stop_token>
#include <string>

namespace cairn::server {

struct MailSettings {
    // smtp://host:587, where TLS is begun by STARTTLS and nothing is sent without it but to this computer itself, or
    // smtps://host:465.
    std::string url;
    std::string user{}; // empty: there is nobody to sign in
    std::string password{};
    std::string from;          // the address that messages come from
    std::string authorities{}; // a file of certificates (PEM) that vouch for the server; empty: the system's
    base::Millis timeout = 30'000;
};

// Hands messages to a mail server (SMTP, by libcurl). Thread-safe.
class Mailer {
public:
    // Throws std::runtime_error where no message could ever be sent so.
    explicit Mailer(MailSettings settings);

    // Waits until the server has taken it. Refused where the server says that it never will (5xx), or there is no such
    // message; what went wrong with the network, the sign-in or the certificate may be better later. A stop is seen
    // to within a second.
    JobResult send(const Mail& mail, const std::string& id, base::Millis at, const std::stop_token& stop) const;

private:
    MailSettings m_settings;
    bool m_encrypt = true;
};

} // namespace cairn::server
