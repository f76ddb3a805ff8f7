#pragma once

#include "core/api/request.h"
#include "sync/client/sync_worker.h"

#include <QMetaObject>

#include <memory>
#include <utility>

namespace cairn::client {

// Asks the worker on its thread, `ask(worker, answer)`, and brings the answer back through `deliver`.
template<class T, class Ask>
api::Request callWorker(SyncWorker& worker, const api::Deliver& deliver, api::Reply<T> reply, Ask ask) {
    auto shared = std::make_shared<api::Request::Shared>();
    auto answer = [deliver, shared, reply = std::move(reply)](base::Expected<T> value) {
        deliver([shared, reply, value = std::move(value)]() mutable {
            if (!shared->forgotten && reply) {
                reply(std::move(value));
            }
        });
    };
    QMetaObject::invokeMethod(
        &worker,
        [&worker, ask = std::move(ask), answer = std::move(answer)]() mutable { ask(worker, std::move(answer)); },
        Qt::QueuedConnection);
    return api::Request(shared);
}

} // namespace cairn::client
