#include "sync/server/api/desk_answers.h"

namespace cairn::server {

using base::ErrorCode;

Problem problemOf(const base::Error& error) {
    switch (error.code) {
    case ErrorCode::NotFound:
        return {404, "not_found", error.message};
    case ErrorCode::InvalidInput:
        return {400, "validation_failed", error.message};
    case ErrorCode::LimitExceeded:
        return {413, "too_large", error.message};
    case ErrorCode::Refused:
        return {409, "refused", error.message};
    default:
        return {500, base::name(error.code), error.message};
    }
}

Problem tooBusy() {
    return {503, "busy", "the log is behind; again in a moment", {}, 2};
}

} // namespace cairn::server
