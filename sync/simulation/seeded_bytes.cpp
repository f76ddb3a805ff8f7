#include "sync/simulation/seeded_bytes.h"

#include <sodium.h>

#include <cstddef>
#include <random>

namespace cairn::simulation {

namespace {

std::mt19937_64& source() {
    static std::mt19937_64 random;
    return random;
}

// The functions that libsodium calls.
randombytes_implementation& seeded() {
    static randombytes_implementation functions{
        .implementation_name = [] { return "seeded"; },
        .random = [] { return static_cast<std::uint32_t>(source()()); },
        .stir = nullptr,
        .uniform = nullptr,
        .buf =
            [](void* const into, const std::size_t size) {
                for (std::size_t at = 0; at < size; ++at) {
                    static_cast<unsigned char*>(into)[at] = static_cast<unsigned char>(source()());
                }
            },
        .close = nullptr,
    };
    return functions;
}

} // namespace

SeededBytes::SeededBytes(std::uint64_t seed) {
    [[maybe_unused]] const int ready = sodium_init(); // which takes random bytes itself
    source().seed(seed);
    randombytes_set_implementation(&seeded());
}

SeededBytes::~SeededBytes() {
    randombytes_set_implementation(&randombytes_sysrandom_implementation);
}

} // namespace cairn::simulation
