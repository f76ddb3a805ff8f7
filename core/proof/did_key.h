#pragma once

#include "core/events/event.h"

#include <string>

namespace cairn::proof {

// An Ed25519 key as an identifier that is the key (W3C did:key): "did:key:z6Mk…".
std::string didKey(const events::PublicKey& key);

} // namespace cairn::proof
