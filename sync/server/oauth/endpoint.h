#pragma once

#include "sync/server/oauth/encoding.h"
#include "sync/server/oauth/failure.h"

#include <boost/json/object.hpp>

#include <stop_token>
#include <string>

// A provider's endpoints: over TLS or on this computer, with bounded answers, following nobody elsewhere.
namespace cairn::server::oauth {

struct Reply {
    long status = 0;
    boost::json::object body{}; // empty where it is no JSON
};

// Outages are failures; refusals are replies.
Expected<Reply> get(const std::string& url, const std::string& bearer = {}, const std::stop_token& stop = {});
Expected<Reply> post(const std::string& url, const Fields& form, const std::stop_token& stop = {});

// With a name and a password, and JSON.
Expected<Reply> remove(
    const std::string& url, const std::string& name, const std::string& password, const boost::json::object& body,
    const std::stop_token& stop = {});

// The member of an answer, or an empty text.
std::string textIn(const boost::json::object& object, std::string_view name);

} // namespace cairn::server::oauth
