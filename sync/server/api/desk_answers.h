#pragma once

#include "core/api/request.h"
#include "sync/server/http/message.h"

#include <functional>
#include <future>
#include <memory>
#include <utility>

namespace cairn::server {

// What a learner's profile said, as an answer over HTTP.
Problem problemOf(const base::Error& error);

// The desk does not come to the end of the log.
Problem tooBusy();

// The answer to a question to a desk's profile, waited for: the profile's threads bring it.
template<class T> base::Expected<T> ask(const std::function<api::Request(api::Reply<T>)>& question) {
    auto promised = std::make_shared<std::promise<base::Expected<T>>>();
    const auto request = question([promised](base::Expected<T> answer) { promised->set_value(std::move(answer)); });
    return promised->get_future().get();
}

} // namespace cairn::server
