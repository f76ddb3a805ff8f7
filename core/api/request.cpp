#include "core/api/request.h"

#include <utility>

namespace cairn::api {

Request& Request::operator=(Request&& other) noexcept {
    if (this != &other) {
        forget();
        m_shared = std::move(other.m_shared);
    }
    return *this;
}

Request::~Request() {
    forget();
}

void Request::cancel() {
    if (m_shared) {
        m_shared->stop.request_stop();
    }
}

void Request::forget() {
    if (m_shared) {
        m_shared->forgotten = true;
    }
}

} // namespace cairn::api
