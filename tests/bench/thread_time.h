#pragma once

#include <chrono>
#include <ctime>

namespace cairn::bench {

struct Moment {
    double busy = 0;    // milliseconds of processor time of this thread
    double elapsed = 0; // milliseconds of the clock on the wall
};

inline Moment operator-(const Moment& end, const Moment& start) {
    return {end.busy - start.busy, end.elapsed - start.elapsed};
}

// A computer that is busy with other things takes its time, and the thread's own time stays what it is.
inline Moment momentOfThread() {
    using Millis = std::chrono::duration<double, std::milli>;
    const double elapsed = Millis(std::chrono::steady_clock::now().time_since_epoch()).count();
#ifdef CLOCK_THREAD_CPUTIME_ID
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return {static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6, elapsed};
#else
    return {elapsed, elapsed};
#endif
}

} // namespace cairn::bench
