#pragma once

#include <cstdint>

namespace cairn::simulation {

// While it lives, what asks libsodium for random bytes (names of devices and learners) gets those of a seed: a run can
// be lived through again. One at a time in a process; not for anything that has to be secret.
class SeededBytes {
public:
    explicit SeededBytes(std::uint64_t seed);
    ~SeededBytes();
    SeededBytes(const SeededBytes&) = delete;
    SeededBytes& operator=(const SeededBytes&) = delete;
};

} // namespace cairn::simulation
