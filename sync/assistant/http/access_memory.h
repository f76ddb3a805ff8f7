#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace cairn::assistant {

// What is remembered of the access over HTTP: in a file of the profile's folder that only its owner may read, as
// whoever can read that folder has the profile anyway.
struct AccessMemory {
    static constexpr std::uint16_t kUsualPort = 8421;

    bool on = false; // in the window
    std::uint16_t port = kUsualPort;
    std::string token{};
};

// With a fresh token where none is remembered, which is remembered from then on where that is possible. An empty
// folder: nothing is remembered.
AccessMemory rememberedAccess(const std::filesystem::path& folder);

// What cannot be written is forgotten.
void remember(const AccessMemory& access, const std::filesystem::path& folder);

} // namespace cairn::assistant
