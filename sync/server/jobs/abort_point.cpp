#include "sync/server/jobs/abort_point.h"

#include <cstdlib>
#include <string>

namespace cairn::server {

#ifdef CAIRN_ABORT_POINTS

void abortPoint(std::string_view kind, std::string_view point) {
    static const char* const kWanted = std::getenv("CAIRN_ABORT_AT"); // NOLINT(concurrency-mt-unsafe): nobody sets any
    if (kWanted != nullptr && std::string(kind) + '.' + std::string(point) == kWanted) {
        std::abort();
    }
}

#else

void abortPoint(std::string_view /*kind*/, std::string_view /*point*/) {}

#endif

} // namespace cairn::server
