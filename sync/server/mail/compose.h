#pragma once

#include "core/base/error.h"
#include "core/base/hybrid_clock.h"
#include "sync/server/mail/mail.h"

#include <string>
#include <string_view>

namespace cairn::server {

// What a message bears besides its words.
struct Envelope {
    std::string from; // an address
    std::string id;   // the same in every attempt to send it: whoever gets it twice can tell
    base::Millis at = 0;
};

// Whether mail could go there: one "@" with something on both sides, and nothing that means more in a message or to
// SMTP.
bool isMailAddress(std::string_view text);

// The message as it goes over the wire (RFC 5322, RFC 2045): lines of ASCII that end with CRLF and have at most 78
// characters, but for an address that is longer or not ASCII (RFC 6532). InvalidInput where an address or the subject
// would be more than one line, or something is no UTF-8.
base::Expected<std::string> composeMessage(const Mail& mail, const Envelope& envelope);

} // namespace cairn::server
