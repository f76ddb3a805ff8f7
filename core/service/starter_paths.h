#pragma once

#include "core/api/imports.h"
#include "core/exchange/track.h"

#include <filesystem>
#include <vector>

namespace cairn::service {

// The tracks in a folder of tracks, by name; none when there is no such folder.
std::vector<api::StarterPath> starterPathsIn(const std::filesystem::path& folder);

// A track of our own in Exercism's layout is not on Exercism: no links there, and its own name.
exchange::Track asStarter(exchange::Track track, const api::StarterPath& starter);

} // namespace cairn::service
